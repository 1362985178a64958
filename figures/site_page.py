"""What the page of the sites says: its layers, its message, and one line of its list."""

from collections import Counter
from collections.abc import Iterable, Sequence

from figures.formats import THIN, first_named, listing, lowered
from figures.marks import EXCELLENCE, rate_words
from figures.site_reach import Near, declares, kilometres, nearest
from figures.site_stacks import everywhere
from figures.sites import Choice, chosen, nearest_host, place_words
from loaders.sites import CFA, KINDS, Kind, Site, sectors
from loaders.territories import HOME, Territory, find

NEIGHBOUR = "normandie"
"""The layer of the campuses that another région counts."""
DISTANCES, NEAR = ("10", "20", "30", "50", "70", "100"), "30"
"""Kilometres around a commune, by code of the address, and those of the first choice."""
RATES = "chomage"
"""The layer of the classes that lie under the signs."""
_LAYERS: dict[str, str] = {
    "campus": "Campus",
    NEIGHBOUR: "Campus de Normandie",
    "pole": "Pôles",
    "cluster": "Clusters",
    CFA: "CFA",
    "chantier": "Grands chantiers",
}
_SIGNS = {
    ("campus", True): "◆", ("campus", False): "◇", ("other", True): "●", ("other", False): "○",
}  # fmt: skip
_AREA, _REGION, _NOWHERE = "▨", "▭", "–"
_MANY: dict[Kind, str] = {
    "campus": "campus", "pole": "pôles de compétitivité", CFA: "CFA", "chantier": "grands chantiers",
}  # fmt: skip


def layers(sites: Iterable[Site]) -> dict[str, str]:
    """Return the layers of sites by code, each with how many it holds: "Campus (13)"."""
    counts = dict.fromkeys(_LAYERS, 0)
    for site in sites:
        counts[layer(site)] += 1
    return {code: f"{name} ({counts[code]})" for code, name in _LAYERS.items()}


def layer(site: Site) -> str:
    """Return the layer of a site: its kind, but for the campuses of another région."""
    return NEIGHBOUR if site.kind == "campus" and site.region != HOME else site.kind


def of_layers(sites: Iterable[Site], asked: Iterable[str]) -> tuple[Site, ...]:
    """Return the sites of some layers."""
    kept = set(asked)
    return tuple(one for one in sites if layer(one) in kept)


def title(
    sites: Sequence[Site], choice: Choice, asked: Sequence[str] = ("campus",), under: str = ""
) -> str:
    """Return the message of the layers that are on: how many sites, or where the nearest attested host is.

    `under` names the rate that is drawn under the signs, which may be alone.
    """
    shown = of_layers(sites, asked)
    campuses = [one for one in shown if one.kind == "campus"]
    if not shown:
        return (
            f"{under} par zone d’emploi, sans aucun site"
            if under
            else "Aucune couche n’est allumée"
        )
    host = nearest_host(shown, choice)
    if host:
        return _how_far(host, choice)
    told = _told(choice)
    if not campuses:
        kept = chosen(shown, choice)
        places = listing(list(dict.fromkeys(find("REG", one.region).a for one in shown)))
        where = "" if told else places
        if choice.place:
            where = f"{_relation(kept)} {choice.place.sentence}"
        return " ".join(text for text in (counted(kept) or "Aucun site", told, where) if text)
    if told or choice.place:
        kept = len(chosen(campuses, choice))
        text = " ".join(filter(None, (f"{kept or 'Aucun'} campus sur {len(campuses)}", told)))
        if choice.place:
            verb = "concernent" if kept > 1 else "concerne" if kept else "ne concerne"
            text += f" {verb} {choice.place.sentence}"
        return text
    counts = Counter(one.region for one in campuses)
    best = Counter(one.region for one in campuses if EXCELLENCE in one.label)
    first = "campus "
    texts = []
    for code, count in counts.items():
        texts.append(f"{count} {first}{find('REG', code).a}, dont {best[code]} d’excellence")
        first = ""
    return f"{THIN}; ".join(texts)


def _relation(kept: Sequence[Site]) -> str:
    """Return how sites are to a place: in it, or for some without a point, concerning it."""
    if all(one.points or one.kind == CFA for one in kept):
        return "dans"
    return "concernent" if len(kept) > 1 else "concerne"


def off_the_list(key: str) -> str:
    """Return what is said of a site that is asked, and that the choices leave out."""
    return f"Le site demandé ({key}) n’est pas dans la liste : élargissez les choix pour l’y voir."


def _how_far(host: Near, choice: Choice) -> str:
    named = first_named(sectors()[choice.sector]) if choice.sector else ""
    what = f" pour «{THIN}{named}{THIN}»" if named else ""
    around = find("COM", choice.around).de
    if host.commune == choice.around:
        return f"Un campus attesté{what} dans la commune {around}"
    far = f"{host.commune_name}, à {kilometres(host.km)}"
    return f"Campus attesté le plus proche {around}{what}{THIN}: {far}"


def _told(choice: Choice) -> str:
    parts = []
    if choice.sector:
        parts.append(f"pour «{THIN}{sectors()[choice.sector]}{THIN}»")
    if choice.filiere:
        parts.append(f"dont la fiche dit «{THIN}{choice.filiere}{THIN}»")
    if choice.label:
        parts.append("d’excellence" if EXCELLENCE in choice.label else "sans label d’excellence")
    if choice.around:
        name = find("COM", choice.around)
        parts.append(f"à {kilometres(choice.km)} au plus {name.de} ou couvrant la commune")
    return ", ".join(parts)


