"""One row of each table of references, frozen: what docs/references.md describes, with its types.

A field without a default may not be empty in the file; the others are then "", () or None.
"""

from dataclasses import dataclass
from typing import Literal

EngagementKind = Literal[
    "ambition", "principe", "schema", "axe", "engagement", "priorite", "organisation"
]
CampusLabel = Literal["campus", "excellence"]
PlaceType = Literal[
    "pole", "cluster", "parc", "etablissement", "chantier", "zone-emploi", "bassin-emploi", "epci",
    "territoire",
]  # fmt: skip
TensionList = Literal["hdf-top10", "normandie", "france"]
TensionLevel = Literal["très élevée", "élevée", "moyenne", "faible", "très faible"]
Extent = Literal["entier", "partiel"]
MilestoneKind = Literal[
    "adoption", "signature", "concertation", "periode", "action", "echeance", "recurrent"
]


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """One node of the tree of engagements: an ambition, an axis, or what is engaged under it."""

    code: str
    kind: EngagementKind
    number: str = ""
    """As printed: "Engagement n° 1.1"."""
    title: str
    parent: str = ""
    """The code of the node above; empty for a root."""
    pilots: str = ""
    partners: str = ""
    public: str = ""
    territory: str = ""
    sectors: str = ""
    calendar: str = ""
    start: int | None = None
    end: int | None = None
    document: str
    line: int
    order: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """One "indicateur de suivi" of an engagement; `indicator` is empty until the catalogue has one."""

    engagement: str
    rank: int
    label: str
    document: str
    line: int
    indicator: str = ""
    extent: Extent | None = None
    """Whether the indicator measures all that the label asks; `note` says what is left out."""
    dimension: str = ""
    """The breakdown of the indicator that holds the values meant, given with `codes`."""
    codes: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Campus:
    """One campus des métiers et des qualifications; `host` is a commune that the text attests."""

    code: str
    acronym: str = ""
    name: str
    label: CampusLabel
    region: str
    territory: str = ""
    commune_names: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    epci: tuple[str, ...] = ()
    host: str = ""
    host_line: int | None = None
    sectors: str = ""
    filieres: str = ""
    strategic: str = ""
    associated: str = ""
    engagements: tuple[str, ...] = ()
    document: str
    line: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A pôle, a cluster, an establishment, a great work or a territory that a document names."""

    code: str
    type: PlaceType
    name: str
    sector: str = ""
    city: str = ""
    commune: str = ""
    level: str = ""
    territory_code: str = ""
    territory: str = ""
    engagements: tuple[str, ...] = ()
    details: str = ""
    document: str
    line: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Tension:
    """A métier in a list of métiers en tension; a level is empty where the text gives none."""

    group: TensionList
    order: int
    metier: str
    level: str
    territory: str
    period: str = ""
    tension_globale: str = ""
    intensite_embauche: str = ""
    lien_emploi_formation: str = ""
    manque_main_oeuvre: str = ""
    inadequation_geographique: str = ""
    non_durabilite_emploi: str = ""
    conditions_travail: str = ""
    document: str
    line: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term of the glossary; without a definition, its note says why."""

    term: str
    definition: str = ""
    document: str
    line: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A date of the contract: `period` as printed, `start` and `end` as 2023, 2023-09 or a day."""

    code: str
    period: str
    start: str = ""
    end: str = ""
    kind: MilestoneKind
    title: str
    what: str
    engagements: tuple[str, ...] = ()
    document: str
    line: int
    note: str = ""
