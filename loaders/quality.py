"""What is known of the quality of each indicator: how much, how old, how complete, how sure.

    python -m loaders.quality

prints it in French and returns 1 when an indicator does not pass the checks of the door.
"""

import argparse
import calendar
import sys
import textwrap
from collections import Counter
from datetime import date
from typing import Any

import polars as pl

from loaders import observations, printed, targets
from loaders.catalogue import Catalogue, read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.settings import data_root
from loaders.tables import text_table
from loaders.territories import HOME, LEVELS, read_communes, read_territories

PASSED = "toutes les lignes passent"
"""What `checks` says of an indicator whose files are accepted; else it is the sentence."""
NOUNS = {
    "FRANCE": ("France", "France"),
    "REG": ("région", "régions"),
    "DEP": ("département", "départements"),
    "ZE2020": ("zone d’emploi", "zones d’emploi"),
    "ZER2020": ("partie régionale de zone d’emploi", "parties régionales de zones d’emploi"),
    "SPEL": ("SPEL", "SPEL"),
    "ARR": ("arrondissement", "arrondissements"),
    "EPCI": ("intercommunalité", "intercommunalités"),
    "BE": ("bassin d’emploi", "bassins d’emploi"),
    "COM": ("commune", "communes"),
    "AUTRE": ("autre périmètre", "autres périmètres"),
}
SCHEMA: dict[str, Any] = {
    "code": pl.String,
    "title": pl.String,
    "theme": pl.String,
    "rows": pl.Int64,
    "levels": pl.List(pl.String),
    "periods": pl.Int64,
    "first": pl.String,
    "last": pl.String,
    "age": pl.Int64,
    "coverage": pl.List(pl.String),
    "missing": pl.Int64,
    "secret": pl.Int64,
    "provisional": pl.Int64,
    "doubtful": pl.Int64,
    "printed": pl.Int64,
    "documents": pl.List(pl.String),
    "targets": pl.Int64,
    "sources": pl.List(pl.String),
    "checks": pl.String,
}


