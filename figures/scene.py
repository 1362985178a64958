"""A scene: one view of the site ready to be shown, spoken, drawn and taken away, whatever the medium."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from figures import slide_bars
from figures.lines import Line, trend_data
from figures.map_chart import map_data, map_spec
from figures.measures import Measure
from figures.office import Native
from figures.rows import Panel
from figures.seance import View
from figures.theme import Mode
from figures.tile import Tile
from figures.trend import trend_spec
from loaders.indicators import Indicator

Spec = dict[str, Any]
Data = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, eq=False)
class Curves:
    """Curves through time; native in an office document: one series a line."""

    indicator: Indicator
    lines: tuple[Line, ...]

    def drawn(self, mode: Mode, height: int) -> tuple[Spec, Data]:
        """Return the Vega-Lite spec and its datasets."""
        spec = trend_spec(mode, height, self.indicator.unit, hero=False, live=False)
        return spec, trend_data(self.indicator, self.lines, height)


@dataclass(frozen=True)
class Bar:
    """One bar: `value` is None where nothing is published, `text` then says why."""

    label: str
    value: float | None
    text: str
    mine: bool = False


@dataclass(frozen=True, eq=False)
class Bars:
    """Named values side by side; native in an office document."""

    indicator: Indicator
    rows: tuple[Bar, ...]

    def drawn(self, mode: Mode, height: int) -> tuple[Spec, Data]:
        """Return the Vega-Lite spec and its datasets; the rows beyond the height are told, not drawn."""
        row = slide_bars.pitch(len(self.rows), height)
        rows = [(one.label, one.value, one.text, one.mine) for one in self.rows]
        kept = slide_bars.kept(rows, height, row)
        return slide_bars.spec(mode, len(kept), row), slide_bars.data(kept)


@dataclass(frozen=True, eq=False)
class Choropleth:
    """Areas coloured by class, for every period of the panel; `step` is the one shown first."""

    indicator: Indicator
    measure: Measure
    panel: Panel
    level: str
    outline: str
    step: int
    selected: str

    def drawn(self, mode: Mode, height: int) -> tuple[Spec, Data]:
        """Return the Vega-Lite spec and its datasets, at `step`."""
        spec = map_spec(
            self.level,
            self.outline,
            self.panel,
            mode,
            height,
            step=self.step,
            selected=self.selected,
        )
        return spec, map_data(self.panel)


@dataclass(frozen=True, eq=False)
class Drawing:
    """A chart drawn its own way; without a `native` form it travels as a picture to an office document."""

    draw: Callable[[Mode], tuple[Spec, Data]]
    width: int
    height: int
    fluid: bool = True
    """Whether it can be drawn at another width and height than its own."""
    native: Curves | Bars | Native | None = None
    """What an office document draws in its place, with the same values; None for a map or a calendar."""
    low: "Drawing | None" = None
    """The same for a phone held upright, where the drawing itself would be too small."""

    def drawn(self, mode: Mode, height: int) -> tuple[Spec, Data]:
        """Return the Vega-Lite spec and its datasets; the drawing keeps its own height."""
        return self.draw(mode)


@dataclass(frozen=True, eq=False)
class Grid:
    """A table that is read as such: `Scene.rows` are what it shows."""


@dataclass(frozen=True, eq=False)
class Words:
    """Sentences alone: `Scene.sentences` are what it shows."""


@dataclass(frozen=True, eq=False)
class Number:
    """One figure in large: a tile."""

    tile: Tile


Figure = Curves | Bars | Choropleth | Drawing | Grid | Words | Number


@dataclass(frozen=True, eq=False)
class Scene:
    """A view with its words, figure and rows; every text is French, and true for the view's codes."""

    view: View
    message: str
    """The title: what the figure says, 90 characters at most."""
    note: str
    """Measure, unit and span."""
    sentences: tuple[str, ...]
    source: str
    alt: str
    figure: Figure
    rows: pl.DataFrame
    """The rows as they are read: texts."""
    file: pl.DataFrame
    """The rows as they are taken away: codes, numbers, statuses."""
    definition: str = ""
    """What is counted, in a citizen's words."""
    notices: tuple[str, ...] = field(default=())
    """What the view's codes asked that is not known, and what is shown instead."""
