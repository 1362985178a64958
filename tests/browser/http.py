"""Asks the running dashboard over HTTP, without a browser and without following redirections."""

import re
import urllib.error
import urllib.request
from email.message import Message
from typing import NamedTuple

from pages.parts.frontend import index_html
from tests.browser.application import Application


class Answer(NamedTuple):
    """Status, headers and body of an answer, redirections included."""

    status: int
    headers: Message
    body: bytes


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def ask(
    server: Application, path: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> Answer:
    """Return the answer to a request, whatever its status."""
    request = urllib.request.Request(server.url + path, headers=headers or {}, method=method)
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=30) as reply:
            return Answer(reply.status, reply.headers, reply.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def entry_script() -> str:
    """Return the address of the bundle's first file, as written in the index page."""
    found = re.search(r'src="\.(/static/[^"]+/index\.[^"]+\.js)"', index_html())
    assert found
    return found[1]
