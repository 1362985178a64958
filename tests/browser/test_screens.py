"""What opens in a page is accessible too, and a visit of all pages leaves this machine for nothing."""

import pytest
from playwright.sync_api import Page

from tests.browser.access import violations
from tests.browser.application import Application
from tests.browser.dashboard import PATHS, open_view
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_to_mend_in_what_opens(server: Application, page: Page) -> None:
    open_view(page, server, "chomage", "niveau=SPEL&territoire=595&carte=DEP")
    for label in ("Les chiffres de ces phrases", "Tableau et téléchargement"):
        page.get_by_text(label).click()
        page.get_by_role("table").last.wait_for()
    page.get_by_role("button", name="Télécharger ces lignes (CSV)").wait_for()
    found = violations(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_visit_of_all_pages_asks_nothing_from_another_machine(
    server: Application, open_page: PageOpener, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    for slug in PATHS:
        open_view(page, server, slug)
    # The fixture checks every request and every console message of the visit.
    assert len(page.seen.addresses) > 20  # type: ignore[attr-defined]
    # The only cookie guards the session against forged requests; it names nobody.
    assert {cookie.get("name") for cookie in page.context.cookies()} <= {"_streamlit_xsrf"}
