"""What does not compare with what, said from the tables: ways of counting, doubtful figures, warnings."""

from collections.abc import Sequence

from figures import counted
from figures.formats import count_in_words, listing, number, period
from figures.measures import REGION
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import find


def ways(indicator: Indicator) -> str:
    """Say how the région's figures are counted, when they are so in more ways than one."""
    rows = counted.figures(indicator, find(*REGION))
    found: dict[str, list[str]] = {}
    for one in rows:
        found.setdefault(one.basis or "sans date ni définition", []).append(
            f"{one.number} ({period(one.period)})"
        )
    if len(found) < 2:
        return ""
    parts = [f"{listing(values)} {basis}" for basis, values in found.items()]
    return (
        f"{indicator.short}, {count_in_words(len(parts))} façons de compter : {' ; '.join(parts)}."
    )


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
