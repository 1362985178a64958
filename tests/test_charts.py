"""The charts: valid Vega-Lite, the same spec whatever is shown, readable colours, nothing from afar."""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

from figures.bars import MOST, bars_spec
from figures.legend import legend_data, legend_spec
from figures.map_chart import map_data, map_spec
from figures.measures import MEASURES
from figures.ranking import ranking_data, ranking_spec
from figures.rows import Panel, panel
from figures.sparkline import sparkline_spec
from figures.theme import THEMES, Mode, Theme, config
from figures.trend import trend_spec
from loaders.catalogue import read_catalogue
from loaders.settings import ROOT

RATE = read_catalogue().headline()
MODES: tuple[Mode, ...] = ("light", "dark")
LEVELS = (("ZE2020", ""), ("ZE2020", "SPEL"), ("DEP", ""))
LINES = (True, False)


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    folder = Path(alt.__file__).parent / "vegalite"
    (path,) = sorted(folder.glob("v*/schema/vega-lite-schema.json"))
    return json.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def validator(definition: str) -> Draft7Validator:
    known = schema()["definitions"]
    return Draft7Validator({"definitions": known, "$ref": f"#/definitions/{definition}"})


def fault(spec: dict[str, Any], definition: str) -> str:
    error = best_match(validator(definition).iter_errors(spec))
    return f"{list(error.absolute_path)}: {error.message[:300]}" if error else ""


def rate(measure: str = "valeur", level: str = "ZE2020") -> Panel:
    return panel(RATE, MEASURES[measure], level)


def specs(mode: Mode) -> dict[str, dict[str, Any]]:
    """Return every kind of chart that a page can show."""
    found: dict[str, dict[str, Any]] = {"sparkline": sparkline_spec(mode)}
    for count in (1, MOST):
        found[f"bars-{count}"] = bars_spec(mode, count)
    for hero in LINES:
        for live in LINES:
            found[f"trend-{hero}-{live}"] = trend_spec(mode, 300, "%", hero, live)
    for measure in MEASURES:
        for level, outline in LEVELS:
            values, name = rate(measure, level), f"{measure}-{level}-{outline}"
            for live in LINES:
                found[f"map-{name}-{live}"] = map_spec(level, outline, values, mode, 452, live=live)
                found[f"legend-{name}-{live}"] = legend_spec(values, mode, live)
                found[f"ranking-{name}-{live}"] = ranking_spec(level, values, mode, live)
            found[f"extremes-{name}"] = map_spec(
                level, outline, values, mode, 250, printed="extremes", selected="DEP:59"
            )
    return found


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from nodes(one)
    elif isinstance(value, list):
        for one in value:
            yield from nodes(one)


def test_every_chart_is_valid_vega_lite() -> None:
    kinds: dict[str, str] = {}
    for mode in MODES:
        found = specs(mode)
        assert len(found) > 80
        for name, spec in found.items():
            body = json.dumps({key: value for key, value in spec.items() if key != "config"})
            # Two charts that differ by their colours alone are checked once.
            kinds.setdefault(re.sub(r"#[0-9A-Fa-f]{6}", "#000000", body), name)
    faults = {name: fault(json.loads(body), "TopLevelLayerSpec") for body, name in kinds.items()}
    assert {name: one for name, one in faults.items() if one} == {}


@pytest.mark.parametrize("field", config(THEMES["light"]))
@pytest.mark.parametrize("mode", MODES)
def test_every_field_of_the_configuration_is_one_of_vega_lites(mode: Mode, field: str) -> None:
    assert fault({field: config(THEMES[mode])[field]}, "Config") == ""


def test_every_chart_carries_the_configuration_of_its_theme() -> None:
    for mode in MODES:
        for spec in specs(mode).values():
            assert spec["config"] == config(THEMES[mode])
            assert spec["usermeta"] == {"embedOptions": {"renderer": "svg"}}


@pytest.mark.parametrize("mode", MODES)
def test_a_live_chart_is_the_same_object_whatever_the_period_and_the_territory(mode: Mode) -> None:
    for measure in MEASURES:
        for level, outline in LEVELS:
            values = rate(measure, level)
            first = map_spec(level, outline, values, mode, 452, live=True)
            before = json.dumps(first)
            for at in (0, len(values.periods) - 1):
                values.at(values.periods[at])
                assert map_spec(level, outline, values, mode, 452, live=True) is first
            assert json.dumps(first) == before
            assert "2025-Q4" not in before
            for build in (lambda: ranking_spec(level, values, mode, True),  # noqa: B023
                          lambda: legend_spec(values, mode, True)):  # noqa: B023  # fmt: skip
                assert build() is build()
    assert trend_spec(mode, 300, "%", True, True) is trend_spec(mode, 300, "%", True, True)


def test_a_live_chart_takes_its_period_and_its_territory_from_hidden_inputs() -> None:
    wanted = {"map": {"step", "selected", "turn"}, "ranking": {"step", "selected"}}
    found = specs("light")
    for kind, names in wanted.items():
        params = found[f"{kind}-valeur-ZE2020--True"]["params"]
        bound = {one["name"] for one in params if one.get("bind", {}).get("input") == "hidden"}
        assert bound == names


@pytest.mark.parametrize("mode", MODES)
def test_no_chart_asks_anything_of_another_machine(mode: Mode) -> None:
    for name, spec in specs(mode).items():
        urls = [node["url"] for node in nodes(spec) if isinstance(node.get("url"), str)]
        assert [
            url for url in urls if not re.fullmatch(r"/geo/hdf\.[0-9a-f]{12}\.topojson", url)
        ] == []
        assert bool(urls) == name.startswith(("map", "extremes"))
        text = json.dumps({key: value for key, value in spec.items() if key != "$schema"})
        assert "://" not in text and '"//' not in text


