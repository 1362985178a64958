"""What the map of the sites and its list show together, of one choice: numbers, signs, areas, frame."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from figures.deck import named as named_place
from figures.deck_ground import Area
from figures.marks import Mark, marks, numbered, standing
from figures.marks import areas as areas_of
from figures.measures import MEASURES, Classes, classes
from figures.site_frame import Around, Frame, frame
from figures.site_page import of_layers
from figures.site_stacks import Stack, stacks
from figures.sites import Choice
from figures.theme import THEMES, Mode
from loaders import site_tables
from loaders.sites import CFA, Site
from loaders.territories import HOME


def rate_classes(every: tuple[Site, ...]) -> Classes:
    """Return the classes of the rate of a CFA, the same whatever is filtered."""
    values = pl.Series([one.rate for one in every if one.kind == CFA], dtype=pl.Float64)
    return classes(site_tables.measures()["rate"], MEASURES["valeur"], values)


@dataclass(frozen=True)
class SiteView:
    """What the map and the list show: `kept` in the order of the list, among `every` site."""

    every: tuple[Site, ...]
    kept: tuple[Site, ...]
    selected: str
    layers: tuple[str, ...]
    choice: Choice

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return the number that each site has in the list and on the map."""
        return {one.key: rank for rank, one in enumerate(self.kept, 1)}

    def signs(self, mode: Mode) -> tuple[Mark, ...]:
        """Return the signs of the map."""
        breaks = rate_classes(self.every).breaks
        known = site_tables.communes()
        return marks(self.kept, known, self.selected, breaks, mode, self.numbers)

    def areas(self) -> list[Area]:
        """Return the declared territories of the map."""
        found = areas_of(self.kept, self.selected)
        named: set[str] = set()
        drawn = []
        for site, level, code in found:
            label = ""
            if not standing(site, site_tables.communes()) and level != "REG":
                number = self.numbers[site.key]
                label = str(number) if site.key in named else numbered(site, self.numbers)
                named.add(site.key)
            tip = f"{site.name}\n{named_place(level, code)}"
            drawn.append(Area(site.key, tip, level, code, site.key == self.selected, label))
        return drawn

    def around(self) -> Around | None:
        """Return the circle of the map."""
        code = self.choice.around
        return Around(*site_tables.communes()[code][1:], self.choice.km) if code else None

    def frame(self) -> Frame:
        """Return what the map opens on."""
        shown = of_layers(self.every, self.layers)
        away = all(one.region != HOME for one in shown)
        kinds = {one.region for one in shown if one.kind == "campus"}
        return frame(kinds if shown and away else kinds | {HOME}, self.around())

    def stacks(self, mode: Mode) -> tuple[Stack, ...]:
        """Return the names written outside the région; none where the map opens elsewhere."""
        if self.choice.around or HOME not in {one.region for one in self.kept}:
            return ()
        return stacks(
            self.signs(mode), self.kept, self.numbers, self.frame(), THEMES[mode], self.selected,
        )  # fmt: skip
