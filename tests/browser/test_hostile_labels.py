"""A label that comes from data shows as it is written: no image, no link, no HTML, no request."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from loaders.settings import ROOT
from tests.browser.application import Application, running
from tests.browser.dashboard import open_view

pytestmark = pytest.mark.browser

HOSTILE = "![x](https://exemple.invalid/p.png) <b>gras</b>"


@pytest.fixture
def hostile_server(tmp_path: Path) -> Iterator[Application]:
    """Run the dashboard on data whose labels try to become something else than text."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    file = folder / "catalogue" / "10-population.toml"
    text = file.read_text(encoding="utf-8")
    for field, value in (
        ("title", "Population"),
        ("short", "Population"),
        ("question", "Combien d’habitants le territoire compte-t-il ?"),
    ):
        line = f'{field} = "{value}"\n'
        assert text.count(line) == 1
        text = text.replace(line, f'{field} = "{HOSTILE}"\n')
    file.write_text(text, encoding="utf-8")
    with running(environment={"OBSERVATOIRE_DATA": str(folder)}) as application:
        yield application


def test_a_label_with_markdown_and_html_is_shown_literally_and_asks_nothing(
    hostile_server: Application, page: Page
) -> None:
    open_view(page, hostile_server, "accueil")
    expect(page.get_by_text(HOSTILE, exact=True).first).to_be_visible()
    open_view(page, hostile_server, "donnees", "indicateur=population")
    expect(page.get_by_role("table").first).to_contain_text(HOSTILE)
    expect(page.get_by_role("heading", name=HOSTILE)).to_be_visible()
    assert page.get_by_text(HOSTILE, exact=True).count() >= 3
    assert page.locator("img[alt=x], b:text('gras')").count() == 0
    # The fixture of the page fails the test on any request to another machine; this one names it.
    assert not [one for one in page.seen.addresses if "exemple.invalid" in one]  # type: ignore[attr-defined]
