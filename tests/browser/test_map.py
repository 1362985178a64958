"""The map of unemployment: what it paints, what a click chooses, what the player of time moves."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.application import Application
from tests.browser.dashboard import (
    CHARTS,
    at_rest,
    chart,
    choose,
    click_zone,
    open_view,
    period_of_map,
    period_of_player,
    territories,
    words,
    zones,
)

pytestmark = pytest.mark.browser

CALAIS, AMIENS = "3207", "3202"
# "p" marks a provisional value.
RATE, GAP = r"\d+,\d( p)?", r"([+−]\d+,\d|0,0)( p)?"


def test_the_map_paints_the_24_zones_in_several_classes(server: Application, page: Page) -> None:
    open_view(page, server, "chomage")
    painted = zones(page)
    codes = {zone.code for zone in painted}
    assert len(painted) == len(codes) == 24
    assert {"0054", "0058"} < codes
    assert len({zone.fill for zone in painted}) >= 4
    printed = [text for text in words(chart(page, "Carte")) if re.fullmatch(r"\d+,\d", text)]
    assert len(printed) == 24
    assert "12,8" in printed
    assert period_of_map(page) == "T4 2025"
    outlines = [one for one in page.seen.addresses if "/geo/hdf." in one]  # type: ignore[attr-defined]
    assert outlines and all(one.startswith(server.url) for one in outlines)


def test_the_outlines_are_one_file_that_a_change_of_territory_does_not_ask_again(
    server: Application, page: Page
) -> None:
    def asked() -> list[str]:
        return [one for one in page.seen.addresses if "/geo/" in one]  # type: ignore[attr-defined]

    open_view(page, server, "chomage")
    before = asked()
    assert len(set(before)) == 1
    choose(page, "Zone d’emploi de Calais")
    expect(page).to_have_url(re.compile("territoire=3207"))
    assert asked() == before


def test_a_click_on_a_zone_chooses_it(server: Application, page: Page) -> None:
    open_view(page, server, "chomage")
    click_zone(page, CALAIS)
    expect(territories(page)).to_have_value("Zone d’emploi de Calais")
    expect(page).to_have_url(re.compile("niveau=ZE2020&territoire=3207"))
    expect(chart(page, "Courbes").locator("svg text", has_text="Calais")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("^Calais"))).to_be_visible()

    click_zone(page, AMIENS)
    expect(territories(page)).to_have_value("Zone d’emploi d’Amiens")
    expect(chart(page, "Courbes").locator("svg text", has_text="Amiens")).to_be_visible()


def test_a_zone_can_be_clicked_again_after_another_choice_in_the_list(
    server: Application, page: Page
) -> None:
    open_view(page, server, "chomage")
    click_zone(page, CALAIS)
    expect(territories(page)).to_have_value("Zone d’emploi de Calais")
    choose(page, "Zone d’emploi de Douai")
    expect(page).to_have_url(re.compile("territoire=3212"))
    # The map is told of the new choice a little after it is drawn.
    page.wait_for_timeout(600)
    click_zone(page, CALAIS)
    expect(territories(page)).to_have_value("Zone d’emploi de Calais")


def test_a_click_on_the_map_of_departements_chooses_a_departement(
    server: Application, page: Page
) -> None:
    open_view(page, server, "chomage", "niveau=REG&territoire=32&carte=DEP")
    assert len(zones(page)) == 5
    click_zone(page, "02")
    expect(territories(page)).to_have_value("Département de l’Aisne")
    expect(page).to_have_url(re.compile("niveau=DEP&territoire=02"))


def test_a_click_on_the_map_of_spel_chooses_a_spel(server: Application, page: Page) -> None:
    open_view(page, server, "chomage", "niveau=REG&territoire=32&carte=SPEL")
    click_zone(page, "595")
    expect(territories(page)).to_have_value("SPEL de Lille")
    expect(page).to_have_url(re.compile("niveau=SPEL&territoire=595"))
    click_zone(page, "022")
    expect(territories(page)).to_have_value("SPEL de Laon")


def test_time_plays_in_the_browser_without_a_message_to_the_server(
    server: Application, page: Page
) -> None:
    frames: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda one: frames.append(one)))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda one: frames.append(one)))
    open_view(page, server, "chomage")
    page.wait_for_timeout(500)
    fills, ranking = zones(page), words(chart(page, "Classement"))
    frames.clear()
    page.get_by_role("button", name="Lecture").click()
    seen: list[str] = []
    for _ in range(80):
        now = period_of_map(page)
        if now not in seen:
            seen.append(now)
        if len(seen) >= 8:
            break
        page.wait_for_timeout(40)
    assert frames == []
    page.get_by_role("button", name="Pause").click()
    assert len(seen) >= 5
    assert "2003" in seen[1] or "2003" in seen[0]
    at = period_of_map(page)
    assert at == period_of_player(page)
    quarter, year = at[1], at[3:]
    expect(page).to_have_url(re.compile(f"periode={year}-Q{quarter}"))
    expect(page.locator("h1")).to_contain_text(year)
    assert period_of_map(page) == at
    assert zones(page) != fills
    assert words(chart(page, "Classement")) != ranking


def test_the_arrows_of_the_keyboard_step_through_time_and_all_charts_follow(
    server: Application, page: Page
) -> None:
    open_view(page, server, "chomage")
    before = {name: words(chart(page, name)) for name in ("Carte", "Classement", "Légende")}
    mark = chart(page, "Courbes").locator("line[stroke-dasharray='4,3']")
    expect(mark).to_have_count(1)
    place = mark.get_attribute("transform")
    slider = page.get_by_role("slider", name="Période affichée")
    for _ in range(8):
        slider.press("ArrowLeft")
    assert period_of_map(page) == period_of_player(page) == "T4 2023"
    assert slider.get_attribute("aria-valuetext") == "T4\xa02023"
    expect(page).to_have_url(re.compile("periode=2023-Q4"))
    expect(page.locator("h1")).to_contain_text("4e trimestre 2023")
    for name, texts in before.items():
        assert words(chart(page, name)) != texts, name
    assert mark.get_attribute("transform") != place
    expect(
        page.get_by_text(re.compile("^Au 4e trimestre 2023, le taux de chômage va"))
    ).to_be_visible()
    slider.press("End")
    expect(page).not_to_have_url(re.compile("periode="))
    assert period_of_map(page) == "T4 2025"


def test_a_view_left_at_a_past_period_keeps_it_when_the_territory_changes(
    server: Application, page: Page
) -> None:
    open_view(page, server, "chomage", "niveau=REG&territoire=32&periode=2012-Q3")
    click_zone(page, CALAIS)
    expect(territories(page)).to_have_value("Zone d’emploi de Calais")
    expect(page).to_have_url(re.compile("territoire=3207&.*periode=2012-Q3"))
    assert period_of_map(page) == period_of_player(page) == "T3 2012"


def test_each_measure_and_level_is_drawn_at_the_period_of_the_player(
    server: Application, page: Page
) -> None:
    open_view(page, server, "chomage", "niveau=REG&territoire=32")
    switches = (
        ("Évolution 5 ans", "mesure=evolution-5-ans", 24, GAP),
        ("Départements", "carte=DEP", 5, GAP),
        ("Taux", "mesure=valeur&carte=DEP", 5, RATE),
        ("Zones d’emploi", "carte=ZE2020", 24, RATE),
        ("Écart à la région", "mesure=ecart-region", 24, GAP),
        ("SPEL", "carte=SPEL", 24, GAP),
    )
    for name, codes, count, value in switches:
        page.get_by_role("radio", name=name, exact=True).click()
        expect(page).to_have_url(re.compile(codes))
        at_rest(page, CHARTS["chomage"])
        page.wait_for_timeout(400)
        printed = [text for text in words(chart(page, "Carte")) if re.fullmatch(value, text)]
        assert len(zones(page)) == len(printed) == count, name
        assert period_of_map(page) == period_of_player(page), name
        for drawn in ("Carte", "Classement", "Légende"):
            assert not any("null" in text for text in words(chart(page, drawn))), (name, drawn)
