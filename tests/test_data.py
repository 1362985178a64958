"""The published data: the catalogue, its files, and the figures that they must hold."""

import json
from dataclasses import fields
from pathlib import Path
from typing import get_args

import polars as pl
import pytest
from frictionless import Package

from loaders import observations, package, printed
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator, Theme
from loaders.rules import columns_of, key_of
from loaders.settings import ROOT
from loaders.targets import read_targets
from loaders.territories import departements
from pages.parts.plan import SITE

CODES = [
    "taux-chomage",
    "demandeurs-emploi-abc",
    "emploi-salarie-trimestriel",
    "emploi-salarie",
    "population",
]


def indicator(code: str) -> Indicator:
    return read_catalogue().indicators[code]


def value(code: str, level: str, territory: str, period: str) -> tuple[float, str, str]:
    """Return value, status and vintage of the one observation."""
    rows = observations.series(indicator(code), level, territory)
    row = rows.filter(pl.col("period") == period).to_dicts()
    assert len(row) == 1
    return row[0]["value"], row[0]["status"], row[0]["vintage"]


def test_the_catalogue_keeps_the_order_of_its_files() -> None:
    catalogue = read_catalogue()
    themes = [one.theme for one in catalogue.indicators.values()]
    assert themes == sorted(themes, key=get_args(Theme).index)
    assert [code for code in catalogue.indicators if code in CODES] == [
        "population",
        "emploi-salarie-trimestriel",
        "emploi-salarie",
        "taux-chomage",
        "demandeurs-emploi-abc",
    ]
    assert catalogue.headline().code == "taux-chomage"
    assert catalogue.of_page("chomage").code == "taux-chomage"
    assert [(tile.code, tile.tile) for tile in catalogue.tiles()] == [
        ("demandeurs-emploi-abc", 1),
        ("emploi-salarie-trimestriel", 2),
        ("emploi-salarie", 2),
        ("population", 3),
    ]


def test_two_indicators_of_the_same_rank_share_no_level() -> None:
    tiles = read_catalogue().tiles()
    places = [(tile.tile, level) for tile in tiles for level in tile.levels]
    assert len(places) == len(set(places))


def test_a_page_that_no_indicator_declares_is_refused_with_a_sentence() -> None:
    with pytest.raises(DataError) as refusal:
        read_catalogue().of_page("meteo")
    assert str(refusal.value) == (
        'catalogue : aucun indicateur n’a « page = "meteo" » ; ajoutez ce champ.'
    )


def test_the_headline_is_described_as_the_pages_need_it() -> None:
    headline = read_catalogue().headline()
    assert (headline.unit, headline.kind, headline.decimals) == ("%", "rate", 1)
    assert headline.direction == "down"
    assert headline.classes == (7.0, 8.5, 10.0, 12.0)
    assert headline.references == (("FRANCE", "FR-D976"), ("FRANCE", "FM"))
    assert [note.period for note in headline.annotations] == ["2020-Q2"]


@pytest.mark.parametrize("folder", [observations.FOLDER, printed.FOLDER])
def test_every_file_of_figures_has_its_indicator(folder: str) -> None:
    files = [path.stem for path in (ROOT / "data" / folder).glob("[!.]*")]
    assert sorted(set(files) - set(read_catalogue().indicators)) == []
    assert len(files) == len(set(files))
    if folder == observations.FOLDER:
        assert set(CODES) <= set(files)


@pytest.mark.parametrize("code", list(read_catalogue().indicators))
def test_every_indicator_is_read_from_a_file(code: str) -> None:
    one = indicator(code)
    rows = observations.read(one)
    key = rows.select(key_of(one))
    assert tuple(rows.columns) == columns_of(one)
    assert key.is_unique().all()
    assert key.equals(key.sort(key.columns))
    assert observations.periods(one) == sorted(set(rows["period"]))


@pytest.mark.parametrize("code", list(read_catalogue().indicators))
def test_every_indicator_has_levels_and_values_that_its_rows_have(code: str) -> None:
    """A level that no row has would be an empty choice on screen."""
    one = indicator(code)
    places = [observations.read(one), printed.read(one)]
    levels = {level for rows in places for level in rows["level"]}
    levels |= {target.level for target in read_targets() if target.indicator == code}
    assert set(one.levels) - levels == set()


