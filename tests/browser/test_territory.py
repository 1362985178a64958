"""Mon territoire in a browser: the table and its strips, the search, a group of one's own, the files."""

import re
from io import BytesIO

import pikepdf
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from figures.profile import read_profile
from loaders.catalogue import read_catalogue
from loaders.territories import read_territories
from tests.browser.access import violations
from tests.browser.application import Application
from tests.browser.dashboard import (
    at_rest,
    chart,
    choose,
    click_zone,
    codes,
    go,
    open_view,
    territories,
)
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser
SPEL = "niveau=SPEL&territoire=591"
KEPT = re.compile(r"^\d+ communes? retenues?")


def table(page: Page) -> Locator:
    return page.get_by_role("table", name=re.compile("^Indicateurs : "))


def row(page: Page, title: str) -> Locator:
    """Return the row of an indicator."""
    return (
        table(page)
        .get_by_role("row")
        .filter(has=page.get_by_role("button", name=title, exact=True))
    )


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def strip(page: Page, title: str) -> Locator:
    return row(page, title).get_by_role("slider")


def test_every_line_of_the_profile_is_a_row_of_the_table(server: Application, page: Page) -> None:
    open_view(page, server, "territoire", SPEL)
    told = read_profile(read_catalogue(), read_territories()["SPEL", "591"])
    titles = table(page).get_by_role("rowheader").get_by_role("button")
    expect(titles).to_have_count(len(told.lines))
    assert {one.inner_text() for one in titles.all()} == {
        line.indicator.title for line in told.lines
    }
    rate = plain(row(page, "Taux de chômage localisé").inner_text())
    for text in ("12,5 %", "▲ +0,9 point", "3e plus élevé", "zone d’emploi de Maubeuge", "T4 2025"):
        assert text in rate


def test_a_strip_is_walked_with_the_arrow_keys(server: Application, page: Page) -> None:
    open_view(page, server, "territoire", SPEL)
    one = strip(page, "Taux de chômage localisé")
    assert plain(one.get_attribute("aria-valuetext") or "") == (
        "Maubeuge : 12,5 %, 3e plus élevé sur 24 zones"
    )
    one.focus()
    page.keyboard.press("ArrowRight")
    assert plain(one.get_attribute("aria-valuetext") or "").startswith(
        "Roubaix : 12,8 %, 2e plus élevé sur 24 zones"
    )
    # What is said is also seen, below the strip.
    assert "Roubaix : 12,8 %" in plain(row(page, "Taux de chômage localisé").inner_text())
    page.keyboard.press("End")
    assert plain(one.get_attribute("aria-valuetext") or "").startswith(
        "Valenciennes : 12,9 %, le plus élevé sur 24 zones"
    )
    page.keyboard.press("Home")
    assert plain(one.get_attribute("aria-valuetext") or "").startswith(
        "Arras : 6,1 %, le plus bas sur 24 zones"
    )
    page.keyboard.press("Tab")
    assert "3e plus élevé sur 24" in (one.get_attribute("aria-valuetext") or "")


def test_assistive_tools_read_in_each_cell_what_the_eye_does(
    server: Application, page: Page
) -> None:
    open_view(page, server, "territoire", "niveau=DEP&territoire=59")
    rate = plain(row(page, "Taux de chômage localisé").aria_snapshot())
    assert 'img "177 dates publiées, de 8,6 % (T1 1982) à 10,5 % (T1 2026)' in rate
    people = row(page, "Population")
    read = plain(people.aria_snapshot())
    assert 'cell "−0,3 point de l’évolution"' in read
    assert 'cell "= proche en évolution"' in read
    expect(people.get_by_text("de l’évolution", exact=True)).to_be_visible()
    rank = plain(people.locator("td.rank").inner_text()).split("\n")
    assert (strip(page, "Population").get_attribute("aria-valuetext") or "").endswith(
        ", " + " ".join(rank)
    )
    for cell in table(page).locator("td.trend").all():
        assert not cell.aria_snapshot().startswith("- cell\n") and '""' not in cell.aria_snapshot()


