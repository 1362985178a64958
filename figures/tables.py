"""The rows of a figure as a table to be read: French numbers, periods and words."""

from collections.abc import Iterable, Sequence

import polars as pl

from figures.facts import Figure, Row, figure
from figures.formats import MISSING, number, period
from figures.lines import Line
from figures.measures import Measure, unit
from figures.rows import PROVISIONAL, Panel
from figures.tile import STATUSES
from loaders import observations
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import find


def panel_table(panel: Panel, at: str, unit: str) -> pl.DataFrame:
    """Return one period of a panel, highest first: Territoire, the value with its unit, État."""
    names = {place.code: place.name for place in panel.territories}
    rows = panel.at(at).sort("value", descending=True, nulls_last=True)
    return pl.DataFrame(
        {
            "Territoire": [names[code] for code in rows["code"]],
            f"Valeur ({unit})": rows["label"],
            "État": [
                state(status, same) for status, same in rows.select("status", "comparable").rows()
            ],
        }
    )


def state(status: str, same: bool = True) -> str:
    """Return the status of a value in words; "publié" where the source says nothing."""
    words = [STATUSES[status]] if status in STATUSES else []
    if not same:
        words.append("millésimes différents")
    return ", ".join(words) or "publié"


def proofs_table(proofs: Iterable[tuple[Indicator, Row]], catalogue: Catalogue) -> pl.DataFrame:
    """Return the observations that sentences rest on, each once, missing ones left out.

    Columns: Indicateur, Territoire, Période, Valeur, État, Source.
    """
    found = [figure(indicator, *row) for indicator, row in dict.fromkeys(proofs)]
    columns = ("Indicateur", "Territoire", "Période", "Valeur", "État", "Source")
    return pl.DataFrame(
        [
            (
                one.indicator.title,
                find(one.row.level, one.row.territory).title,
                period(one.row.period),
                one.text,
                state(one.status),
                f"{catalogue.sources[one.source].producer}, {period(one.vintage)}",
            )
            for one in found
            if one is not None
        ],
        schema=dict.fromkeys(columns, pl.String),
        orient="row",
    )


def proof_table(indicator: Indicator, rows: Sequence[Row], catalogue: Catalogue) -> pl.DataFrame:
    """Return the observations of one indicator: Territoire, Période, Valeur, Source."""
    found = proofs_table([(indicator, row) for row in rows], catalogue)
    return found.drop("Indicateur", "État")


def facts_rows(found: Sequence[Figure]) -> pl.DataFrame:
    """Return figures to take away: codes, numbers and statuses, nothing formatted."""
    names = (
        "indicateur",
        "niveau",
        "territoire",
        "nom",
        "periode",
        "unite",
        "statut",
        "millesime",
        "source",
    )
    return pl.DataFrame(
        [
            {
                "indicateur": one.indicator.code, "niveau": one.row.level,
                "territoire": one.row.territory, "nom": find(one.row.level, one.row.territory).name,
                "periode": one.row.period, "valeur": one.value, "unite": one.indicator.unit,
                "statut": one.status, "millesime": one.vintage, "source": one.source,
            }
            for one in found
        ],
        schema_overrides={"valeur": pl.Float64} | dict.fromkeys(names, pl.String),
    )  # fmt: skip


def names_of(rows: pl.DataFrame) -> pl.Series:
    """Return the name of the territory of each row, by `level` and `territory`."""
    keys = rows.select("level", "territory")
    names = {key: find(*key).name for key in keys.unique().iter_rows()}
    return pl.Series([names[key] for key in keys.iter_rows()], dtype=pl.String)


def panel_rows(indicator: Indicator, measure: Measure, panel: Panel, at: str) -> pl.DataFrame:
    """Return one period of a panel to take away: codes, numbers and statuses, nothing formatted."""
    places = {place.code: place for place in panel.territories}
    rows = panel.at(at).sort("code")
    return pl.DataFrame(
        {
            "indicateur": [indicator.code] * rows.height,
            "mesure": [measure.code] * rows.height,
            "niveau": [places[code].level for code in rows["code"]],
            "territoire": rows["code"],
            "nom": [places[code].name for code in rows["code"]],
            "periode": [at] * rows.height,
            "valeur": rows["value"],
            "unite": [unit(indicator, measure)] * rows.height,
            "statut": rows["status"],
            "comparable": ["oui" if same else "non" for same in rows["comparable"]],
        }
    )


def indicator_rows(indicator: Indicator) -> pl.DataFrame:
    """Return every observation of an indicator to take away, with the names of the territories."""
    rows = observations.read(indicator)
    return rows.select(
        pl.lit(indicator.code).alias("indicateur"),
        niveau="level",
        territoire="territory",
        nom=names_of(rows),
        periode="period",
        **{f"ventilation_{name}": name for name in indicator.dimensions},
        valeur="value",
        unite=pl.lit(indicator.unit),
        statut="status",
        millesime="vintage",
        source="source",
    )


def lines_table(indicator: Indicator, lines: Sequence[Line]) -> pl.DataFrame:
    """Return one row a period, the newest first, and one column a curve; a gap is written as such."""
    texts = [
        {
            at: (
                MISSING.get(status, MISSING["M"])
                if value is None
                else number(value, indicator.decimals) + PROVISIONAL.get(status, "")
            )
            for at, value, status in line.rows.select("period", "value", "status").iter_rows()
        }
        for line in lines
    ]
    codes = sorted({at for one in texts for at in one}, reverse=True)
    columns = {
        f"{line.name} ({indicator.unit})": [one.get(at, MISSING["M"]) for at in codes]
        for line, one in zip(lines, texts, strict=True)
    }
    return pl.DataFrame({"Période": [period(at) for at in codes], **columns})


def lines_rows(indicator: Indicator, lines: Sequence[Line]) -> pl.DataFrame:
    """Return the rows of curves to take away, each with its level, code and name; nothing is formatted."""
    return pl.concat(
        [
            line.rows.select(
                pl.lit(indicator.code).alias("indicateur"),
                pl.lit(line.place.level).alias("niveau"),
                pl.lit(line.place.code).alias("territoire"),
                pl.lit(line.place.name).alias("nom"),
                periode="period",
                valeur="value",
                unite=pl.lit(indicator.unit),
                statut="status",
                millesime="vintage",
                source="source",
            )
            for line in lines
        ]
    )
