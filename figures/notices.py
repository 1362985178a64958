"""What "Données et méthode" says of indicators, sources and signs, as tables to be read."""

from datetime import date

import polars as pl

from figures.formats import french_date, listing, period
from loaders import observations
from loaders.catalogue import Catalogue, Indicator, Source

LEVELS = {
    "FRANCE": "France",
    "REG": "régions",
    "DEP": "départements",
    "ZE2020": "zones d’emploi",
    "ZER2020": "parties régionales des zones d’emploi",
    "ARR": "arrondissements",
    "SPEL": "SPEL",
    "EPCI": "EPCI",
}
PERIODICITIES = {"Q": "trimestrielle", "M": "mensuelle", "A": "annuelle", "S": "par année scolaire"}
UNKNOWN = "non indiquée"
OBTAINED = {"loader": "fichier officiel", "transcribed": "relevé d’une publication"}


def levels_text(indicator: Indicator) -> str:
    """Return the levels of an indicator as a list: "France, régions et départements"."""
    return listing([LEVELS[level] for level in indicator.levels])


@observations.per_version
def _span(indicator: Indicator) -> tuple[str, str, int]:
    codes = observations.periods(indicator)
    return codes[0], codes[-1], observations.read(indicator).height


def catalogue_table(catalogue: Catalogue, today: date) -> pl.DataFrame:
    """Return one row an indicator, in the order of the screen, with its last period and its age."""
    rows = []
    for indicator in catalogue.indicators.values():
        first, last, count = _span(indicator)
        rows.append(
            {
                "Indicateur": indicator.title,
                "Unité": indicator.unit,
                "Périodicité": PERIODICITIES[indicator.periodicity],
                "Niveaux": levels_text(indicator),
                "Première période": period(first),
                "Dernière période": period(last),
                "Ancienneté": age(last, today),
                "Publication": _last_date([catalogue.sources[code] for code in indicator.sources]),
                "Lignes": f"{count:,}".replace(",", "\u202f"),
            }
        )
    return pl.DataFrame(rows)


def age(code: str, today: date) -> str:
    """Return the time since the end of a period, in whole months or years: "7 mois", "2 ans"."""
    months = (today.year - int(code[:4])) * 12 + today.month - _last_month(code) - 1
    if months < 1:
        return "moins d’un mois"
    if months < 24:
        return f"{months} mois"
    return f"{months // 12} ans"


def _last_month(code: str) -> int:
    if "-Q" in code:
        return int(code[-1]) * 3
    return int(code[5:7]) if code[4:5] == "-" else 12


def _last_date(sources: list[Source]) -> str:
    dates: list[date] = [
        one.published for source in sources for one in source.vintages if one.published
    ]
    return french_date(max(dates)) if dates else UNKNOWN


def sources_table(catalogue: Catalogue) -> pl.DataFrame:
    """Return one row a publication (millésime) of each source, with its date when a file gives it."""
    return pl.DataFrame(
        [
            {
                "Source": source.title,
                "Producteur": source.producer,
                "Millésime": period(vintage.code),
                "Date de publication": french_date(vintage.published)
                if vintage.published
                else UNKNOWN,
                "Contenu": vintage.note or "–",
                "Obtention": OBTAINED[vintage.fetched],
                "Licence": source.licence,
            }
            for source in catalogue.sources.values()
            for vintage in source.vintages
        ]
    )


def signs_table() -> pl.DataFrame:
    """Return the signs of the site and what they mean."""
    signs = (
        ("secret", "Valeur couverte par le secret statistique"),
        ("n. d.", "Valeur non disponible ; jamais zéro"),
        ("0", "Zéro, toujours écrit"),
        ("Cercle vide", "Valeur provisoire, qui sera révisée"),
        ("Pointillé vertical", "Changement de millésime : les chiffres ont été révisés"),
        ("▲ ▼", "Évolution défavorable"),
        ("△ ▽", "Évolution favorable"),
        ("= stable", "Écart qui ne dépasse pas l’arrondi du chiffre publié"),
        ("Hachures", "Partie d’une zone d’emploi située hors de la région"),
    )
    return pl.DataFrame({"Signe": [sign for sign, _ in signs], "Sens": [text for _, text in signs]})
