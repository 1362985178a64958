"""The sites of the map: which ones a choice keeps, how far they are, what the list and the sheet say."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from figures.formats import MISSING, THIN, period, with_unit
from figures.site_reach import (
    BASES,
    Near,
    communes_of,
    cover,
    declared,
    declares,
    distance_km,
    kilometres,
    members,
    nearest,
)
from loaders.sites import CFA, KINDS, Kind, Site, communes, sectors
from loaders.territories import Territory, alphabetical, read_territories

__all__ = [
    "NEAR",
    "Choice",
    "chosen",
    "csv_rows",
    "distance_km",
    "list_rows",
    "nearest",
    "nearest_host",
    "place_words",
    "sheet",
    "unplaced",
    "where",
]  # fmt: skip
NEAR = 30.0
"""The distance of « autour d’une commune » by default, in kilometres."""
UNPLACED = "non localisé"
CSV_COLUMNS = (
    "type", "code", "nom", "region", "label", "secteurs", "secteurs_imprimes", "filieres",
    "filiere_strategique", "territoire", "communes", "epci", "departements", "toute_la_region",
    "lieux", "communes_attestees", "longitudes", "latitudes", "attestations", "taux",
    "taux_statut", "millesime", "distance_km", "note", "source",
)  # fmt: skip
_NAMES = 4
"""How many communes the list names."""


@dataclass(frozen=True)
class Choice:
    """What the reader filters by; an empty field filters nothing."""

    kinds: tuple[Kind, ...] = tuple(KINDS)
    sector: str = ""
    filiere: str = ""
    """Words looked for in what is printed of a site, whatever their accents and case."""
    label: str = ""
    place: Territory | None = None
    around: str = ""
    """The code of a commune."""
    km: float = NEAR


def chosen(sites: Iterable[Site], choice: Choice) -> tuple[Site, ...]:
    """Return the sites that a choice keeps, in their order.

    A site is in a place when one of its points is, or when its declared territory meets it; a CFA
    without point when the place holds its whole département. It is around a commune when it is at
    most `km` away (see `nearest`), or when its declared territory holds the commune.
    """
    words = alphabetical(choice.filiere.strip())
    kept = [
        one
        for one in sites
        if one.kind in choice.kinds
        and (not choice.sector or choice.sector in one.sectors)
        and (not choice.label or choice.label == one.label)
        and (not words or words in alphabetical(_printed(one)))
        and (choice.place is None or _within(one, choice.place))
    ]
    if choice.around:
        close = {near.site.key for near in nearest(choice.around, kept) if near.km <= choice.km}
        here = frozenset({choice.around})
        kept = [one for one in kept if one.key in close or declares(one, here)]
    return tuple(kept)


def nearest_host(sites: Iterable[Site], choice: Choice) -> Near | None:
    """Return the nearest attested host of a choice with a commune, however far; None when none is attested.

    It is sought among the campuses that every filter of the choice keeps but the distance.
    """
    if not choice.around:
        return None
    asked = replace(choice, around="", kinds=("campus",))
    hosts = [one for one in chosen(sites, asked) if one.points]
    return next(iter(nearest(choice.around, hosts)), None)


def unplaced(sites: Iterable[Site]) -> dict[str, int]:
    """Return how many CFA have no attested commune, by the name of their département."""
    names = {code: one.name for (level, code), one in read_territories().items() if level == "DEP"}
    counted = Counter(
        names[one.departements[0]] for one in sites if one.kind == CFA and not one.points
    )
    return {name: counted[name] for name in sorted(counted, key=alphabetical)}


def list_rows(sites: Sequence[Site], around: str = "") -> pl.DataFrame:
    """Return the list on screen, in the order of the sites; nearest first around a commune.

    Columns: Type, Nom, Label, Secteurs, Lieu (communes, else the declared territory),
    Taux d’emploi (of a CFA, as published), and Distance around a commune.
    """
    near = {one.site.key: one for one in nearest(around, sites)} if around else {}
    ranked = sorted(sites, key=lambda one: near[one.key].km if one.key in near else float("inf"))
    rows = [
        {
            "Type": KINDS[one.kind],
            "Nom": one.name,
            "Label": one.label,
            "Secteurs": sector_names(one),
            "Lieu": where(one),
            "Taux d’emploi": rate(one),
        }
        | ({"Distance": _far(near.get(one.key))} if around else {})
        for one in (ranked if around else sites)
    ]
    columns = ["Type", "Nom", "Label", "Secteurs", "Lieu", "Taux d’emploi"]
    return pl.DataFrame(
        rows, schema=dict.fromkeys([*columns, *(["Distance"] if around else [])], pl.String)
    )


def csv_rows(sites: Sequence[Site], around: str = "") -> pl.DataFrame:
    """Return the list to take away, one row a site, in the order of the sites.

    Columns: type, code, nom, region, label, secteurs, secteurs_imprimes, filieres,
    filiere_strategique, territoire, communes, epci, departements, toute_la_region, lieux,
    communes_attestees, longitudes, latitudes (degrees), attestations, taux (%), taux_statut,
    millesime, distance_km (around a commune, else empty), note, source.
    """
    near = {one.site.key: one.km for one in nearest(around, sites)} if around else {}
    return pl.DataFrame(
        [
            {
                "type": one.kind, "code": one.code, "nom": one.name, "region": one.region,
                "label": one.label, "secteurs": sector_names(one),
                "secteurs_imprimes": one.sector_text, "filieres": one.filieres,
                "filiere_strategique": one.strategic, "territoire": one.territory_text,
                "communes": "|".join(one.communes), "epci": "|".join(one.epci),
                "departements": "|".join(one.departements),
                "toute_la_region": "oui" if one.whole_region else "non", "lieux": where(one),
                "communes_attestees": "|".join(at.commune for at in one.points),
                "longitudes": "|".join(str(at.lon) for at in one.points),
                "latitudes": "|".join(str(at.lat) for at in one.points),
                "attestations": "|".join(at.attestation for at in one.points),
                "taux": "" if one.rate is None else str(one.rate), "taux_statut": one.rate_status,
                "millesime": period(one.rates[-1].period) if one.rates else "",
                "distance_km": f"{near[one.key]:.1f}" if one.key in near else "",
                "note": " ".join(text for text in (one.lead, one.note) if text),
                "source": one.source,
            }
            for one in sites
        ],
        schema=dict.fromkeys(CSV_COLUMNS, pl.String),
    )  # fmt: skip


def sheet(site: Site) -> tuple[tuple[str, str], ...]:
    """Return the sheet of a site: label and text, what the sources leave out being left out."""
    places = [f"{at.commune_name}, {at.attestation}" for at in site.points]
    centre = "; point placé au centre de la commune".replace(";", f"{THIN};") if places else ""
    lines = [
        ("Type", site.label or KINDS[site.kind]),
        ("Territoire", site.territory_text),
        ("Secteurs", site.sector_text),
        ("Filières", site.filieres),
        ("Filière stratégique", site.strategic),
        ("Filière associée", site.associated),
        ("Filtré par", sector_names(site)),
        ("Lieu attesté", f"{f'{THIN}; '.join(places)}{centre}" if places else _no_place(site)),
        ("Ce qui se dit de l’accueil", site.lead),
        *((f"{site.rate_text}, {period(at.period)}", _rate(at.value, at.status))
          for at in reversed(site.rates)),
        ("Remarque", site.note),
        ("Numéro (UAI)", site.code if site.kind == CFA else ""),
        ("Source", site.source),
    ]  # fmt: skip
    return tuple((label, text) for label, text in lines if text)


def where(site: Site) -> str:
    """Return the communes of a site's points, else its declared territory, else that it has none."""
    if site.points:
        return ", ".join(dict.fromkeys(at.commune_name for at in site.points))
    if site.kind == CFA:
        return f"{UNPLACED} ({site.territory_text})"
    if not (declared(site) or site.whole_region or site.departements):
        return f"{UNPLACED} ({site.territory_text})" if site.territory_text else UNPLACED
    return site.territory_text


