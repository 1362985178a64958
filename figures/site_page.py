"""What the page of the sites says: its layers, its message, and one line of its list."""

from collections.abc import Iterable, Sequence

from figures.formats import THIN
from figures.marks import EXCELLENCE
from figures.site_reach import kilometres
from figures.sites import Choice, chosen, rate, where
from loaders.sites import CFA, KINDS, Kind, Site, sectors
from loaders.territories import HOME, Territory, find

NEIGHBOUR = "normandie"
"""The layer of the campuses that another région counts."""
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
_ELSEWHERE = "▫"
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


def title(sites: Sequence[Site], choice: Choice) -> str:
    """Return the message: how many campuses the région has, and how many answer the choice."""
    ours = [one for one in sites if layer(one) == "campus"]
    best = sum(EXCELLENCE in one.label for one in ours)
    text = f"{len(ours)} campus {find('REG', HOME).a}, dont {best} d’excellence"
    told = _told(choice)
    if not told:
        return text
    kept = len(chosen(ours, choice))
    count = str(kept) if kept else "aucun"
    return f"{text}{THIN}; {count} {told}"


def _told(choice: Choice) -> str:
    parts = []
    if choice.place is not None:
        parts.append(f"dans {choice.place.sentence}")
    if choice.sector:
        parts.append(f"pour «{THIN}{sectors()[choice.sector]}{THIN}»")
    if choice.filiere:
        parts.append(f"dont la fiche dit «{THIN}{choice.filiere}{THIN}»")
    if choice.label:
        parts.append("d’excellence" if EXCELLENCE in choice.label else "sans ce label")
    if choice.around:
        name = find("COM", choice.around)
        parts.append(f"à {kilometres(choice.km)} au plus {name.de} ou qui la couvrent")
    return ", ".join(parts)


def lede(sites: Iterable[Site]) -> str:
    """Return how sure the places of the campuses are."""
    ours = [one for one in sites if layer(one) == "campus"]
    sure = sum(one.located for one in ours)
    return (
        f"L’établissement d’accueil est attesté pour {sure} campus{THIN}; les autres sont aux communes "
        "ou aux territoires qu’ils déclarent, ou dans la liste seule quand ils n’en déclarent aucun de précis."
    )


def counted(kept: Sequence[Site]) -> str:
    """Return how many sites of each kind are listed: "13 campus, 135 CFA"."""
    counts: dict[Kind, int] = {kind: sum(one.kind == kind for one in kept) for kind in KINDS}
    texts = []
    for kind, count in counts.items():
        if count:
            one = KINDS[kind][0].lower() + KINDS[kind][1:]
            name = _MANY.get(kind, f"{one}s") if count > 1 or kind in ("campus", CFA) else one
            texts.append(f"{count} {name}")
    return ", ".join(texts)


def sign(site: Site) -> str:
    """Return the sign of a site in the list, as it is on the map; a small box when it has none."""
    if site.kind == "campus":
        if not site.points and not site.communes:
            return _ELSEWHERE
        shape = "campus" if EXCELLENCE in site.label else "other"
        return _SIGNS[shape, site.located]
    if not site.points:
        return _ELSEWHERE
    return {"cluster": "□", CFA: "●"}.get(site.kind, "■")


def caption(site: Site, distance: str = "") -> str:
    """Return what stands below a site's name: its label or kind, where it is, its rate, how far."""
    said = site.label or KINDS[site.kind]
    place = where(site)
    if len(place) > 90:
        place = place[:88].rsplit(" ", 1)[0] + "…"
    return " · ".join(text for text in (said, place, rate(site), distance) if text)


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