@pytest.mark.parametrize(
    ("level", "territory", "period", "expected"),
    [
        ("REG", "32", "2023-Q2", (8.9, "A", "2025-Q1")),
        ("FRANCE", "FR-D976", "2023-Q2", (7.2, "A", "2025-Q1")),
        ("FRANCE", "FM", "2023-Q2", (7.0, "A", "2025-Q1")),
        ("REG", "32", "2026-Q1", (9.8, "P", "2026-Q1")),
        ("FRANCE", "FR-D976", "2026-Q1", (8.1, "P", "2026-Q1")),
        ("FRANCE", "FM", "2026-Q1", (7.9, "P", "2026-Q1")),
        ("REG", "28", "2026-Q1", (7.7, "P", "2026-Q1")),
        ("DEP", "02", "2026-Q1", (10.8, "P", "2026-Q1")),
        ("DEP", "59", "2026-Q1", (10.5, "P", "2026-Q1")),
        ("DEP", "60", "2026-Q1", (8.2, "P", "2026-Q1")),
        ("DEP", "62", "2026-Q1", (9.2, "P", "2026-Q1")),
        ("DEP", "80", "2026-Q1", (8.8, "P", "2026-Q1")),
        ("REG", "32", "1982-Q1", (8.3, "A", "2023-Q3")),
        ("DEP", "59", "2024-Q1", (9.8, "A", "2025-Q3")),
        ("ZE2020", "3217", "2025-Q4", (12.5, "A", "2025-Q4")),
        ("ZE2020", "3222", "2025-Q4", (12.9, "A", "2025-Q4")),
        ("ZE2020", "3203", "2025-Q4", (6.1, "A", "2025-Q4")),
        ("ZE2020", "3217", "2020-Q4", (12.4, "A", "2023-Q3")),
        ("ZER2020", "3254", "2023-Q3", (7.8, "A", "2023-Q3")),
        ("ZER2020", "3258", "2023-Q3", (7.6, "A", "2023-Q3")),
    ],
)
def test_the_unemployment_rate_is_the_one_that_insee_published(
    level: str, territory: str, period: str, expected: tuple[float, str, str]
) -> None:
    assert value("taux-chomage", level, territory, period) == expected


@pytest.mark.parametrize("zone", ["0054", "0058"])
def test_an_interregional_zone_has_every_quarter_since_2003(zone: str) -> None:
    quarters = observations.series(indicator("taux-chomage"), "ZE2020", zone)["period"].to_list()
    assert quarters == [
        f"{year}-Q{quarter}" for year in range(2003, 2026) for quarter in (1, 2, 3, 4)
    ]
    assert len(quarters) == 92


def test_the_rates_cover_the_zones_of_the_whole_country() -> None:
    rates = indicator("taux-chomage")
    rows = observations.read(rates).filter(
        (pl.col("level") == "ZE2020") & (pl.col("period") == "2025-Q4")
    )
    assert rows.height == 302
    assert observations.periods(rates, "ZE2020")[-1] == "2025-Q4"
    assert observations.periods(rates, "DEP")[0] == "1982-Q1"
    assert observations.periods(rates)[-1] == "2026-Q1"


def test_only_the_last_quarter_of_the_databank_is_provisional() -> None:
    rows = observations.read(indicator("taux-chomage")).filter(pl.col("status") == "P")
    assert rows["period"].unique().to_list() == ["2026-Q1"]
    assert rows.height == 9


def test_a_vintage_tells_when_it_was_published_only_where_a_file_says_so() -> None:
    databank = read_catalogue().sources["insee-bdm-chomage"]
    dates = [str(databank.vintage(code).published) for code in ("2023-Q3", "2025-Q1", "2026-Q1")]
    assert dates == ["2023-12-20", "2025-06-19", "2026-06-19"]
    assert databank.vintage("1999-Q1").published is None
    assert read_catalogue().sources["insee-chomage-ze"].vintage("2025-Q4").published is None