def place_words(site: Site) -> str:
    """Return where a site is, in a few words: its communes, else all that it declares."""
    if site.points or site.kind != "campus":
        return where(site)
    known = communes()
    names = [known[code][0] for code in site.communes if code in known]
    if len(names) > _NAMES:
        names = [*names[: _NAMES - 1], f"{len(names) - _NAMES + 1} autres communes"]
    wider = [("EPCI", code) for code in site.epci] + [("DEP", code) for code in site.departements]
    names += [read_territories()[key].short for key in wider]
    if names:
        return ", ".join([*names, *["toute la région"] * site.whole_region])
    return "toute la région" if site.whole_region else where(site)


def sector_names(site: Site) -> str:
    """Return the names of a site's sectors: "Numérique ; Image, design, métiers d’art"."""
    return f"{THIN}; ".join(sectors()[code] for code in site.sectors)


def rate(site: Site) -> str:
    """Return the last rate of a CFA as it is published: "61 %", "secret"; "" for the others."""
    return _rate(site.rate, site.rate_status) if site.kind == CFA else ""


def _rate(value: float | None, status: str) -> str:
    return MISSING[status] if value is None else with_unit(value, "%", 0)


def _no_place(site: Site) -> str:
    if site.ambiguous:
        return (
            f"{UNPLACED}{THIN}: le lieu que dit son nom en désigne peut-être un autre{THIN}; son "
            "numéro dit le département"
        )
    if site.kind == CFA:
        return f"{UNPLACED}{THIN}: son nom ne dit pas la commune ; son numéro dit le département"
    return "aucun" if site.kind != "campus" else "aucun hôte attesté"


def _far(near: Near | None) -> str:
    if near is None:
        return ""
    text = kilometres(near.km)
    return text if near.basis == "attested" else f"{text} ({BASES[near.basis]})"


def _printed(site: Site) -> str:
    return " ".join((site.name, site.sector_text, site.filieres, site.strategic, site.associated))


def _within(site: Site, place: Territory) -> bool:
    if place.level == "FRANCE":
        return True
    if place.level == "REG":
        return site.region == place.code or bool(cover(site, place))
    mine = communes_of(place)
    if any(at.commune in mine for at in site.points) or cover(site, place):
        return True
    unnamed = site.kind == CFA and not site.points
    return unnamed and members("DEP", site.departements[0]) <= mine
