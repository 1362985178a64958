"""What does not compare with what, said from the tables: ways of counting, doubtful figures, warnings."""

from collections.abc import Sequence

import polars as pl

from figures import counted
from figures.breakdowns import called
from figures.formats import MISSING, listing, number, period
from figures.measures import REGION
from figures.tables import state
from loaders import codelists, observations
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import find


def ways(indicator: Indicator) -> str:
    """Say how the région's figures are counted, when they are so in more ways than one."""
    rows = counted.figures(indicator, find(*REGION))
    found: dict[str, list[str]] = {}
    for one in rows:
        found.setdefault(one.basis or "sans dire comment", []).append(
            f"{one.number} ({period(one.period)})"
        )
    if len(found) < 2:
        return ""
    parts = [f"{basis} : {listing(values)}" for basis, values in found.items()]
    return f"{indicator.short}, comptés de {len(parts)} façons. {' ; '.join(parts)}."


def doubts(catalogue: Catalogue, indicator: Indicator) -> list[str]:
    """Return the doubtful figures of the région, with their line and why they are doubtful."""
    return [
        f"{indicator.short} : {number(one.value, indicator.decimals)} {one.at_when}, douteux "
        f"({catalogue.sources[one.source].name}, ligne {one.line}). {one.note}"
        for one in counted.figures(indicator, find(*REGION), doubtful=True)
    ]


def limits(catalogue: Catalogue, indicators: Sequence[Indicator]) -> list[str]:
    """Return what does not compare, each once: ways of counting, doubtful figures, then warnings."""
    found = [ways(one) for one in indicators]
    found += [text for one in indicators for text in doubts(catalogue, one)]
    found += [text for one in indicators for text in one.caveats]
    return list(dict.fromkeys(text for text in found if text))


def by_rows(indicator: Indicator) -> pl.DataFrame:
    """Return every value of an indicator to be read: its dimensions, territory, period, value, state."""
    rows = observations.read(indicator)
    labels = {name: codelists.values(indicator, name) for name in indicator.dimensions}
    return pl.DataFrame(
        {
            **{
                called(name).label: ["ensemble" if one == "T" else labels[name][one] for one in rows[name]]
                for name in indicator.dimensions
            },
            "Territoire": [find(*key).name for key in rows.select("level", "territory").rows()],
            "Période": [period(one) for one in rows["period"]],
            f"Valeur ({indicator.unit})": [MISSING.get(status, MISSING["M"]) if one is None else number(one, indicator.decimals)
                for one, status in rows.select("value", "status").rows()],
            "État": [state(one) for one in rows["status"]],
        }
    )  # fmt: skip
