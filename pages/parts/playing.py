"""The route that plays a séance: its link in, one document out, nothing kept of either."""

import os
from asyncio import Semaphore
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from exports.addresses import shared
from exports.seance_html import KEEPER_SCRIPT, document, refusal
from exports.seance_link import from_code
from loaders import editions
from loaders.errors import DataError
from pages.parts.answers import REVALIDATE, Kept, answer, keep
from pages.parts.headers import content_policy

_AT_ONCE = Semaphore(2)
"""Documents drawn at the same time: a séance that nobody drew before takes a processor for a while."""


async def play(request: Request) -> Response:
    """Answer the document of the séance whose code is `s`; 400, in French, when it is not one."""
    base = os.environ.get("OBSERVATOIRE_URL", "") or str(request.base_url)
    async with _AT_ONCE:
        kept, status = await run_in_threadpool(_made, request.query_params.get("s", ""), base)
    # The browser asks again at each opening, and is told in a word when nothing changed: an answer
    # that may not be stored at all could not be gone back to while the network is down.
    found = answer(kept, request, REVALIDATE)
    if found.status_code == 200:
        found.status_code = status
    return found


async def keeper(request: Request) -> Response:
    """Answer the worker that opens the last séance again while the network is down."""
    return answer(_keeper(), request, REVALIDATE)


@lru_cache(maxsize=1)
def _keeper() -> Kept:
    return keep(KEEPER_SCRIPT.read_bytes(), "text/javascript")


def _made(code: str, base: str) -> tuple[Kept, int]:
    """Return the document of a code, or of what is wrong with it, and the status of the answer."""
    try:
        seance = from_code(code)
        address = shared(base, seance)
        html, status = document(seance, address, editions.current(), served=True), 200
    except DataError as error:
        html, status = refusal(str(error)), 400
    policy = {"Content-Security-Policy": content_policy(html.decode())}
    return keep(html, "text/html", policy), status
