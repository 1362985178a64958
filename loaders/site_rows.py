"""What the map of the training offer shows, and one row of each table of data/sites, frozen."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["campus", "pole", "cluster", "cfa", "chantier"]
CFA: Kind = "cfa"
"""The kind that declares no territory and has a rate; an indicator has the same code."""
HostStatus = Literal["attesté", "annoncé", "probable", "piste"]
"""Only a host that is "attesté" is a point: the others are words of the sheet."""
Reach = Literal["REG", "DEP", "COM"]
PlacedBy = Literal["fin", "nom", "main", "ambigu", "aucune"]
"""How a CFA was placed by its name (see loaders.cfa_communes); the last two give no commune."""


@dataclass(frozen=True)
class Point:
    """One place: the centre of a commune, in degrees, and who says that the site stands there."""

    lon: float
    lat: float
    commune: str
    commune_name: str
    attestation: str


class Rate(NamedTuple):
    """A rate of one millésime: `value` is None where `status` is C (secret) or M (missing)."""

    period: str
    value: float | None
    status: str


@dataclass(frozen=True, kw_only=True)
class Site:
    """One campus, pôle, cluster, CFA or chantier; what the sources leave out is "", () or None."""

    kind: Kind
    code: str
    name: str
    region: str
    """The région whose document counts it: "32", "28"."""
    short: str = ""
    """How a map names it, where its name is long."""
    label: str = ""
    """Of a campus: "Campus d’excellence" or "Campus"."""
    sectors: tuple[str, ...] = ()
    """Codes of `loaders.sites.sectors()`, each justified by printed words."""
    sector_text: str = ""
    filieres: str = ""
    strategic: str = ""
    associated: str = ""
    points: tuple[Point, ...] = ()
    """Attested places; empty where none is attested."""
    communes: tuple[str, ...] = ()
    epci: tuple[str, ...] = ()
    departements: tuple[str, ...] = ()
    ambiguous: bool = False
    """Of a CFA without point: its name holds the name of a commune, which may be that of another place."""
    whole_region: bool = False
    """The declared territory, as codes; `whole_region` is all of `region`."""
    territory_text: str = ""
    source: str
    """The document and its line, or the official file."""
    lead: str = ""
    """What is said of a seat without attesting it."""
    note: str = ""
    rate: float | None = None
    """Of a CFA: the rate of its last millésime, in %, None where it is not published."""
    rate_text: str = ""
    rate_status: str = ""
    rates: tuple[Rate, ...] = ()
    """Every millésime, oldest first."""

    @property
    def key(self) -> str:
        """Return "campus:image-et-design"."""
        return f"{self.kind}:{self.code}"

    @property
    def called(self) -> str:
        """Return the name that a map has room for."""
        return self.short or self.name

    @property
    def located(self) -> bool:
        """Return whether a point may be drawn."""
        return bool(self.points)


@dataclass(frozen=True, kw_only=True)
class Sector:
    """A sector of the closed list, in the order of the screen."""

    code: str
    label: str


@dataclass(frozen=True, kw_only=True)
class SiteSector:
    """A sector of a site, with the printed words that say so."""

    kind: Kind
    site: str
    sector: str
    words: str


@dataclass(frozen=True, kw_only=True)
class JobSector:
    """A sector of a métier of a codelist, with the words of its label that say so."""

    codelist: str
    code: str
    sector: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Host:
    """What is known of the seat of a campus outside the documents."""

    campus: str
    establishment: str
    commune: str = ""
    status: HostStatus
    since: str = ""
    source: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Seat:
    """The commune of a pôle de compétitivité, which the documents do not give."""

    place: str
    commune: str
    source: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Perimeter:
    """A part of a campus's declared territory that campus.csv does not hold as a code."""

    campus: str
    level: Reach
    territory: str
    words: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A commune outside geo/communes.csv that a table of data/sites names; lon, lat in degrees."""

    commune: str
    name: str
    departement: str
    region: str
    lon: str
    lat: str


@dataclass(frozen=True, kw_only=True)
class ShortName:
    """How a map names a campus."""

    campus: str
    short: str


@dataclass(frozen=True, kw_only=True)
class CfaPlace:
    """How a CFA was placed: the words of its name, and by which rule."""

    cfa: str
    commune: str = ""
    rule: PlacedBy
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Which indicator of the catalogue the map reads for a role."""

    role: Literal["rate", "projects", "difficult", "tension"]
    indicator: str
