"""What stands beside a map that leaves the site: its classes, and what its outline and its hatches mean."""

import polars as pl

from figures.formats import MISSING
from figures.legend import legend_data
from figures.map_chart import LAYERS, palette
from figures.nouns import NOUNS
from figures.scene import Choropleth
from figures.theme import LIGHT
from loaders.territories import find


def classes(figure: Choropleth) -> list[tuple[str, str, str]]:
    """Return the classes of a map, highest first: colour, label, how many areas."""
    fills, _ = palette(figure.panel, LIGHT)
    counts = legend_data(figure.panel, *NOUNS[figure.level].counted)["counts"]
    texts = counts.filter(pl.col("step") == figure.step).sort("rank")["text"]
    found = list(zip(fills, figure.panel.classes.labels, texts, strict=False))[::-1]
    rows = figure.panel.at(figure.panel.periods[figure.step]).filter(pl.col("value").is_null())
    for status, label in MISSING.items():
        count = rows.filter(status=status).height
        if count:
            one, many = NOUNS[figure.level].counted
            found.append((LIGHT.ground, label, f"{count} {many if count > 1 else one}"))
    return found


def signs(figure: Choropleth) -> list[str]:
    """Say what is outlined and what is hatched."""
    level, _, code = figure.selected.partition(":")
    found = []
    if level in LAYERS and level != "REG":
        found.append(f"Contour rouge : {find(level, code).title}")
    if any(place.interregional for place in figure.panel.territories):
        found.append("Hachures : hors de la région")
    return found
