"""Writes a picture of every page, at three sizes and in both themes, and one page that lays them out.

`make gallery` or `python -m tests.browser.gallery [folder] [slug…]`; the folder is not kept in the repository.
"""

import sys
from html import escape
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from figures.theme import Mode
from tests.browser.access import SIZES
from tests.browser.application import Application, running
from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.dashboard import PATHS, at_rest, open_view

MODES: tuple[Mode, ...] = ("light", "dark")
FOLDER = Path("build/gallery")
MOST = 6000
"""Pixels of height of a picture: what is lower is left out."""
_HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"


def _name(slug: str, size: tuple[int, int], mode: Mode) -> str:
    return f"{slug}-{size[0]}-{mode}.png"


def _take(page: Page, server: Application, slug: str, size: tuple[int, int], to: Path) -> None:
    wide, high = size
    page.set_viewport_size({"width": wide, "height": high})
    open_view(page, server, slug)
    # The page scrolls inside its frame: the screen grows to hold it whole.
    tall = min(max(high, page.evaluate(_HEIGHT) + 80), MOST)
    page.set_viewport_size({"width": wide, "height": tall})
    page.wait_for_timeout(500)
    at_rest(page)
    page.screenshot(path=to)


def _index(slugs: list[str]) -> str:
    """Return the page that lays out the pictures: a row a page, its sizes and themes side by side."""
    rows = []
    for slug in slugs:
        pictures = "".join(
            f'<a href="{name}"><img src="{name}" alt="{escape(slug)}, {size[0]} pixels, {mode}" '
            'loading="lazy"></a>'
            for size in SIZES
            for mode in MODES
            for name in [_name(slug, size, mode)]
        )
        rows.append(f"<h2>{escape(slug)}</h2><div>{pictures}</div>")
    style = (
        "body{font:16px sans-serif;margin:24px}div{display:flex;gap:12px;align-items:flex-start}"
        "img{width:100%;border:1px solid #858D97}a{flex:1}"
    )
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Galerie des pages</title>'
        f"<style>{style}</style></head><body><h1>Galerie des pages</h1>{''.join(rows)}</body></html>"
    )


def main(arguments: list[str]) -> None:
    """Write the gallery in the folder given, of the pages named or of all."""
    folder = Path(arguments[0]) if arguments else FOLDER
    slugs = arguments[1:] or list(PATHS)
    folder.mkdir(parents=True, exist_ok=True)
    with running() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for mode in MODES:
            context = browser.new_context(
                locale="fr-FR", color_scheme=mode, reduced_motion="reduce"
            )
            page = context.new_page()
            page.set_default_timeout(60_000)
            for slug in slugs:
                for size in SIZES:
                    _take(page, server, slug, size, folder / _name(slug, size, mode))
            context.close()
        browser.close()
    (folder / "index.html").write_text(_index(slugs), encoding="utf-8")
    print(f"{len(slugs) * len(SIZES) * len(MODES)} images : ouvrez {folder / 'index.html'}")


if __name__ == "__main__":
    main(sys.argv[1:])
