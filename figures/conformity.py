"""What the 106 criteria add up to: the rate, the state that the law names, the table, what is not accessible."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

import polars as pl

from figures.formats import NBSP, french_date, number
from loaders.conformity import Criterion, Evaluation, State

WORDS: dict[State, str] = {
    "C": "conforme",
    "NC": "non conforme",
    "NA": "non applicable",
}


_PATH = r"{}/[\w/.-]*\w"
_TEST = re.compile(rf"\s*(?:\({_PATH.format('tests')}\)|:\s*{_PATH.format('tests')})")
_ANY = _PATH.format(r"(?:tests|pages|exports|figures|loaders|\.streamlit)")
_FILE = re.compile(rf"\s*(?:\({_ANY}\)|[:,]\s*{_ANY})")


@dataclass(frozen=True)
class Conformity:
    """How many criteria are in each state."""

    met: int
    unmet: int
    without_object: int

    @property
    def applicable(self) -> int:
        """Return how many criteria apply to the site."""
        return self.met + self.unmet

    @property
    def rate(self) -> Decimal:
        """Return the share of the applicable criteria that are met, in %, never rounded up."""
        if not self.applicable:
            return Decimal(0)
        share = Decimal(self.met) * 100 / Decimal(self.applicable)
        return share.quantize(Decimal("0.1"), ROUND_FLOOR)

    @property
    def state(self) -> str:
        """Return the state in the words of the law: "totalement conforme" when every criterion is met,
        "partiellement conforme" when half of them at least are, else "non conforme".
        """
        if self.applicable and not self.unmet:
            return "totalement conforme"
        return "partiellement conforme" if self.rate >= 50 else "non conforme"


def conformity(criteria: Sequence[Criterion]) -> Conformity:
    """Return what the criteria add up to."""
    states = [one.status for one in criteria]
    return Conformity(states.count("C"), states.count("NC"), states.count("NA"))


def mention(found: Conformity) -> str:
    """Return the mention that the law wants on every page: "Accessibilité : partiellement conforme"."""
    return f"Accessibilité{NBSP}: {found.state}"


def lede(found: Conformity, checked: Evaluation) -> str:
    """Return in one line who says the state, when, and the rate."""
    return (
        f"Auto-évaluation du {french_date(checked.established)} : {number(found.rate, 1)}{NBSP}% des critères "
        "qui s’appliquent sont respectés."
    )


def results(found: Conformity) -> str:
    """Return the results of the tests as a sentence."""
    return (
        f"{number(found.rate, 1)}{NBSP}% des critères du RGAA 4.1 qui s’appliquent au site sont respectés : "
        f"{found.met} sur {found.applicable}. {found.unmet} ne le sont pas ; {found.without_object} des "
        f"{found.applicable + found.without_object} critères sont sans objet ici (ni vidéo, ni cadre, ni CAPTCHA…)."
    )


def unmet(criteria: Sequence[Criterion]) -> dict[str, list[str]]:
    """Return {theme: what is not accessible in it}, each item beginning with its criterion's number."""
    found: dict[str, list[str]] = {}
    for one in criteria:
        if one.status == "NC":
            found.setdefault(one.theme, []).append(
                f"Critère {one.number} : {read_proof(one.proof)}"
            )
    return found


def read_proof(proof: str) -> str:
    """Return a proof as a reader of the page meets it: the files that hold it are for docs/rgaa.md."""
    return _FILE.sub("", _TEST.sub(" (vérifié par un test automatique)", proof))


def criteria_table(criteria: Sequence[Criterion]) -> pl.DataFrame:
    """Return the criteria as they are read: number, theme, wording, state in words, proof."""
    return pl.DataFrame(
        {
            "Critère": [one.number for one in criteria],
            "Thème": [one.theme for one in criteria],
            "Intitulé": [one.title for one in criteria],
            "État": [WORDS[one.status] for one in criteria],
            "Preuve": [read_proof(one.proof) for one in criteria],
        }
    )
