"""What the head of each page holds: our script and style, its title, what a shared link shows, its icons."""

import json
import os
from functools import cache
from html import escape
from pathlib import Path

from streamlit import config

from exports import preview
from figures.theme import DARK, LIGHT, light_of_dark
from pages.parts.answers import Kept, keep
from pages.parts.plan import PAGES, SITE, tab_title

DESCRIPTION = (
    "Chômage, emploi et formation en Hauts-de-France : les chiffres publics par zone d’emploi, "
    "département et région, avec leurs sources."
)
PREVIEW, TOUCH_ICON = "apercu.png", "apple-touch-icon.png"
"""The last part of the addresses of the picture of a shared link, and of a tablet's icon."""
_PREVIEW_LINES = (
    "Chômage, emploi et formation :",
    "les chiffres publics de chaque territoire,",
    "avec leurs sources.",
)


_BROWSER = Path(__file__).parent / "browser"
_MODULES = (
    "address",
    "theme",
    "keys",
    "drawn",
    "landmarks",
    "tables",
    "say",
    "focus",
    "figures",
    "points",
    "steps",
    "walk",
    "tips",
    "fresh",
    "printing",
)
"""Our own browser code, which runs before Streamlit's: one idea a file, each may use those before it."""


def _own(name: str) -> str:
    return (_BROWSER / name).read_text(encoding="utf-8")


def _inks() -> dict[str, str]:
    """Return {colour in the dark: colour in the light}, of the figures and of Streamlit's parts."""
    dark, light = (config.get_options_for_section(f"theme.{mode}") for mode in ("dark", "light"))
    parts = {
        colour: light[name]
        for name, colour in dark.items()
        if isinstance(colour, str) and colour.startswith("#")
    }
    return parts | light_of_dark()


def _script() -> str:
    parts = [f"const INKS = {json.dumps(_inks())};", *(_own(f"{name}.js") for name in _MODULES)]
    return "(() => {\n" + "\n".join(parts) + "})();"


_OURS = f"""<script>{_script()}</script>
    <style>{_own("opening.css")}{_own("print.css")}</style>"""

FAVICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">\
<rect width="32" height="32" rx="6" fill="#B3144F"/>\
<path d="M6 23c5 0 6-4 9.500-7S21 12 26 8" fill="none" stroke="#fff" stroke-width="3" \
stroke-linecap="round"/>\
<circle cx="26" cy="8" r="2.600" fill="#fff"/></svg>"""


def head(slug: str) -> str:
    """Return what the head says of a page: to the tab, to a search, to who shows a shared link."""
    title = next((tab_title(one.title) for one in PAGES if one.slug == slug), SITE)
    base = os.environ.get("OBSERVATOIRE_URL", "").rstrip("/")
    here = "" if slug == PAGES[0].slug else slug
    # Without the site's public address none is made up: a path is then read against the page's own.
    place = f"""
    <meta property="og:url" content="{escape(base)}/{here}" />""" if base else ""  # fmt: skip
    return f"""{_OURS}
    <title>{title}</title>
    <meta name="description" content="{DESCRIPTION}" />
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content="{SITE}" />
    <meta property="og:locale" content="fr_FR" />
    <meta property="og:title" content="{title}" />
    <meta property="og:description" content="{DESCRIPTION}" />
    <meta property="og:image" content="{escape(base)}/{PREVIEW}" />
    <meta property="og:image:width" content="{preview.WIDTH}" />
    <meta property="og:image:height" content="{preview.HEIGHT}" />
    <meta property="og:image:alt" content="{SITE} : contours de la région." />{place}
    <meta name="twitter:card" content="summary_large_image" />
    <meta name="theme-color" media="(prefers-color-scheme: light)" content="{LIGHT.ground}" />
    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="{DARK.ground}" />"""


@cache
def favicon() -> Kept:
    """Return the site's icon."""
    return keep(FAVICON.encode(), "image/svg+xml")


@cache
def picture(name: str) -> Kept:
    """Return the picture of a shared link (PREVIEW) or the icon of a tablet (TOUCH_ICON)."""
    if name == PREVIEW:
        made = preview.preview(tuple(SITE.split()), _PREVIEW_LINES, FAVICON)
    else:
        made = preview.touch_icon(FAVICON)
    # Who shows a shared link may draw it in a page of its own.
    return keep(made, "image/png", {"Cross-Origin-Resource-Policy": "cross-origin"})
