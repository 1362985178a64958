"""The reference tables of the documents, to be read: engagements, campus, places, calendar."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import polars as pl

from loaders import references, site_words
from loaders.catalogue import Catalogue

TABLES: dict[str, tuple[str, Callable[[], tuple[Any, ...]]]] = {
    "engagements": ("Ambitions, engagements et priorités", references.engagements),
    "suivi": ("Indicateurs de suivi des engagements", references.follow_ups),
    "campus": ("Campus des métiers et des qualifications", references.campuses),
    "lieux": ("Pôles, clusters, établissements et chantiers", references.places),
    "tensions": ("Métiers en tension, comme les documents les nomment", references.tensions),
    "calendrier": ("Calendrier du contrat et du protocole", references.milestones),
    "glossaire": ("Glossaire", references.glossary),
    "mots": ("Mots du site", site_words.site_words),
}
"""The tables by code of the address, in the order of the screen."""
_HEADERS = {
    "code": "Repère", "number": "Numéro", "title": "Intitulé", "pilots": "Pilotes",
    "partners": "Partenaires", "public": "Public", "territory": "Territoire",
    "sectors": "Secteurs", "calendar": "Calendrier", "engagement": "Engagement",
    "rank": "Rang", "label": "Libellé", "acronym": "Sigle", "name": "Nom", "region": "Région",
    "commune_names": "Communes", "filieres": "Filières", "strategic": "Filière stratégique",
    "sector": "Secteur", "city": "Commune", "type": "Type", "engagements": "Engagements",
    "details": "Précisions", "group": "Liste", "order": "Rang", "metier": "Métier",
    "period": "Période", "intensite_embauche": "Intensité d’embauche",
    "lien_emploi_formation": "Lien formation-emploi",
    "manque_main_oeuvre": "Manque de main-d’œuvre",
    "inadequation_geographique": "Inadéquation géographique",
    "non_durabilite_emploi": "Non-durabilité de l’emploi",
    "conditions_travail": "Conditions de travail", "what": "Contenu", "term": "Terme",
    "definition": "Sens", "note": "Note", "source": "D’après",
}  # fmt: skip
"""The columns shown; codes of territories and links between tables are not."""


def reference_table(catalogue: Catalogue, code: str) -> pl.DataFrame:
    """Return a reference table, all text: what the documents write, the document and its line."""
    rows = TABLES[code][1]()
    shown = [field.name for field in fields(type(rows[0])) if field.name in _HEADERS]
    kept = [name for name in shown if any(getattr(row, name) not in ("", None) for row in rows)]
    return pl.DataFrame(
        [
            {_HEADERS[name]: _text(getattr(row, name)) for name in kept} | _place(catalogue, row)
            for row in rows
        ]
    )


def _place(catalogue: Catalogue, row: Any) -> dict[str, str]:
    """Return the document and the line of a row that has them; the site's own words have neither."""
    if not hasattr(row, "document"):
        return {}
    return {"Document": f"{catalogue.sources[row.document].name}, ligne {row.line}"}


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value) or "–"
    return str(value) if value not in ("", None) else "–"
