"""The declaration of accessibility: its criteria, what they add up to, the page and the document."""

import re
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from exports import rgaa
from figures.conformity import Conformity, conformity, mention, read_proof
from loaders import conformity as criteria_file
from loaders.conformity import criteria, evaluation
from loaders.errors import DataError
from loaders.settings import ROOT
from pages.parts.plan import PAGES
from tests.test_pages import opened, shown, titles

COUNTS = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
"""The criteria of each theme, as RGAA 4.1 numbers them."""
HEADINGS = (
    "État de conformité",
    "Résultats des tests",
    "Contenus non accessibles",
    "Établissement de cette déclaration d’accessibilité",
    "Retour d’information et contact",
    "Voies de recours",
)
"""The parts of the model that the arrêté of 20 September 2019 gives."""


def test_the_table_holds_the_106_criteria_of_the_rgaa_and_no_other() -> None:
    expected = [
        f"{theme}.{rank}" for theme, count in enumerate(COUNTS, 1) for rank in range(1, count + 1)
    ]
    assert len(expected) == 106
    assert [one.number for one in criteria()] == expected
    assert len({one.title for one in criteria()}) == 106
    assert len({(one.number.split(".")[0], one.theme) for one in criteria()}) == 13


def test_a_reader_of_the_page_meets_no_file_of_the_code() -> None:
    read = [read_proof(one.proof) for one in criteria()]
    assert [one for one in read if re.search(r"[a-z]/[a-z]|\.py|\.js|\(\s*\)", one)] == []
    assert read_proof("Au clavier : tests/browser/test_keyboard.py.") == (
        "Au clavier (vérifié par un test automatique)."
    )


def test_a_proof_names_files_that_exist() -> None:
    named = {
        path
        for one in criteria()
        for path in re.findall(r"(?:tests|exports|pages|figures)/[\w/-]+(?:\.\w+)?", one.proof)
    }
    assert len(named) > 8
    assert [path for path in sorted(named) if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize(
    ("met", "unmet", "rate", "state"),
    [
        (78, 0, "100.0", "totalement conforme"),
        # Never rounded up to what is not reached.
        (1999, 1, "99.9", "partiellement conforme"),
        (39, 39, "50.0", "partiellement conforme"),
        (999, 1001, "49.9", "non conforme"),
        (0, 0, "0", "non conforme"),
    ],
)
def test_the_state_is_the_one_that_the_law_gives_to_the_rate(
    met: int, unmet: int, rate: str, state: str
) -> None:
    found = Conformity(met, unmet, 28)
    assert (found.rate, found.state) == (Decimal(rate), state)


def test_the_page_says_the_rate_that_the_table_gives() -> None:
    states = [one.status for one in criteria()]
    met, unmet = states.count("C"), states.count("NC")
    app = opened("accessibilite")
    assert titles(app) == [mention(conformity(criteria())).replace("\xa0", " ")]
    text = shown(app)
    rate = f"{met * 1000 // (met + unmet) / 10:.1f}".replace(".", ",")
    assert f"{rate} % des critères du RGAA 4.1 qui s’appliquent au site sont respectés" in text
    assert f"{met} sur {met + unmet}. {unmet} ne le sont pas" in text
    assert [f"Critère {one.number} : " in text for one in criteria()] == [
        one.status == "NC" for one in criteria()
    ]


def test_the_declaration_has_the_parts_of_its_legal_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OBSERVATOIRE_ORGANISME", "Région Hauts-de-France")
    monkeypatch.setenv("OBSERVATOIRE_CONTACT", "accessibilite@exemple.fr")
    monkeypatch.setenv("OBSERVATOIRE_URL", "https://exemple.fr")
    app = opened("accessibilite")
    assert tuple(one.value for one in app.header) == HEADINGS
    text = shown(app)
    for said in (
        "Région Hauts-de-France s’engage à rendre ses sites internet, intranet et extranet accessibles, "
        "conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005.",
        "Hauts-de-France », https://exemple.fr.",
        "Ce site est partiellement conforme avec le référentiel général d’amélioration de l’accessibilité",
        "Il s’agit d’une auto-évaluation, faite le 28 novembre 2026",
        "non d’un audit par un tiers",
        "Aucune dérogation n’est invoquée.",
        "Contact : accessibilite@exemple.fr",
        "https://formulaire.defenseurdesdroits.fr/",
        "https://www.defenseurdesdroits.fr/saisir/delegues",
        "09 69 39 00 00",
        "Libre réponse 71120, 75342 Paris CEDEX 07",
    ):
        assert said in text, said
    # The notes under the text are captions: `shown` has them too.
    assert "n’est pas renseigné" not in text


def test_a_site_that_nobody_signed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OBSERVATOIRE_ORGANISME", "OBSERVATOIRE_CONTACT"):
        monkeypatch.delenv(name, raising=False)
    text = shown(opened("accessibilite"))
    assert "L’organisme qui met ce site à votre disposition s’engage" in text
    assert "Le nom de l’organisme n’est pas renseigné sur cette installation" in text
    assert "L’adresse de contact n’est pas renseignée sur cette installation" in text


def test_a_list_of_the_page_is_one_list() -> None:
    """A screen reader says how many items a list has: one list an item would say "1" each time."""
    lists = [one.value for one in opened("accessibilite").markdown if one.value.startswith("- ")]
    # A page is said to be checked by who checked it: a new one is missing here until then.
    assert {one.title for one in PAGES} < set(evaluation().pages)
    assert any(one.count("\n- ") + 1 == len(evaluation().pages) for one in lists)


def test_the_document_is_the_one_that_the_table_gives() -> None:
    assert rgaa.FILE.read_text(encoding="utf-8") == rgaa.document(criteria(), evaluation())


@pytest.mark.parametrize(
    ("number", "changes", "said"),
    [
        ("1.1", {"status": "Oui"}, "« Oui » n’est pas un état (C, NC, NA) ; corrigez."),
        ("1.1", {"number": "1.10"}, "« 1.10 » n’est pas un critère du RGAA 4.1 ; corrigez-le."),
        ("1.2", {"number": "1.1"}, "« 1.1 » est déjà donné ; gardez une seule des deux lignes."),
        ("13.12", {"proof": ""}, "le vide n’est pas admis ; complétez."),
        ("8.2", None, "le critère 8.2 manque ; ajoutez sa ligne."),
    ],
)
def test_a_bad_table_is_refused_with_a_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: str,
    changes: dict[str, str] | None,
    said: str,
) -> None:
    rows = [vars(one) for one in criteria()]
    kept = [
        row | (changes or {}) if row["number"] == number else row
        for row in rows
        if changes is not None or row["number"] != number
    ]
    folder = tmp_path / criteria_file.FOLDER
    folder.mkdir()
    pl.DataFrame(kept).write_csv(folder / "criteres.csv")
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(tmp_path))
    with pytest.raises(DataError) as refused:
        criteria()
    assert said in str(refused.value)


@pytest.mark.parametrize("slug", [entry.slug for entry in PAGES if entry.slug != "accessibilite"])
def test_every_page_states_the_conformity_and_leads_to_the_declaration(slug: str) -> None:
    links = [one.proto for one in opened(slug).get("page_link")]
    labels = [one.label for one in links if one.page.endswith("accessibilite")]
    assert mention(conformity(criteria())) in labels
