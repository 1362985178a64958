"""Similar zones d'emploi: the distance computed again by other means, and its worked example."""

import re
import shutil
import time
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from figures.formats import listing
from figures.similar import (
    CLOSE,
    NEARLY,
    Similar,
    features,
    introduction,
    similar,
    space,
    table,
    zone_of,
)
from loaders import observations
from loaders.catalogue import read_catalogue
from loaders.settings import ROOT
from loaders.territories import Territory, read_territories

STRUCTURE = [
    ("population", "2023", {}),
    ("diplomes-population", "2022", {"niveau": "inférieur au baccalauréat"}),
    ("diplomes-population", "2022", {"niveau": "supérieur à bac + 2"}),
    ("csp-population", "2022", {"csp": "cadres et professions intellectuelles supérieures"}),
    ("csp-population", "2022", {"csp": "ouvriers"}),
    ("taux-pauvrete", "2021", {"age": "T", "statut": "T"}),
    *(
        ("emploi-secteur-rp", "2022", {"secteur": sector})
        for sector in (
            "agriculture",
            "industrie",
            "construction",
            "commerce, transports et services divers",
            "administration publique, enseignement, santé et action sociale",
        )
    ),
]
WEIGHTS = np.array([1 / 5, *[1 / 10] * 4, 1 / 5, *[1 / 25] * 5])


def place(key: str) -> Territory:
    level, code = key.split(":")
    return read_territories()[level, code]  # type: ignore[index]


def said(one: Similar) -> str:
    return listing([reason.text for reason in one.reasons])


def by_hand() -> tuple[list[str], np.ndarray]:
    """Return the codes of the zones and their standard scores, straight from the tables."""
    catalogue = read_catalogue()
    columns = []
    for code, period, of in STRUCTURE:
        rows = observations.read(catalogue.indicators[code]).filter(
            pl.col("level") == "ZE2020", pl.col("period") == period, pl.col("value").is_not_null(),
            *(pl.col(name) == value for name, value in of.items()),
        )  # fmt: skip
        columns.append(dict(rows.select("territory", "value").rows()))
    codes = sorted(set.intersection(*(set(column) for column in columns)))
    matrix = np.array([[column[code] for column in columns] for code in codes])
    matrix[:, 0] = np.log(matrix[:, 0])
    return codes, (matrix - matrix.mean(axis=0)) / matrix.std(axis=0)


def test_the_structure_is_what_the_catalogue_declares_and_holds_no_outcome() -> None:
    found = [(one.code, one.taken()) for one in features(read_catalogue())]
    assert found == [(code, of) for code, _, of in STRUCTURE]
    assert [one.period for one in space().features] == [period for _, period, _ in STRUCTURE]
    assert sum(one.weight for one in space().features) == pytest.approx(1)


@pytest.mark.parametrize("code", ["3217", "0054", "1109", "3218"])
def test_the_neighbours_and_their_distances_are_those_that_numpy_finds(code: str) -> None:
    codes, scores = by_hand()
    gaps = scores - scores[codes.index(code)]
    distances = np.sqrt((gaps**2 * WEIGHTS).sum(axis=1))
    order = [at for at in np.argsort(distances, kind="stable") if codes[at] != code][:10]
    found = similar(place(f"ZE2020:{code}"))
    assert [one.place.code for one in found] == [codes[at] for at in order]
    assert [one.distance for one in found] == pytest.approx([distances[at] for at in order])


def test_maubeuge_has_the_neighbours_that_it_had() -> None:
    assert [one.place.name for one in similar(place("ZE2020:3217"))] == [
        "Forbach", "Saint-Quentin", "Valenciennes", "Lens", "Charleville-Mézières", "Douai", "Cambrai",
        "Sedan", "Calais", "Béthune",
    ]  # fmt: skip


def test_the_distance_is_symmetric_and_zero_only_to_itself() -> None:
    known = space()
    codes = list(known.scores)[::7]
    for one in codes:
        assert known.distance(one, one) == 0
        for other in codes:
            assert known.distance(one, other) == known.distance(other, one)
            assert one == other or known.distance(one, other) > 0


def test_every_zone_of_france_has_peers_or_a_reason_why_not() -> None:
    zones = [one for one in read_territories().values() if one.level == "ZE2020"]
    assert len(zones) == 306 and len(space().scores) == 287
    for zone in zones:
        found = similar(zone)
        assert len(found) == (10 if zone.code in space().scores else 0)
        assert found or introduction(zone).endswith("aucune ressemblance n’est calculée.")
        assert all((one.region or "") < "1" for one in [zone] if not found)


def test_a_reason_is_a_feature_on_which_both_zones_stand_and_says_their_values() -> None:
    known = space()
    for code in ("3217", "0054", "3218", "7505"):
        if code not in known.scores:
            continue
        for one in similar(place(f"ZE2020:{code}")):
            assert len(one.reasons) <= 3
            assert len({reason.indicator.code for reason in one.reasons}) == len(one.reasons)
            for reason in one.reasons:
                at = [f.indicator.key for f in known.features].index(reason.indicator.key)
                gap = known.scores[code][at] - known.scores[one.place.code][at]
                values = known.values[code][at], known.values[one.place.code][at]
                assert abs(gap) <= CLOSE and max(values) - min(values) <= NEARLY * max(values)
                cells = [observations.row(reason.indicator, *row) for row in reason.rows]
                assert [cell.value if cell else None for cell in cells] == list(values)
                assert [row.territory for row in reason.rows] == [code, one.place.code]


