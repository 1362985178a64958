"""Why a figure is left out, guessed from the words that surround it.

The patterns are tried in their order, on the line, the one before and the one after. When a pattern
has a group, the figure stands within its last one.
"""

import re

from loaders.tokens import Token, plain

_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_GUESSES = (
    ("adresse internet", r"(?:https?://|www\.)\S+"),
    ("numéro de téléphone", r"(?<![\d,.])0[ \d]{8,16}\d(?: / \d{3})?(?!\d)"),
    ("numéro de page", r"CPRDFOP 2022-2028 \|.* (\d{1,3})[ \t]*$"),
    ("numéro de page", r"carte page (\d+)"),
    ("numéro de page", r"Centre Inffo . \w+ \d{4}\s+(\d+)"),
    ("nom propre", r"CPRDFOP 20\d\d-\s?20\d\d"),
    ("nom propre", r"(?:C2RP|C2PP|c2rp|CD2E|TEAM2|Géo2France|S2I|2CBBC|[Rr]ev3|REV3|\bS3\b|\bAS\d\b)"),
    ("nom propre", r"(?:FNTR ?62|France 2030|Agence 2020/2040|[Cc]ovid-19|imprimante 3D)"),
    ("nom propre", r"(?<![\d,])[34]\.0(?!\d)"),
    ("référence de loi, de décret ou d’article",
     r"(?:[Dd]écret n.{0,2}|[Aa]rticles? |[Ll]oi n?°? ?|délibération n°|L\. ?|art )L?\.? ?\d[\d.-]*"),
    ("numérotation",
     r"(?:AMBITION\s+STRATÉGIQUE|[Aa]mbition stratégique|Axe|P(?:RINCIPE|rincipe)|Parcours|Secteur"
     r"|(?:ENGAGEMENT|[Ee]ngagement)s?|PRIORITÉ SECTORIELLE|engagement (?:stratégique )?)"
     r" ?(?:[Nn] ?°|#)? ?(?:S )?\d[\d.]*"),
    ("numérotation", r"^[\s#*-]*\d{1,2}(?:\.\d{1,2}(?=[ \t]*\t)|\.?(?=[ \t]*\t)|[-/](?= ?[A-Zévm])|\.(?= ))"),
    ("niveau de diplôme ou classe",
     r"(?:[Nn]iveaux?|NIVEAU) \d(?: (?:à|et) \d)?|\b[Bb]ac ?[+-] ?\d|[1-6](?:nde|ème) ?(?:GT|Prépa)"),
    ("niveau de diplôme ou classe",
     r"(?:en|de|post|post-|des|vers la|et|la|à) ?(?:2nde|2nd|1ère|3èmes?|6ème|5ème)"
     r"(?! (?:région|rang|score|PIB|de|taux|année))"),
    ("date ou année de texte", r"\b\d{1,2}(?:er)?\s" + _MONTH),
    ("date ou année de texte", r"\d\d/\d\d/\d{4}"),
    ("date ou année de texte", r"\b[1-4] ?(?:er|e|ème|nd) (?:trimestre|semestre)"),
    ("année en libellé", r"^[^a-z\n]*(?:BP )?(20\d\d(?:[ \t/-]*(?:BP )?20\d\d)*)[ \t]*$"),
    ("année en libellé", r"(20\d\d(?:[ \t]+20\d\d){2,5})[ \t]*$"),
    ("année en libellé", r"^\s*\(?(?:En|en|au|Septembre|juillet|budget|Décembre)\b.{0,14}?(20\d\d\S*)"),
    ("date ou année de texte", r"(?<![\d.,])(?:19|20)\d\d(?:[-/](?:20)?\d\d)?(?![\d])"),
    ("tranche d’âge en libellé", r"\b\d{1,2}\s?(?:-|/|à|et)\s?\d{2}\s(?:ans|révolus)"),
    ("tranche d’âge en libellé", r"\b\d{1,2}\sans\s(?:ou|et)\s(?:plus|moins)"),
    ("tranche d’âge en libellé", r"(?:moins|plus)\sde\s\d{1,2}\sans"),
    ("tranche d’âge en libellé", r"\b(?:16[-/]|15-|25-|50-)\d\d ans"),
    ("base d’un rapport",
     r"pour\s(1 ?\s?000|100 000)(?!\d)(?=\s(?:habitants|enfants|ménages|en\b))"),
    ("seuil ou durée en libellé", r"(?:dans les|d’emploi(?: à)?|emploi à)\s6\smois"),
)  # fmt: skip


def guess(lines: list[str], one: Token) -> str:
    """Return why a figure is left out; empty when nothing around it says so."""
    before = lines[one.line - 2] if one.line > 1 else ""
    around = plain("\n".join([before, *lines[one.line - 1 : one.line + 1]]))
    start, end = (len(before) + 1 + at for at in (one.start, one.end))
    for reason, pattern in _GUESSES:
        for found in re.finditer(pattern, around, re.MULTILINE):
            left, right = found.span(found.re.groups)
            if left <= start and end <= right:
                return reason
    return ""
