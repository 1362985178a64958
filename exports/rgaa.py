"""docs/rgaa.md: the 106 criteria of the RGAA as one document, written from the same table as the page.

python -m exports.rgaa
"""

from figures.conformity import WORDS, conformity, results
from figures.formats import french_date
from loaders.conformity import THEMES, Criterion, Evaluation, criteria, evaluation
from loaders.settings import ROOT

FILE = ROOT / "docs" / "rgaa.md"
_HEAD = """# The 106 criteria of RGAA 4.1 on this site

Written by `python -m exports.rgaa` from `data/accessibilite/criteres.csv`; the page *Accessibilité* shows the
same rows, and computes its rate and state from them. Wordings are those of the Référentiel général
d’amélioration de l’accessibilité, version 4.1 (direction interministérielle du numérique, Licence Ouverte 2.0).

This is a self-assessment, not an audit by an outside party. A criterion is *conforme* only where a test, the
code or a reading of every page shows it; where in doubt it is *non conforme*. To change a state, edit its row with
the proof, write the day again in `data/accessibilite/declaration.toml`, and run the command.
"""


def document(rows: tuple[Criterion, ...], checked: Evaluation) -> str:
    """Return the document: the result, the count by theme, then one table a theme."""
    parts = [_HEAD, f"**{french_date(checked.established)}.** {results(conformity(rows))}\n"]
    parts.append("| thème | critères | conformes | non conformes | non applicables |")
    parts.append("|---|---|---|---|---|")
    by_theme = {
        number: [one for one in rows if one.number.split(".")[0] == str(number)]
        for number in THEMES
    }
    for number, held in by_theme.items():
        found = conformity(held)
        parts.append(
            f"| {number}. {held[0].theme} | {len(held)} | {found.met} | {found.unmet} | {found.without_object} |"
        )
    for number, held in by_theme.items():
        parts += [f"\n## {number}. {held[0].theme}\n", "| critère | intitulé | état | preuve |"]
        parts.append("|---|---|---|---|")
        parts += [
            f"| {one.number} | {_cell(one.title)} | {WORDS[one.status]} | {_cell(one.proof)} |"
            for one in held
        ]
    return "\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    FILE.write_text(document(criteria(), evaluation()), encoding="utf-8")