def test_a_reason_reads_as_french() -> None:
    second = similar(place("ZE2020:3217"))[1]
    assert said(second) == (
        "presque la même part des diplômés au-delà de bac + 2 (10,5\u202f% et 10,6\u202f%), presque la même "
        "part des ouvriers (16,9\u202f% et 17,2\u202f%) et presque la même part de la construction dans "
        "l’emploi (5,8\u202f% et 5,9\u202f%)"
    )
    (douai,) = [one for one in similar(place("ZE2020:3217")) if one.place.name == "Douai"]
    assert said(douai).endswith(
        "et presque la même population (241\u202f000 et 244\u202f000\u00a0habitants)"
    )
    texts = [said(one) for one in similar(place("ZE2020:0054"))]
    assert any(
        "et la même part des diplômés au-delà de bac + 2 (13,5\u202f%)" in one for one in texts
    )


def test_a_territory_that_is_no_zone_is_compared_through_its_main_zone() -> None:
    avesnes = place("SPEL:591")
    assert zone_of(avesnes) == place("ZE2020:3217")
    assert introduction(avesnes) == (
        "SPEL d’Avesnes-sur-Helpe : la zone d’emploi de Maubeuge, où vivent 88,3\u202f% de ses habitants, "
        "est comparée aux 286 autres zones d’emploi de France, sur cinq thèmes de même poids "
        "(population, niveau de diplôme de la population, cadres et ouvriers dans la population, taux "
        "de pauvreté et répartition de l’emploi par secteur), chiffres de 2021, 2022 et 2023. Sont "
        "exclues les 19 zones d’outre-mer qui n’ont pas tous ces chiffres."
    )
    assert "où vivent tous ses habitants, est" in introduction(place("SPEL:601"))
    assert "tous les habitants de sa partie régionale" in introduction(place("EPCI:247600588"))


def emptied(folder: Path, monkeypatch: pytest.MonkeyPatch, *codes: str, rows: int = 0) -> None:
    """Read data where the tables of some indicators have no row, or one value for all zones."""
    shutil.copytree(ROOT / "data", folder)
    for code in codes:
        path = observations.published_path(read_catalogue().indicators[code])
        assert path
        table = pl.read_parquet(path)
        table = (
            table.with_columns(value=pl.lit(10.0), status=pl.lit("A")) if rows else table.clear()
        )
        table.write_parquet(folder / "observations" / path.name)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(folder))


@pytest.mark.parametrize("code", ["population", "taux-pauvrete"])
def test_an_edition_without_a_feature_has_no_zones_alike_and_says_so(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied(tmp_path / "data", monkeypatch, code)
    assert space().scores == {} and len(space().left_out) == 306
    assert similar(place("ZE2020:3217")) == []
    assert table(place("SPEL:591")).is_empty()
    assert introduction(place("SPEL:591")) == (
        "Zone d’emploi de Maubeuge : aucune zone d’emploi n’a dans cette édition tous les chiffres "
        "qu’il faut pour la comparer aux autres, aucune ressemblance n’est calculée."
    )


def test_a_feature_that_is_the_same_everywhere_sets_no_zone_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied(tmp_path / "data", monkeypatch, "taux-pauvrete", rows=1)
    at = [one.indicator.code for one in space().features].index("taux-pauvrete")
    assert {scores[at] for scores in space().scores.values()} == {0}
    assert len(similar(place("ZE2020:3217"))) == 10


def test_the_region_is_compared_with_no_zone() -> None:
    assert zone_of(place("REG:32")) is None and similar(place("REG:32")) == []
    assert introduction(place("REG:32")).endswith(
        "seules les zones d’emploi ont des territoires similaires."
    )


def test_a_list_already_computed_once_takes_less_than_fifty_milliseconds() -> None:
    similar(place("ZE2020:3217"))
    start = time.perf_counter()
    similar(place("ZE2020:3218"))
    assert time.perf_counter() - start < 0.05


def test_the_worked_example_of_the_document_is_true_to_its_last_digit() -> None:
    text = (ROOT / "docs" / "similar.md").read_text(encoding="utf-8")
    one, other = re.findall(r"ZE2020:(\d{4})", text.split("## Worked example")[1])
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if re.match(r"\| [a-z0-9.-]+ \| 20\d\d \|", line)
    ]
    codes, scores = by_hand()
    mine, theirs = scores[codes.index(one)], scores[codes.index(other)]
    parts = WEIGHTS * (mine - theirs) ** 2
    catalogue = read_catalogue()
    for line, (code, period, of), z, w, weight, part in zip(
        lines, STRUCTURE, mine, theirs, WEIGHTS, parts, strict=True
    ):
        rows = observations.read(catalogue.indicators[code]).filter(
            pl.col("level") == "ZE2020", pl.col("period") == period,
            *(pl.col(name) == value for name, value in of.items()),
        )  # fmt: skip
        values = dict(rows.select("territory", "value").rows())
        assert line[0].split(".")[0] == code and line[1] == period
        assert [float(cell) for cell in line[2:4]] == [values[one], values[other]]
        assert line[6:] == [f"{z:.3f}", f"{w:.3f}", f"{weight:.2f}", f"{part:.4f}"]
        value = np.log(values[one]) if code == "population" else values[one]
        assert (value - float(line[4])) / float(line[5]) == pytest.approx(z, abs=2e-3)
    assert f"adds up to {parts.sum():.4f}" in text
    assert f"**{np.sqrt(parts.sum()):.3f}**" in text
