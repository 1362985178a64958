"""Which addresses open: our pages, Streamlit's own routes, the outlines; others lead home."""

import re
from functools import lru_cache
from http import HTTPMethod

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from exports.addresses import KEEPER, PLAYED
from exports.marks import atlas, atlas_url
from loaders.degrees import degrees_url, outline_names, read_degrees
from loaders.errors import DataError
from loaders.outlines import outline_url, read_outline
from pages.parts.answers import FOREVER, REVALIDATE, Kept, answer, keep
from pages.parts.frontend import bundle_file, index
from pages.parts.head import PREVIEW, TOUCH_ICON, favicon, picture
from pages.parts.plan import SLUGS
from pages.parts.playing import keeper, play

HOME = "accueil"
NOT_FOUND = "/?introuvable=1"

# What Streamlit's browser code asks for, besides /static/: a path, or all that is under a folder
# (it ends with "/"). Its agent interface and its metrics stay closed.
_STREAMLIT_PATHS = (
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/upload_file/",
    "/_stcore/bidi-components/",
    "/media/",
    "/component/",
)
_OUTLINE = re.compile(r"([A-Za-z0-9_-]+)\.[^./]+\.(topojson|geojson|png)")


async def health(_: Request) -> Response:
    """Answer that the server is up."""
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


@lru_cache(maxsize=64)
def _outline(name: str, kind: str, _url: str) -> Kept:
    if kind == "png":
        return keep(atlas(), "image/png")
    read = read_degrees if kind == "geojson" else read_outline
    return keep(read(name), "application/json")


def _current(name: str, kind: str) -> str:
    """Return the current address of an outline; raises DataError when there is none."""
    if kind == "topojson":
        return outline_url(name)
    if kind == "png" and name == "marques":
        return atlas_url()
    if kind == "geojson" and name in outline_names():
        return degrees_url(name)
    raise DataError(f"« {name}.{kind} » n’est pas un contour.")


def _find_outline(file: str) -> tuple[Kept, str] | None:
    """Return an outline and its current address; None when there is no such outline."""
    asked = _OUTLINE.fullmatch(file)
    if asked is None:
        return None
    name, kind = asked[1], asked[2]
    try:
        url = _current(name, kind)
        return _outline(name, kind, url), url
    except (DataError, OSError):
        return None


async def outline(request: Request) -> Response:
    """Answer an outline; an older hash gets today's, which the browser then does not keep."""
    found = await run_in_threadpool(_find_outline, request.path_params["file"])
    if found is None:
        return PlainTextResponse("Contour inconnu", status_code=404)
    kept, url = found
    return answer(kept, request, FOREVER if request.url.path == url else REVALIDATE)


ROUTES = [
    Route("/sante", health),
    Route(PLAYED, play),
    Route(KEEPER, keeper),
    Route("/geo/{file:path}", outline),
]
_OWN_PATHS = ("/sante", PLAYED, KEEPER, "/geo/")


def _passes(path: str) -> bool:
    """Whether a path is left to the routes: an unknown one would get Streamlit's English index."""
    return any(
        path.startswith(known) if known.endswith("/") else path == known
        for known in _OWN_PATHS + _STREAMLIT_PATHS
    )


async def _respond(request: Request, path: str) -> Response | None:
    """Return the answer to a request, or None to leave it to the routes."""
    if _passes(path):
        return None
    if path.startswith("/static/"):
        found = await run_in_threadpool(bundle_file, path.removeprefix("/static/"))
        if found is None:
            return PlainTextResponse("Fichier inconnu", status_code=404)
        kept, current = found
        return answer(kept, request, FOREVER if current else REVALIDATE)
    # The browser probes /page/_stcore/health to learn where the server is rooted: only a 404
    # sends it on.
    if "_stcore" in path.split("/"):
        return PlainTextResponse("Adresse inconnue", status_code=404)
    if request.method not in {HTTPMethod.GET, HTTPMethod.HEAD}:
        return PlainTextResponse("Méthode refusée", status_code=405)
    slug = path.strip("/")
    query = f"?{request.url.query}" if request.url.query else ""
    if slug in {HOME, "index.html"}:
        return RedirectResponse(f"/{query}", status_code=302)
    if slug in {"favicon.svg", "favicon.ico", "favicon.png"}:
        return answer(favicon(), request, REVALIDATE)
    if slug in {PREVIEW, TOUCH_ICON}:
        return answer(await run_in_threadpool(picture, slug), request, REVALIDATE)
    if slug and path != f"/{slug}" and slug in SLUGS:
        return RedirectResponse(f"/{slug}{query}", status_code=302)
    if slug and slug not in SLUGS:
        return RedirectResponse(NOT_FOUND, status_code=302)
    return answer(index(slug or HOME), request, REVALIDATE)


class Doors:
    """Middleware: answers what needs no session, and turns unknown addresses away."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or pass it on."""
        response = None
        if scope["type"] == "http":
            response = await _respond(Request(scope, receive), scope["path"])
        await (response or self.app)(scope, receive, send)