def test_a_row_opens_on_its_definition_and_all_its_peers_by_keyboard(
    server: Application, page: Page
) -> None:
    open_view(page, server, "territoire", SPEL)
    button = page.get_by_role("button", name="Taux de chômage localisé", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    peers = page.locator(".detail:visible .peers li")
    expect(peers).to_have_count(24)
    assert plain(peers.first.inner_text()) == "Arras : 6,1 %"
    expect(page.locator(".detail:visible")).to_contain_text("Part des chômeurs")
    page.locator(".detail:visible").get_by_role("link", name="Ouvrir cet indicateur").click()
    page.wait_for_url("**/marche-du-travail?**")
    at_rest(page)
    assert codes(page)["indicateur"] == "taux-chomage"
    assert codes(page)["territoire"] == "591"


def test_the_filters_the_order_and_the_peers_are_in_the_address(
    server: Application, page: Page
) -> None:
    open_view(
        page, server, "territoire", f"{SPEL}&theme=marche-du-travail&tri=rang&pairs=semblables"
    )
    buttons = table(page).get_by_role("rowheader").get_by_role("button")
    expect(buttons).to_have_count(4)
    titles = buttons.all_inner_texts()
    assert "sur 11 zones" in row(page, "Taux de chômage localisé").inner_text()
    page.get_by_text("Toute la région", exact=True).click()
    expect(row(page, "Taux de chômage localisé")).to_contain_text("sur 24 zones")
    page.wait_for_url("**pairs=region**")
    page.go_back()
    expect(row(page, "Taux de chômage localisé")).to_contain_text("sur 11 zones")
    page.reload()
    at_rest(page)
    expect(table(page).get_by_role("rowheader").get_by_role("button")).to_have_text(titles)


def test_a_postcode_finds_the_territories_that_hold_its_commune(
    server: Application, page: Page
) -> None:
    open_view(page, server, "territoire")
    page.get_by_role("button", name="Chercher une commune").click()
    search = page.get_by_role("textbox", name="Commune ou code postal")
    search.fill("59600")
    search.press("Enter")
    page.get_by_role("button", name="SPEL d’Avesnes-sur-Helpe").first.wait_for()
    found = page.get_by_test_id("stPopoverBody").inner_text()
    for name in ("Maubeuge", "Zone d’emploi de Maubeuge", "CA Maubeuge", "Département du Nord"):
        assert name in found
    page.get_by_role("button", name="SPEL d’Avesnes-sur-Helpe").first.click()
    page.wait_for_url("**territoire=591**")
    at_rest(page)
    search.fill("Xyzville")
    search.press("Enter")
    expect(page.get_by_text("Aucune commune des Hauts-de-France ne porte ce nom")).to_be_visible()


def test_a_group_of_communes_is_made_by_list_and_by_click_and_kept_in_the_link(
    server: Application, page: Page
) -> None:
    open_view(page, server, "territoire", "niveau=DEP&territoire=59")
    page.get_by_text("Composer son propre groupe de communes").click()
    area = page.get_by_role("textbox", name=re.compile("^Communes"))
    area.fill("Maubeuge, 59330, Nulleparville")
    area.press("Control+Enter")
    expect(page.get_by_text("« Nulleparville »")).to_be_visible()
    name = page.get_by_role("textbox", name="Nom du groupe")
    name.fill("Val *de* <b>Sambre</b>")
    name.press("Enter")
    page.get_by_text(KEPT).wait_for()
    before = page.get_by_text(KEPT).inner_text()
    at_rest(page)
    # A click on Lille adds it.
    chart(page, "Carte des communes").locator("path").nth(100).wait_for()
    click_zone(page, "59350")
    expect(area).to_have_value(re.compile(r"Lille \(59350\)"))
    assert page.get_by_text(KEPT).inner_text() != before
    # What was typed and not understood is not lost by a click.
    expect(area).to_have_value(re.compile("Nulleparville"))
    page.get_by_role("button", name="Voir ce groupe").click()
    page.wait_for_url("**niveau=GROUPE**")
    at_rest(page)
    assert "59350" in codes(page)["communes"].split(".")
    assert "59392" in codes(page)["communes"].split(".")
    assert codes(page)["nom"] == "Val *de* <b>Sambre</b>"
    expect(territories(page)).to_have_value("Val *de* <b>Sambre</b>")
    # A count of communes adds up; the rate is read in the zone, and says so.
    assert "ménages" in row(page, "Ménages fiscaux").inner_text()
    assert "zone d’emploi" in row(page, "Taux de chômage localisé").inner_text()
    address = page.url
    page.goto(address)
    at_rest(page)
    expect(territories(page)).to_have_value("Val *de* <b>Sambre</b>")
    go(page, "L’essentiel")
    expect(territories(page)).to_have_value("Val *de* <b>Sambre</b>")
    choose(page, "SPEL de Lille")


def test_a_group_that_cannot_be_read_is_told_and_the_region_shown(
    server: Application, page: Page
) -> None:
    open_view(page, server, "territoire", "niveau=GROUPE&communes=59350.75056")
    expect(page.get_by_text("« 75056 » n’est pas le code d’une commune")).to_be_visible()
    expect(territories(page)).to_have_value("Région Hauts-de-France")


def test_the_fiche_and_the_workbook_are_taken_away(server: Application, page: Page) -> None:
    open_view(page, server, "territoire", SPEL)
    with page.expect_download() as told:
        page.get_by_role("button", name="Fiche PDF").click()
    with told.value.path().open("rb") as file, pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 2
        assert str(pdf.Root.Lang).startswith("fr")
    assert told.value.suggested_filename.startswith("spel-591-avesnes-sur-helpe")
    with page.expect_download() as told:
        page.get_by_role("button", name="Données", exact=True).click()
        page.get_by_role("button", name=re.compile("^Classeur XLSX")).click()
    book = load_workbook(BytesIO(told.value.path().read_bytes()))
    assert {"Lisez-moi", "Synthèse"} <= set(book.sheetnames)


def test_each_clause_opens_the_figures_that_it_rests_on(server: Application, page: Page) -> None:
    open_view(page, server, "territoire", SPEL)
    clauses = page.locator(".phrases [role=button]")
    # The sentences come after the page is at rest: five of them have five clauses at least.
    clauses.nth(4).wait_for()
    for clause in clauses.all():
        clause.click()
        expect(clause).to_have_attribute("aria-expanded", "true")
        proof = page.locator(".phrases .proof")
        expect(proof).to_have_count(1)
        assert proof.locator("tbody tr").count() >= 1
        assert "Insee" in proof.inner_text() or "Dares" in proof.inner_text()
        clause.click()
        expect(proof).to_have_count(0)


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend_in_the_page_opened_everywhere(
    server: Application, open_page: PageOpener, scheme: str, size: tuple[int, int]
) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    open_view(page, server, "territoire", SPEL)
    page.locator(".phrases [role=button]").first.click()
    page.get_by_role("button", name="Taux de chômage localisé", exact=True).click()
    for label in (
        "Ce que couvrent les chiffres", "lui ressemblent", "quel découpage",
        "Composer son propre groupe", "Connus seulement",
    ):  # fmt: skip
        page.get_by_text(label).first.click()
        at_rest(page)
    page.get_by_role("textbox", name="Nom du groupe").wait_for()
    found = violations(page)
    assert not found, "\n".join(found)