def test_a_vintage_tells_whether_its_own_file_was_read() -> None:
    copied = {
        (source.code, vintage.code)
        for source in read_catalogue().sources.values()
        for vintage in source.vintages
        if vintage.fetched == "transcribed" and not source.document
    }
    assert copied >= {
        ("insee-chomage-ze", "2025-Q4"),
        ("insee-bdm-chomage", "2025-Q1"),
        ("insee-bdm-chomage", "2026-Q1"),
        ("dares-defm", "2026-01"),
        ("insee-emploi-ze", "2023"),
        ("insee-recensement-ze", "2023"),
    }


def test_the_departements_of_a_region_are_known_by_the_territories() -> None:
    assert departements() == ["02", "59", "60", "62", "80"]
    assert departements("28") == ["14", "27", "50", "61", "76"]


@pytest.mark.parametrize(
    ("code", "level", "territory", "period", "expected"),
    [
        ("population", "DEP", "59", "2023", (2606646, "P", "2023")),
        ("population", "DEP", "59", "2020", (2607746, "A", "2023")),
        ("population", "FRANCE", "FM", "2023", (65834837, "P", "2023")),
        ("population", "REG", "32", "2020", (5997734, "A", "2023")),
        ("population", "REG", "28", "2023", (3317023, "P", "2023")),
        ("population", "ZE2020", "3216", "2020", (933517, "A", "2020")),
        ("population", "ZE2020", "0054", "2023", (285835, "A", "2023")),
        ("demandeurs-emploi-abc", "REG", "32", "2026-01", (542820, "A", "2026-01")),
        ("demandeurs-emploi-abc", "REG", "32", "2021-01", (582930, "A", "2026-01")),
        ("demandeurs-emploi-abc", "REG", "32", "2025-01", (545200, "B", "2026-01")),
        ("demandeurs-emploi-abc", "DEP", "59", "2024-01", (240730, "A", "2026-01")),
        ("demandeurs-emploi-abc", "DEP", "02", "2026-01", (49820, "A", "2026-01")),
        ("emploi-salarie", "ZE2020", "0051", "1998", (45279, "A", "2023")),
        ("emploi-salarie-trimestriel", "DEP", "59", "2010-Q4", (963481, "A", "2022-Q4")),
        ("emploi-salarie-trimestriel", "DEP", "59", "2020-Q4", (995883, "A", "2022-Q4")),
        ("emploi-salarie-trimestriel", "DEP", "59", "2021-Q1", (1001435, "P", "2022-Q4")),
        ("emploi-salarie-trimestriel", "DEP", "59", "2022-Q4", (1033494, "P", "2022-Q4")),
        ("emploi-salarie-trimestriel", "DEP", "02", "2022-Q4", (158834, "P", "2022-Q4")),
        ("emploi-salarie-trimestriel", "DEP", "60", "2022-Q4", (262700, "P", "2022-Q4")),
        ("emploi-salarie-trimestriel", "DEP", "62", "2022-Q4", (481014, "P", "2022-Q4")),
        ("emploi-salarie-trimestriel", "DEP", "80", "2022-Q4", (202968, "P", "2022-Q4")),
        ("emploi-salarie-trimestriel", "REG", "32", "2022-Q4", (2139010, "P", "2022-Q4")),
    ],
)
def test_a_count_is_the_one_of_its_source(
    code: str, level: str, territory: str, period: str, expected: tuple[float, str, str]
) -> None:
    assert value(code, level, territory, period) == expected


@pytest.mark.parametrize("code", CODES)
def test_a_series_has_no_hole(code: str) -> None:
    assert observations.read(indicator(code))["value"].null_count() == 0


def test_quarterly_jobs_have_every_quarter_from_2010_to_2022() -> None:
    jobs = indicator("emploi-salarie-trimestriel")
    quarters = [f"{year}-Q{quarter}" for year in range(2011, 2023) for quarter in (1, 2, 3, 4)]
    for level, territory in [("REG", "32"), *(("DEP", d) for d in ("02", "59", "60", "62", "80"))]:
        periods = observations.series(jobs, level, territory)["period"].to_list()
        assert periods == ["2010-Q4", *quarters]
    rows = observations.read(jobs).filter(pl.col("status") == "P")
    assert rows["period"].unique().sort().to_list() == quarters[-8:]
    published = read_catalogue().sources["insee-bdm-emploi"].vintage("2022-Q4").published
    assert str(published) == "2023-03-31"