def lede(kept: Sequence[Site], choice: Choice, shown: Sequence[Site] = ()) -> str:
    """Return who is nearest to the commune of a choice; else how sure the places listed are.

    `shown` are the sites of the layers that are on, `kept` those that the choice keeps of them: the
    nearest host may be further than the distance of the choice (see `title`).
    """
    host = nearest_host(shown, choice)
    campuses = [one for one in kept if one.kind == "campus"]
    others = [one for one in kept if one.kind != "campus"]
    texts = []
    if choice.around and (host or campuses):
        texts.append(_around(campuses, choice, host))
    elif campuses:
        texts.append(_sure(campuses))
    if others:
        lost = sum(not one.located for one in others)
        also = "Aussi listés" if campuses else "Listés"
        every = "tous " * (len(others) > 1)
        without = every if lost == len(others) else f"dont {lost} "
        without = f", {without}sans point sur la carte" if lost else ""
        texts.append(f"{also}{THIN}: {counted(others)}{without}.")
    return " ".join(texts)


def _around(campuses: Sequence[Site], choice: Choice, host: Near | None) -> str:
    commune = choice.around
    cover = sum(declares(one, frozenset({commune})) for one in campuses)
    name = f"C’est «{THIN}{host.site.name}{THIN}»{THIN}; " if host else ""
    narrowed = choice.sector or choice.filiere or choice.label or choice.place
    of = " de ce choix" if narrowed else ""
    count = f"{cover or 'aucun'} campus{of}"
    verb = "déclarent" if cover > 1 else "déclare" if cover else "ne déclare"
    text = f"{name}{count} {verb} couvrir {find('COM', commune).the}."
    return text[0].upper() + text[1:]


def _sure(campuses: Sequence[Site]) -> str:
    """Return how many campuses have an attested place, a declared one, the région, or none."""
    sure = sum(one.located for one in campuses)
    whole = sum(everywhere(one) for one in campuses)
    placed = sum(
        bool(one.communes or one.epci or one.departements) and not one.located for one in campuses
    )
    lost = len(campuses) - sure - whole - placed
    parts = [f"Lieu d’accueil attesté pour {sure or 'aucun'} campus sur {len(campuses)}"]
    for count, words in (
        (placed, "commune ou territoire déclaré"), (whole, "toute la région"), (lost, "aucun lieu"),
    ):  # fmt: skip
        if count:
            parts.append(f"{words} pour {count}")
    return f"{', '.join(parts)}."


def counted(kept: Sequence[Site]) -> str:
    """Return how many sites of each kind are listed: "13 campus, 135 CFA"."""
    counts: dict[Kind, int] = {kind: sum(one.kind == kind for one in kept) for kind in KINDS}
    texts = []
    for kind, count in counts.items():
        if count:
            one = lowered(KINDS[kind])
            name = _MANY.get(kind, f"{one}s") if count > 1 or kind in ("campus", CFA) else one
            texts.append(f"{count} {name}")
    return ", ".join(texts)


def ordered(kept: Sequence[Site], around: str = "") -> tuple[Site, ...]:
    """Return the sites in the order of the list, nearest first around a commune."""
    if not around:
        return tuple(kept)
    order = {one.site.key: rank for rank, one in enumerate(nearest(around, kept))}
    return tuple(sorted(kept, key=lambda one: order.get(one.key, len(order))))


def unplaced(kept: Sequence[Site]) -> tuple[Site, ...]:
    """Return the sites listed that have no place on the map; a campus has its declared territory."""
    return tuple(one for one in kept if one.kind != "campus" and not one.points)


def sign(site: Site) -> str:
    """Return the sign of a site in the list, as it is on the map; a bar when it has none there."""
    if site.kind == "campus":
        if site.points or site.communes:
            shape = "campus" if EXCELLENCE in site.label else "other"
            return _SIGNS[shape, site.located]
        if site.epci or site.departements:
            return _AREA
        return _REGION if site.whole_region else _NOWHERE
    if not site.points:
        return _NOWHERE
    if site.kind == CFA:
        return "○" if site.rate_status == "C" else "●"
    return "□" if site.kind == "cluster" else "■"


def caption(site: Site, distance: str = "") -> str:
    """Return what follows a site's name in the list: its label or kind, its place, rate, distance."""
    said = "excellence" if EXCELLENCE in site.label else ""
    if site.kind != "campus":
        said = KINDS[site.kind]
    rate = rate_words(site) if site.kind == CFA else ""
    return " · ".join(text for text in (said, place_words(site), rate, distance) if text)


def place_of(place: Territory) -> Territory | None:
    """Return the territory to filter by: none when it is the whole région."""
    return None if (place.level, place.code) == ("REG", HOME) else place


def alternative(kept: Sequence[Site], selected: str) -> str:
    """Return the alternative text of the map."""
    text = (
        f"Carte : {counted(kept) or 'aucun site'} dans les Hauts-de-France et autour. La liste, à "
        "côté, donne chaque site avec son lieu ; la choisir au clavier ouvre la même fiche qu’un clic."
    )
    name = next((one.name for one in kept if one.key == selected), "")
    return f"{text} Site choisi : {name}." if name else text