def report(catalogue: Catalogue, today: date) -> pl.DataFrame:
    """Return one row per indicator, in the order of the catalogue.

    `rows` to `provisional` are those of its observations: its published table, or what documents
    print as observed. `age` is in months, from the end of the last period to `today` (null without
    one). `coverage` says, for each level that has territories in Hauts-de-France, how many have a
    value at the level's last period: "24/24 zones d’emploi". `printed`, `doubtful` (status U) and
    `documents` are those of the printed figures, `targets` those of the announced objectives.
    `checks` is PASSED, or the sentence of the door; the counts are then those of what passed.
    """
    homes = _homes()
    counts, refused = _targets(catalogue)
    rows = [
        _row(one, today, homes, counts[one.code], refused.get(one.code, ""))
        for one in catalogue.indicators.values()
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _row(
    indicator: Indicator,
    today: date,
    homes: dict[str, set[str]],
    announced: int,
    wrong: str,
) -> dict[str, Any]:
    sentences = [wrong] if wrong else []
    copied = pl.DataFrame(schema=dict.fromkeys(("status", "document"), pl.String))
    seen = pl.DataFrame(
        schema=dict.fromkeys(("level", "territory", "period", "status"), pl.String)
        | {"value": pl.Float64}
    )
    try:
        copied = printed.read(indicator)
    except DataError as error:
        sentences.append(str(error))
    try:
        seen = observations.read(indicator)
    except DataError as error:
        sentences.append(str(error))
    periods = sorted(seen["period"].unique(), key=end)
    statuses = Counter(seen["status"])
    return {
        "code": indicator.code,
        "title": indicator.title,
        "theme": indicator.theme,
        "rows": seen.height,
        "levels": [level for level in LEVELS if level in set(seen["level"])],
        "periods": len(periods),
        "first": periods[0] if periods else None,
        "last": periods[-1] if periods else None,
        "age": months(end(periods[-1]), today) if periods else None,
        "coverage": _coverage(seen, homes),
        "missing": statuses["M"],
        "secret": statuses["C"],
        "provisional": statuses["P"],
        "doubtful": copied.filter(pl.col("status") == "U").height,
        "printed": copied.height,
        "documents": copied["document"].unique().sort().to_list(),
        "targets": announced,
        "sources": list(indicator.sources),
        "checks": " ".join(dict.fromkeys(sentences)) or PASSED,
    }


def _coverage(seen: pl.DataFrame, homes: dict[str, set[str]]) -> list[str]:
    found = []
    for level in LEVELS:
        rows, home = seen.filter(pl.col("level") == level), homes.get(level, set())
        if rows.is_empty() or not home:
            continue
        last = max(rows["period"], key=end)
        valued = rows.filter(pl.col("period") == last, pl.col("value").is_not_null())
        has = len(home & set(valued["territory"]))
        found.append(f"{has}/{len(home)} {NOUNS[level][len(home) > 1]}")
    return found


def _homes() -> dict[str, set[str]]:
    """Return the territories of Hauts-de-France by level; AUTRE, an open list, has none."""
    homes: dict[str, set[str]] = {}
    for (level, code), one in read_territories().items():
        if one.hdf and level not in ("FRANCE", "AUTRE") and (level != "REG" or code == HOME):
            homes.setdefault(level, set()).add(code)
    communes = read_communes()
    homes["COM"] = set(communes.filter(pl.col("region") == HOME)["commune"])
    return homes


def _targets(catalogue: Catalogue) -> tuple[Counter[str], dict[str, str]]:
    """Return how many targets each indicator has, and the sentence of those that may have one."""
    try:
        return Counter(one.indicator for one in targets.read_targets()), {}
    except DataError as error:
        sentence = str(error)
    named: set[str] = set()
    for path in targets.files():
        try:
            rows = text_table(path.read_bytes(), path)
        except DataError:
            return Counter(), dict.fromkeys(catalogue.indicators, sentence)
        named |= set(rows["indicator"]) if "indicator" in rows.columns else set()
    return Counter(), dict.fromkeys(named, sentence)


def end(period: str) -> date:
    """Return the last day of a period; a school year ends on 31 August."""
    if "/" in period:
        return date(int(period[-4:]), 8, 31)
    year, _, part = period.partition("-")
    if not part:
        return date(int(year), 12, 31)
    month = 3 * int(part[1:]) if part.startswith("Q") else int(part)
    return date(int(year), month, calendar.monthrange(int(year), month)[1])


def months(since: date, today: date) -> int:
    """Return the whole months between two days, 0 when the first one is to come.

    A period that ended on 30 June is one month old on 30 July, and one of 31 January at the end
    of February.
    """
    whole = 12 * (today.year - since.year) + today.month - since.month
    last = today.day == calendar.monthrange(today.year, today.month)[1]
    return max(0, whole if last or today.day >= since.day else whole - 1)


def text(rows: pl.DataFrame) -> str:
    """Return the report as aligned French text, by theme then in the order of the catalogue."""
    width = max((len(code) for code in rows["code"]), default=0)
    head = (
        f"{'indicateur':<{width}}  {'lignes':>7}  {'périodes':>8}  {'de':>9}  {'à':>9}  {'âge':>8}"
        f"  {'manq.':>6}  {'secret':>6}  {'prov.':>6}  {'relevés':>7}  {'douteux':>7}  {'cibles':>6}"
        "  couverture des Hauts-de-France"
    )
    parts = []
    for (theme,), group in rows.group_by("theme", maintain_order=True):
        parts += [f"\n{theme}", head]
        for row in group.iter_rows(named=True):
            age = "–" if row["age"] is None else f"{row['age']} mois"
            parts.append(
                f"{row['code']:<{width}}  {row['rows']:>7}  {row['periods']:>8}"
                f"  {row['first'] or '–':>9}  {row['last'] or '–':>9}  {age:>8}"
                f"  {row['missing']:>6}  {row['secret']:>6}  {row['provisional']:>6}"
                f"  {row['printed']:>7}  {row['doubtful']:>7}  {row['targets']:>6}"
                f"  {', '.join(row['coverage']) or '–'}"
            )
            if row["checks"] != PASSED:
                parts.append(textwrap.indent(f"REFUSÉ : {row['checks']}", "    "))
    failed = rows.filter(pl.col("checks") != PASSED).height
    passed = rows.height - failed
    parts.append(
        f"\n{rows.height} indicateurs : {passed} passent les contrôles, {failed} ne les passent pas."
    )
    return "\n".join(parts).lstrip("\n")


def main(arguments: list[str] | None = None) -> int:
    """Print the report; return 1 when an indicator fails, or when nothing can be read."""
    argparse.ArgumentParser(prog="python -m loaders.quality", description=__doc__).parse_args(
        arguments
    )
    try:
        rows = report(read_catalogue(), date.today())
    except DataError as error:
        print(f"{data_root().name} : {error}")
        return 1
    print(text(rows))
    return int((rows["checks"] != PASSED).any())


if __name__ == "__main__":
    sys.exit(main())
