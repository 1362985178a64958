"""The workbook of a territory: how to read it, the page's rows, then every observation by theme."""

from exports.workbook_notes import notes
from exports.workbook_pen import Column, opened
from figures.profile import Profile
from figures.profile_rows import decimals_of, detail_rows, profile_rows
from figures.themes import THEMES
from loaders.catalogue import Catalogue

SUMMARY = {
    "titre": Column("Indicateur", 46),
    "niveau": Column("Niveau", 9),
    "territoire": Column("Code", 9),
    "nom": Column("Territoire lu", 26),
    "propre": Column("Chiffre propre", 9),
    "periode": Column("Période", 10),
    "valeur": Column("Valeur", 14),
    "unite": Column("Unité", 16),
    "statut": Column("Statut", 7),
    "etat": Column("État", 16),
    "evolution_1_an": Column("Évolution 1 an", 10),
    "evolution_1_an_unite": Column("Unité (1 an)", 10),
    "depuis": Column("Depuis", 9),
    "evolution_depuis": Column("Évolution depuis", 10),
    "evolution_depuis_unite": Column("Unité (depuis)", 10),
    "evolution_comparable": Column("Évolutions comparables", 12),
    "rang": Column("Rang", 18),
    "rang_du_plus_eleve": Column("Rang (1 = le plus élevé)", 12),
    "rang_sur": Column("Sur", 7),
    "rang_mesure": Column("Rang sur", 20),
    "rang_a_l_arrondi": Column("Rang à l’arrondi près", 12),
    "rang_comparable": Column("Rang comparable", 12),
    "ecart_departement": Column("Écart au département", 13),
    "ecart_region": Column("Écart à la région", 12),
    "ecart_france": Column("Écart à la France", 12),
    "ecart_unite": Column("Unité (écarts)", 10),
    "ecart_comparable": Column("Écarts comparables", 12),
    "producteur": Column("Producteur", 26),
    "source": Column("Source", 24),
    "millesime": Column("Millésime", 10),
    "publie_le": Column("Publié le", 11),
    "indicateur": Column("Code de l’indicateur", 30),
}
DETAIL = {
    "titre": Column("Indicateur", 46),
    "niveau": Column("Niveau", 9),
    "territoire": Column("Code", 9),
    "nom": Column("Territoire", 26),
    "periode": Column("Période", 10),
    "periode_lue": Column("Période en clair", 16),
    "detail": Column("Détail", 46),
    "valeur": Column("Valeur", 14),
    "unite": Column("Unité", 16),
    "statut": Column("Statut", 7),
    "etat": Column("État", 16),
    "millesime": Column("Millésime", 10),
    "source": Column("Source", 24),
    "indicateur": Column("Code de l’indicateur", 30),
}


def workbook_bytes(catalogue: Catalogue, profile: Profile, edition: str) -> bytes:
    """Return the workbook (XLSX) of a profile: "Lisez-moi", "Synthèse", then one sheet a theme.

    Numbers are numbers; a value that is secret or missing is an empty cell, and its status says
    why. `edition` is the day of the edition, "2026-11-22".
    """
    with opened(f"{profile.place.title} : classeur du territoire", edition) as (pen, buffer):
        pen.notes(notes(catalogue, profile, edition))
        own = [decimals_of(line) for line in (*profile.lines, *profile.wider)]
        pen.table("Synthèse", SUMMARY, profile_rows(catalogue, profile), own)
        for theme, name in THEMES.items():
            rows = detail_rows(catalogue, profile, theme)
            if rows.height:
                found = catalogue.indicators
                own = [{"valeur": found[code].decimals} for code in rows["indicateur"]]
                pen.table(name, DETAIL, rows, own)
    return buffer.getvalue()
