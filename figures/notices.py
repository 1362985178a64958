"""What "Données et méthode" says of indicators, sources and signs, as tables to be read."""

import polars as pl

from figures.formats import french_date, listing, number, period
from figures.nouns import NOUNS
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator

UNKNOWN = "non indiquée"
OBTAINED = {"loader": "fichier officiel", "transcribed": "relevé d’une publication"}


def levels_text(indicator: Indicator) -> str:
    """Return the levels of an indicator as a list: "France, régions et départements"."""
    return listing([NOUNS[level].many for level in indicator.levels])


def quality_table(report: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """Return one row an indicator, from `quality.report`: how much, how old, how complete, how sure."""
    rows = []
    for row in report.iter_rows(named=True):
        span = "aucune valeur observée"
        if row["periods"]:
            first, last = period(row["first"]), period(row["last"])
            span = first if row["periods"] == 1 else f"{first} à {last} ({row['periods']})"
        doubts = [
            f"{number(row[name])} {word}{'s' if row[name] > 1 else ''}"
            for name, word in (
                ("missing", "non disponible"),
                ("secret", "secrète"),
                ("provisional", "provisoire"),
                ("doubtful", "douteuse"),
            )
            if row[name]
        ]
        rows.append(
            {
                "Indicateur": row["title"],
                "Valeurs": number(row["rows"]),
                "Dans les documents": number(row["printed"]),
                "Objectifs": number(row["targets"]),
                "Périodes": span,
                "Ancienneté": _months(row["age"]),
                "Couverture à la dernière période": ", ".join(row["coverage"]) or "–",
                "Réserves": ", ".join(doubts) or "aucune",
                "Producteurs": ", ".join(
                    dict.fromkeys(catalogue.sources[code].producer for code in row["sources"])
                ),
                "Contrôles": row["checks"],
            }
        )
    return pl.DataFrame(rows)


def _months(count: int | None) -> str:
    if count is None:
        return "–"
    if count < 1:
        return "moins d’un mois"
    return f"{count} mois" if count < 24 else f"{count // 12} ans"


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
                "Licence": source.licence or "–",
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
        (
            "Douteux",
            "Imprimé ainsi, mais contredit ailleurs : montré, jamais employé dans un calcul",
        ),
        ("Cercle vide", "Valeur provisoire, qui sera révisée"),
        ("Pointillé vertical", "Changement de millésime : les chiffres ont été révisés"),
        ("▲ ▼", "Évolution défavorable"),
        ("△ ▽", "Évolution favorable"),
        ("= stable", "Écart qui ne dépasse pas l’arrondi du chiffre publié"),
        ("Hachures", "Partie d’une zone d’emploi située hors de la région"),
    )
    return pl.DataFrame({"Signe": [sign for sign, _ in signs], "Sens": [text for _, text in signs]})
