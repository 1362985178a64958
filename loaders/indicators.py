"""One indicator of the catalogue: what it measures, how it is counted, where it may be read."""

from dataclasses import dataclass, field, replace
from typing import Literal

from loaders.territories import Official

Kind = Literal["rate", "count", "amount", "measure"]
Direction = Literal["up", "down", "neutral"]
Periodicity = Literal["Q", "M", "A", "S"]
Theme = Literal[
    "population", "entreprises-emploi", "marche-du-travail", "formations", "budget", "gouvernance"
]
Entrance = Literal["territoire", "secteur", "metier", "public"]
Public = Literal[
    "habitants", "jeunes", "seniors", "femmes", "demandeurs-emploi", "salaries", "eleves",
    "apprentis", "etudiants", "stagiaires", "entreprises",
]  # fmt: skip
Codes = tuple[str, ...] | str
"""The values of a dimension, or the name of the codelist that gives them."""


@dataclass(frozen=True)
class Annotation:
    """A remark drawn at one period, e.g. 2020-Q2."""

    period: str
    text: str


@dataclass(frozen=True)
class Slice:
    """One value of a breakdown that is read as a figure of its own: "Part de l’industrie"."""

    code: str
    title: str
    short: str
    subject: str
    of: dict[str, str] = field(hash=False)
    """For each dimension that is not taken as a total, its value."""
    direction: Direction = "neutral"
    structure: bool = False
    """See that of the indicator."""


@dataclass(frozen=True)
class Indicator:
    """One [[indicator]] of data/catalogue; docs/data.md explains each field with an example."""

    code: str
    title: str
    short: str
    subject: str
    """How a sentence names it, with its article: "le taux de chômage"."""
    question: str
    definition: str
    unit: str
    kind: Kind
    decimals: int
    direction: Direction
    theme: Theme
    entries: tuple[Entrance, ...]
    sources: tuple[str, ...]
    periodicity: Periodicity
    levels: tuple[Official, ...]
    minimum: float
    maximum: float
    next_release: str
    dimensions: tuple[str, ...] = ()
    codes: dict[str, Codes] = field(default_factory=dict, hash=False)
    """For each dimension its closed list, without the total T: see loaders.codelists."""
    classes: tuple[float, ...] = ()
    references: tuple[tuple[Official, str], ...] = ()
    page: str = ""
    tile: int = 0
    headline: bool = False
    phrase: str = ""
    """What follows a value in a headline: "de chômage" in "9,8 % de chômage"."""
    caveats: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    slices: tuple[Slice, ...] = ()
    publics: tuple[Public, ...] = ()
    """Whom it is about; empty for everyone."""
    additive: bool = False
    """Whether its values add up over territories that do not overlap."""
    repeats: str = ""
    """The code of the indicator whose totals its own are: they make no line of their own."""
    threshold: int = 0
    """Below it the source keeps a value secret; 0 when it says nothing."""
    word: str = ""
    """How a title names it in a word or two, with its article: "le chômage"."""
    structure: bool = False
    """Whether zones d'emploi are told alike by it: see docs/similar.md."""
    part: str = ""
    """The code of the slice that this entry stands for (see `sliced`); never in a file."""

    @property
    def key(self) -> str:
        """Return "emploi-secteur-rp.industrie" for a slice, the code for the whole."""
        return f"{self.code}.{self.part}" if self.part else self.code

    @property
    def called(self) -> str:
        """Return its shortest name with an article; the word of the whole is not that of a slice."""
        return self.subject if self.part or not self.word else self.word

    def taken(self) -> dict[str, str]:
        """Return the value at which each dimension is read: that of the slice, else the total."""
        of = next((one.of for one in self.slices if one.code == self.part), {})
        return {name: of.get(name, "T") for name in self.dimensions}

    def sliced(self, code: str) -> "Indicator":
        """Return the indicator that reads the slice `code` where this one reads totals."""
        one = next(one for one in self.slices if one.code == code)
        return replace(
            self, part=code, title=one.title, short=one.short, subject=one.subject,
            direction=one.direction, classes=(),
        )  # fmt: skip
