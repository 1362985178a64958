"""The profile of a territory on screen: its table, its sentences, its proofs, its files."""

from collections.abc import Sequence
from urllib.parse import urlencode

from streamlit.components.v2 import component

from figures import themes
from figures.profile import Line
from figures.profile_table import drawn
from loaders.catalogue import Catalogue

_WORDS = {
    "title": "Indicateur",
    "trend": "Tendance",
    "value": "Valeur",
    "year": "En un an",
    "span": "Sur la durée",
    "strip": "Place parmi ses semblables, de bas à élevé",
    "rank": "Rang",
    "gaps": {
        "departement": "Écart au département",
        "region": "Écart à la région",
        "country": "Écart à la France",
    },
    "short": {"departement": "Département", "region": "Région", "country": "France"},
    "without": "Ne sont pas calculés :",
    "why": "Ces territoires n’ont pas de valeur publiée à cette date, ou ce sont ceux qu’on lit.",
    "all": "Tous les territoires comparés, du plus bas au plus élevé",
    "open": "Ouvrir cet indicateur",
    "source": "Source :",
}
_table = component(
    "observatoire-hauts-de-france.portrait",
    html='<div class="portrait"></div>',
    css="portrait.css",
    js="portrait.js",
)


def table(
    catalogue: Catalogue, groups: Sequence[tuple[str, Sequence[Line]]], caption: str, key: str
) -> None:
    """Show groups of lines as one table; `caption` names it for assistive tools."""
    _table(
        key=key,
        data={
            "words": _WORDS | {"caption": caption},
            "groups": drawn(catalogue, groups, _address),
        },
    )


def _address(line: Line) -> str:
    """Return the address of an indicator's own page, for the territory of the profile."""
    codes = {
        "niveau": line.place.level,
        "territoire": line.place.code,
        "entree": line.indicator.entries[0],
        "indicateur": line.indicator.code,
    }
    return f"/{themes.page_of(line.indicator)}?{urlencode(codes)}"