def test_a_live_map_holds_24_zones_at_92_quarters_with_the_two_interregional_ones() -> None:
    values = rate()
    data = map_data(values)
    assert data["values"].height == 24 * 92
    assert data["values"]["key"].n_unique() == 24 * 92
    assert data["periods"].rows()[0] == (0, "T1\u00a02003")
    assert data["periods"].rows()[-1] == (91, "T4\u00a02025")
    assert set(data["places"]["code"]) == {
        *(f"{3201 + rank}" for rank in range(22)),
        "0054",
        "0058",
    }
    assert data["values"].filter(data["values"]["key"].is_in(["0054|91", "0058|91"])).rows() != []
    assert data["values"].filter(data["values"]["value"].is_null()).height == 0


def test_a_small_map_holds_its_last_period_and_the_spots_it_names() -> None:
    data = map_data(rate(), ("3201", "0054"), last=True)
    assert data["values"].height == 24
    assert set(data["spots"]["code"]) == {"3201", "0054"}


def test_the_ranking_marks_the_zones_that_go_beyond_the_region() -> None:
    names = ranking_data(RATE, MEASURES["valeur"], rate())["names"]
    starred = names.filter(names["name"].str.ends_with("*"))
    assert set(starred["code"]) == {"0054", "0058"}
    assert names.height == 24


def test_the_legend_counts_the_zones_of_each_class() -> None:
    data = legend_data(rate(), "zone", "zones")
    last = data["counts"].filter(data["counts"]["step"] == 91).sort("rank")
    assert last["text"].to_list() == ["2 zones", "8 zones", "6 zones", "4 zones", "4 zones"]
    assert data["classes"]["label"].to_list() == [
        "moins de 7", "7 à 8,4", "8,5 à 9,9", "10 à 11,9", "12 et plus",
    ]  # fmt: skip
    counted: dict[int, int] = {}
    for step, text in data["counts"].select("step", "text").iter_rows():
        counted[step] = counted.get(step, 0) + int(text.split()[0])
    assert counted == {step: 24 for step in range(92)}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def text_colours(spec: dict[str, Any], theme: Theme) -> set[str]:
    """Return the colours that a chart writes with on the ground (not on a class)."""
    found = set()
    for node in nodes(spec):
        mark = node.get("mark")
        if not isinstance(mark, dict) or mark.get("type") != "text":
            continue
        colour = mark.get("color", theme.ink)
        encoded = node.get("encoding", {}).get("color")
        if encoded:
            found |= set(re.findall(r"#[0-9A-Fa-f]{6}", json.dumps(encoded)))
        elif isinstance(colour, str):
            found.add(colour)
    return found | set(re.findall(r"#[0-9A-Fa-f]{6}", json.dumps(
        [spec["config"]["axis"]["labelColor"], spec["config"]["axis"]["titleColor"]]
    )))  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
def test_contrast_is_computed_as_wcag_does(mode: Mode) -> None:
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert round(contrast("#767676", "#FFFFFF"), 2) == 4.54
    assert contrast(THEMES[mode].ink, THEMES[mode].ink) == 1


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("palette", ["sequential", "diverging"])
def test_a_printed_value_is_readable_on_every_class(mode: Mode, palette: str) -> None:
    theme = THEMES[mode]
    pairs = zip(getattr(theme, palette), getattr(theme, f"on_{palette}"), strict=True)
    weak = {
        (fill, text): contrast(fill, text) for fill, text in pairs if contrast(fill, text) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("mode", MODES)
def test_every_text_of_a_chart_is_readable_on_the_ground(mode: Mode) -> None:
    theme = THEMES[mode]
    weak = {
        (name.split("-")[0], colour): round(contrast(colour, theme.ground), 2)
        for name, spec in specs(mode).items()
        for colour in text_colours(spec, theme)
        if contrast(colour, theme.ground) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["ink", "muted", "reference", "dot", "edge", "accent"])
def test_every_mark_is_seen_on_the_ground(mode: Mode, name: str) -> None:
    assert contrast(getattr(THEMES[mode], name), THEMES[mode].ground) >= 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["ink", "muted", "accent", "favourable", "unfavourable"])
def test_words_are_readable_on_the_ground_and_on_panels(mode: Mode, name: str) -> None:
    theme = THEMES[mode]
    for under in (theme.ground, theme.panel):
        assert contrast(getattr(theme, name), under) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ground", "backgroundColor"),
        ("panel", "secondaryBackgroundColor"),
        ("ink", "textColor"),
        ("ink", "primaryColor"),
        ("edge", "borderColor"),
        ("line", "dataframeBorderColor"),
        ("muted", "grayTextColor"),
        ("muted", "dataframeHeaderTextColor"),
        ("accent", "redColor"),
        ("unfavourable", "orangeTextColor"),
        ("favourable", "violetTextColor"),
    ],
)
def test_a_colour_of_the_charts_is_that_of_the_page(mode: Mode, name: str, key: str) -> None:
    assert getattr(THEMES[mode], name) == page_theme(mode)[key]


@pytest.mark.parametrize("mode", MODES)
def test_streamlits_ramps_start_and_end_as_ours(mode: Mode) -> None:
    theme, page = THEMES[mode], page_theme(mode)
    assert page["chartCategoricalColors"] == [theme.accent, theme.ink, theme.reference]
    for name in ("Sequential", "Diverging"):
        ours, theirs = getattr(theme, name.lower()), page[f"chart{name}Colors"]
        assert (theirs[0], theirs[-1]) == (ours[0], ours[-1]), name


def page_theme(mode: Mode) -> dict[str, Any]:
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["theme"][mode]