@pytest.mark.parametrize(
    "code", ["population", "demandeurs-emploi-abc", "emploi-salarie-trimestriel"]
)
def test_a_region_is_the_sum_of_its_departements(code: str) -> None:
    rows = observations.read(indicator(code))
    departements = (
        rows.filter(pl.col("level") == "DEP").group_by("period").agg(pl.col("value").sum())
    )
    region = observations.series(indicator(code), "REG", "32").select("period", "value")
    assert departements.sort("period").equals(region)


def test_every_vintage_of_the_observations_is_described() -> None:
    catalogue = read_catalogue()
    used = {
        pair
        for one in catalogue.indicators.values()
        for pair in observations.read(one).select("source", "vintage").unique().rows()
    }
    described = {
        (source.code, vintage.code)
        for source in catalogue.sources.values()
        for vintage in source.vintages
    }
    documents = {pair for pair in described if pair[0] in catalogue.documents()}
    assert used - described == set()
    assert described - documents - used == set()


def test_every_field_of_the_catalogue_is_documented() -> None:
    page = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    table = page.split("| field | what |")[1].split("\n\n")[0]
    listed = [name for line in table.splitlines()[2:] for name in line.split("|")[1].split(",")]
    assert sorted(name.strip() for name in listed) == sorted(
        f.name
        for f in fields(Indicator)
        if f.name != "part"  # never in a file
    )


def test_a_table_is_read_once_and_shared() -> None:
    rates = indicator("taux-chomage")
    assert observations.read(rates) is observations.read(rates)
    assert observations.identity(rates)[0].endswith("taux-chomage.parquet")


def test_the_data_package_is_the_one_that_the_catalogue_gives() -> None:
    written = json.loads((ROOT / "data" / package.FILE).read_text(encoding="utf-8"))
    assert written == package.describe(read_catalogue())
    assert written["title"] == SITE


def test_the_data_folder_is_valid_by_the_standard() -> None:
    report = Package(str(ROOT / "data" / package.FILE)).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert set(CODES) <= {task.name for task in report.tasks}


def test_nothing_in_the_data_is_a_copied_file() -> None:
    files = [path for path in Path(ROOT / "data").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} <= {".toml", ".json", ".parquet", ".csv"}
    typed = {
        "printed", "targets", "codelists", "references", "sites", "metiers", "apprentissage",
        "suivi", "trace", "accessibilite",
    }  # fmt: skip
    tables = {path.relative_to(ROOT / "data") for path in files if path.suffix == ".csv"}
    # The fate of every figure of the documents is one table: `python -m loaders.audit --write`.
    assert {path.parts[0] for path in tables} - typed <= {"trace.csv"}
    assert {len(path.parts) for path in tables} <= {1, 2}


def test_only_counts_and_amounts_of_a_whole_add_up():
    """A rate, a median, an average, a rank, or a number of people counted twice does not."""
    indicators = read_catalogue().indicators
    summed = {one.code for one in indicators.values() if one.additive}
    assert len(summed) > 80
    assert {indicators[code].kind for code in summed} == {"count", "amount"}
    per = {
        code for code in summed if "/" in indicators[code].unit or " par " in indicators[code].unit
    }
    # So many departures a year in a trade: they add up over territories.
    assert per == {"remplacements-retraite-filiere"}
    never = {
        "population-totale", "niveau-vie-median", "emplois-median-metier", "pib-habitant",
        "poles-competitivite", "aide-seniors-montant", "types-formations-sanitaires-sociales",
    }  # fmt: skip
    assert summed & never == set()


def test_a_threshold_is_that_of_a_source_that_keeps_small_counts_secret():
    for one in read_catalogue().indicators.values():
        if one.threshold:
            rows = observations.read(one)
            assert one.additive and (rows["status"] == "C").any(), one.code
