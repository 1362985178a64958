"""Streamlit's browser files as we serve them: in French, compressed once, cached for good."""

import mimetypes
import re
import threading
from functools import cache
from pathlib import Path

from streamlit import file_util

from pages.parts.answers import Kept, keep
from pages.parts.french import EDITS, edition, in_french, phrases, stem
from pages.parts.head import TOUCH_ICON, head
from pages.parts.headers import content_policy
from pages.parts.plan import PAGES

_NOSCRIPT = """<noscript>
      <p>Ce tableau de bord a besoin de JavaScript pour s’afficher :
      activez-le dans votre navigateur.</p>
    </noscript>"""

# Each pair must match, else Streamlit's page has changed and this module must follow.
_EDITS = (
    (re.compile(r'<html lang="en">'), '<html lang="fr">'),
    (
        re.compile(r'<link rel="shortcut icon"[^>]*>'),
        '<link rel="icon" type="image/svg+xml" href="./favicon.svg" />'
        f'\n    <link rel="apple-touch-icon" href="./{TOUCH_ICON}" />',
    ),
    # The agent interface that this link describes is closed here.
    (re.compile(r'<link rel="service-desc"[^>]*>'), ""),
    (re.compile(r"<noscript>.*?</noscript>", re.DOTALL), _NOSCRIPT),
    (re.compile(r"<!--.*?-->\s*", re.DOTALL), ""),
)

_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)

_lock = threading.Lock()


def _root() -> Path:
    return Path(file_util.get_static_dir())


def index_html(slug: str = PAGES[0].slug) -> str:
    """Return Streamlit's index page in French, asking for files under the current edition."""
    html = (_root() / "index.html").read_text(encoding="utf-8")
    told = head(slug).replace("\\", r"\\")
    for pattern, replacement in (*_EDITS, (_TITLE, told)):
        html, count = pattern.subn(replacement, html)
        if not count:
            raise ValueError(f"Streamlit's index page no longer holds {pattern.pattern!r}")
    return html.replace("./static/", f"./static/{edition()}/")


@cache
def index(slug: str) -> Kept:
    """Return the index page of a page, with the policy that lets its inline script run."""
    html = index_html(slug)
    return keep(
        html.encode(),
        "text/html; charset=utf-8",
        {"Content-Security-Policy": content_policy(html)},
    )


@cache
def _files() -> dict[str, Path]:
    """Return {"js/index.DormvYxC.js": its path}: the only files that can be asked for."""
    root = _root() / "static"
    return {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}


@cache
def _load(name: str) -> Kept:
    path = _files()[name]
    content = path.read_bytes()
    if path.suffix == ".js" and stem(path.name) in phrases().keys() | EDITS.keys():
        content = in_french(path.name, content.decode("utf-8")).encode("utf-8")
    media_type = "text/javascript" if path.suffix == ".js" else mimetypes.guess_type(path.name)[0]
    return keep(content, media_type or "application/octet-stream")


def bundle_file(address: str) -> tuple[Kept, bool] | None:
    """Return the file at `address` below /static/, and whether to cache it for good.

    Bundle files import one another by relative address, so the edition in the first address carries
    over to all. An address without the current edition (a tab opened before an upgrade) is served
    too, but never kept. None when there is no such file.
    """
    name = address
    current = False
    first, _, rest = address.partition("/")
    if rest and address not in _files():
        name, current = rest, first == edition()
    if name not in _files():
        return None
    # One lock: two visitors who arrive together do not compress the same file twice.
    with _lock:
        return _load(name), current


def prepare() -> None:
    """Compress the files that every first visit asks for."""
    html = index_html()
    for name in re.findall(rf"\./static/{edition()}/([^\"]+)", html):
        bundle_file(f"{edition()}/{name}")
