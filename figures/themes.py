"""The tables of a thematic page: all its indicators at once, one indicator's rows, its printed figures."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from figures import brief
from figures.breakdowns import NEIGHBOUR, called, compared, dimensions, places
from figures.facts import Figure
from figures.formats import MISSING, number, period, with_unit
from figures.lines import instant
from figures.measures import REGION
from figures.tables import names_of, state
from loaders import codelists, observations, printed
from loaders.catalogue import Catalogue, read_catalogue
from loaders.indicators import Indicator
from loaders.territories import Territory, find, read_territories

THEMES = {
    "population": "Population",
    "entreprises-emploi": "Entreprises et emploi",
    "marche-du-travail": "Marché du travail",
    "formations": "Formations",
    "budget": "Budget",
    "gouvernance": "Gouvernance",
}
ENTRANCES = {
    "territoire": "Territoire",
    "secteur": "Secteur",
    "metier": "Métier",
    "public": "Public",
}
"""The entries through which the indicators of a theme are read."""
PUBLICS = {
    "habitants": "Habitants",
    "jeunes": "Jeunes",
    "seniors": "Seniors",
    "femmes": "Femmes",
    "demandeurs-emploi": "Demandeurs d’emploi",
    "salaries": "Salariés",
    "eleves": "Élèves",
    "apprentis": "Apprentis",
    "etudiants": "Étudiants",
    "stagiaires": "Stagiaires de la formation",
    "entreprises": "Entreprises",
}
"""Whom indicators are about."""
PAGES = {
    "population": ("population",),
    "emploi": ("entreprises-emploi",),
    "marche-du-travail": ("marche-du-travail",),
    "formations": ("formations", "budget", "gouvernance"),
}
"""The themes of each thematic page, by the page's slug."""
ELSEWHERE = "Autre territoire"
"""The column of what is known only of a territory that has no column of its own."""
WHOLE = "ensemble"
"""The detail of a figure that is no part of another."""
KINDS = {"observed": "observé", "projection": "projection", "evolution": "évolution imprimée"}


def page_of(indicator: Indicator) -> str:
    """Return the slug of the page that shows an indicator."""
    return next(slug for slug, held in PAGES.items() if indicator.theme in held)


def of_themes(catalogue: Catalogue, themes: Sequence[str], entry: str) -> list[Indicator]:
    """Return the indicators of some themes that an entry shows, in the order of the catalogue."""
    return [
        one
        for theme in themes
        for one in catalogue.indicators.values()
        if one.theme == theme and entry in one.entries
    ]


def entrances(catalogue: Catalogue, themes: Sequence[str]) -> dict[str, str]:
    """Return the entries that have an indicator in some themes, with their names."""
    return {code: name for code, name in ENTRANCES.items() if of_themes(catalogue, themes, code)}


def newest(indicator: Indicator, place: Territory) -> Figure | None:
    """Return the newest total of a territory; that of its arrondissement for a SPEL without its own."""
    now = brief.latest(indicator, place)
    if now is None and place.level == "SPEL":
        return brief.latest(indicator, find("ARR", place.code))
    return now


@observations.per_version
def _cell(indicator: Indicator, place: Territory, named: bool = False) -> str:
    """Return the newest total with its period, and its territory when a column mixes several."""
    now = newest(indicator, place)
    if now is None:
        return _printed_cell(indicator, place)
    about = "environ " if now.status == "E" else ""
    return f"{about}{now.text} ({period(now.row.period)}{f', {place.name}' if named else ''})"


def _printed_cell(indicator: Indicator, place: Territory) -> str:
    row = newest_printed(indicator, place)
    if row is None:
        return ""
    about = "environ " if row["status"] == "E" else ""
    value = with_unit(row["value"], indicator.unit, indicator.decimals)
    document = read_catalogue().sources[row["document"]].name
    return f"{about}{value} ({period(row['period'])}, {document})"


def newest_printed(indicator: Indicator, place: Territory) -> dict[str, Any] | None:
    """Return the newest total that a document prints for a territory that the series leaves out."""
    rows = printed.read(indicator).filter(
        pl.col("level") == place.level,
        pl.col("territory") == place.code,
        pl.col("kind") == "observed",
        pl.col("status") != "U",
        pl.col("start") == "",
        *(pl.col(name) == "T" for name in indicator.dimensions),
    )
    return max(rows.iter_rows(named=True), key=lambda one: instant(one["period"]), default=None)


def overview(indicators: Sequence[Indicator], place: Territory) -> pl.DataFrame:
    """Return one row an indicator: its newest total for the territory, the region, its neighbour, France.

    An indicator without a total says along what it is known, under the territory that it is known for;
    one that has no column stands in a last one, named, which is there only when it is needed.
    """
    known = read_territories()
    home, neighbour = known[REGION], known[NEIGHBOUR]  # type: ignore[index]
    columns = {one.key: one for one in (place, home, neighbour)}
    names = {key: one.name for key, one in columns.items()} | {place.key: place.title}
    names |= {home.key: home.name, ELSEWHERE: ELSEWHERE}
    rows = []
    for indicator in indicators:
        with_rows = compared(indicator, place)
        country = [one.place for one in with_rows if one.role == "country"]
        row = {key: _cell(indicator, one) for key, one in columns.items()}
        # France is not always counted in one perimeter: the narrower ones are named.
        row["France"] = _cell(indicator, country[0], country[0].name != "France") if country else ""
        if not any(row.values()):
            about, text = otherwise(indicator, place)
            column = "France" if about.level == "FRANCE" else about.key
            if column not in row:
                column = ELSEWHERE
            unsaid = column == ELSEWHERE or (column == "France" and about.name != "France")
            row[column] = f"{text} ({about.name})" if unsaid and about.name not in text else text
        rows.append(
            {"Indicateur": indicator.title}
            | {names.get(key, key): text or "–" for key, text in row.items()}
        )
    order = ["Indicateur", *(names[key] for key in columns), "France", ELSEWHERE]
    held = [name for name in order if any(name in row for row in rows)]
    return pl.DataFrame([{name: row.get(name, "–") for name in held} for row in rows])


def otherwise(indicator: Indicator, place: Territory) -> tuple[Territory, str]:
    """Say what is known of an indicator that has no total for the table, and of which territory."""
    home = find(*REGION)
    known = compared(indicator, place)[:1]
    along = dimensions(indicator, place)
    if along:
        text = "selon : " + ", ".join(called(name).label.lower() for name in along)
        return known[0].place if known else home, text
    if known:
        return known[0].place, _single(indicator, known[0].place)
    aims = brief.targets(indicator)
    if aims:
        return find(aims[0].level, aims[0].territory), f"objectif : {aims[0].printed}"
    if places(indicator):
        return home, "par zone d’emploi ou département"
    rows = printed.read(indicator)
    if rows.is_empty():
        return home, ""
    sure = rows.filter(pl.col("status") != "U")
    row = (rows if sure.is_empty() else sure).row(0, named=True)
    doubtful = "chiffre imprimé mais douteux"
    text = doubtful if sure.is_empty() else f"{KINDS[row['kind']]} : {row['printed']}"
    return find(row["level"], row["territory"]), text


def _single(indicator: Indicator, place: Territory) -> str:
    """Return the newest value of an indicator, with what it is the value of."""
    rows = observations.read(indicator).filter(
        pl.col("level") == place.level, pl.col("territory") == place.code
    )
    row = rows.filter(pl.col("value").is_not_null()).sort("period").row(-1, named=True)
    of = [
        codelists.values(indicator, name)[row[name]]
        for name in indicator.dimensions
        if row[name] != "T"
    ]
    value = with_unit(row["value"], indicator.unit, indicator.decimals)
    return f"{value} ({', '.join([*of, place.name, period(row['period'])])})"


def rows_of(indicator: Indicator, place: Territory, at: str = "") -> pl.DataFrame:
    """Return the rows of one territory to be read, the newest first (of one period when `at`)."""
    rows = observations.read(indicator).filter(
        pl.col("level") == place.level, pl.col("territory") == place.code
    )
    if at:
        rows = rows.filter(pl.col("period") == at)
    labels = {name: codelists.values(indicator, name) for name in indicator.dimensions}
    ranks = [
        pl.col(name).replace_strict(
            {"T": -1} | {code: rank for rank, code in enumerate(labels[name])},
            return_dtype=pl.Int64,
        )
        for name in indicator.dimensions
    ]
    # The newest period first, the total before its parts, the parts as the catalogue lists them.
    rows = rows.sort(pl.col("period"), *ranks, descending=[True, *(False for _ in ranks)])
    return pl.DataFrame(
        {
            "Période": [period(code) for code in rows["period"]],
            **{
                called(name).label: [
                    "ensemble" if code == "T" else labels[name][code] for code in rows[name]
                ]
                for name in indicator.dimensions
            },
            f"Valeur ({indicator.unit})": [
                MISSING.get(status, MISSING["M"])
                if value is None
                else number(value, indicator.decimals)
                for value, status in rows.select("value", "status").iter_rows()
            ],
            "État": [state(status) for status in rows["status"]],
        }
    )


def printed_rows(catalogue: Catalogue, indicator: Indicator) -> pl.DataFrame:
    """Return what the documents print of an indicator, with the line, the doubts and the notes."""
    labels = {name: codelists.values(indicator, name) for name in indicator.dimensions}
    found = []
    for row in printed.read(indicator).iter_rows(named=True):
        when = period(row["period"])
        if row["start"]:
            when = f"{period(row['start'])} à {when}"
        of = [labels[name][row[name]] for name in indicator.dimensions if row[name] != "T"]
        found.append(
            {
                "Territoire": find(row["level"], row["territory"]).name,
                "Période": when,
                "Détail": ", ".join(of) or WHOLE,
                "Imprimé": row["printed"],
                "Nature": ", ".join(
                    [KINDS[row["kind"]], *([state(row["status"])] if row["status"] != "A" else [])]
                ),
                "Document": f"{catalogue.sources[row['document']].name}, ligne {row['line']}",
                "Note": row["note"] or "–",
            }
        )
    return pl.DataFrame(found)


def printed_lines(catalogue: Catalogue, indicator: Indicator) -> list[str]:
    """Return what the documents print of an indicator, a sentence a figure."""
    found = []
    for row in printed_rows(catalogue, indicator).iter_rows(named=True):
        detail = "" if row["Détail"] == WHOLE else f", {row['Détail']}"
        note = "" if row["Note"] == "–" else f" {row['Note']}"
        found.append(
            f"{row['Territoire']}, {row['Période']}{detail} : {row['Imprimé']} ({row['Nature']} ; "
            f"{row['Document']}).{note}"
        )
    return found


def printed_file(indicator: Indicator) -> pl.DataFrame:
    """Return what the documents print of an indicator, to take away: codes and statuses as stored."""
    rows = printed.read(indicator)
    return rows.select(
        pl.lit(indicator.code).alias("indicateur"),
        document="document",
        ligne="line",
        nature="kind",
        niveau="level",
        territoire="territory",
        nom=names_of(rows),
        debut="start",
        periode="period",
        **{f"ventilation_{name}": name for name in indicator.dimensions},
        valeur="value",
        imprime="printed",
        statut="status",
        source_citee="cited",
        note="note",
    )
