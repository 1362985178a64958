"""The terms of the glossary, defined on the page where they are used."""

from pathlib import Path

import pytest

from figures.words import MOST, Definition, used
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.references import FOLDER, glossary
from loaders.site_words import site_words
from tests.test_pages import opened, shown


def terms(text: str) -> list[str]:
    return [one.term for one in used(read_catalogue(), text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The documents spell SPEL out, the site says what its territory is.
        ("Le SPEL de Lille et l’EPCI", ["SPEL", "SPEL", "EPCI"]),
        # A whole word: neither SPE in SPEL, nor OREF in CARIF-OREF.
        ("SPEL, CARIF-OREF", ["SPEL", "SPEL", "CARIF-OREF"]),
        ("un SPE", ["SPE"]),
        ("ni DSPE ni SPE-1", []),
        # Capitals tell an acronym from a word, but for the names that the press writes in small letters.
        ("un pic de chômage, une action mal ficelée", []),
        ("publié par la Dares et par l’Insee", ["DARES", "INSEE"]),
        ("les NEETs", ["NEET"]),
        # A plural, a capital, a no-break space.
        ("Zones d'emploi : taux\u00a0de chômage", ["zone d’emploi", "taux de chômage"]),
        ("Projets de recrutement", ["projet de recrutement"]),
        # The longest term: the localised rate is not the rate.
        ("taux de chômage localisés", ["taux de chômage localisé"]),
        # Two meanings, each with its document; CIO has the same one in two documents.
        ("le PIC", ["PIC", "PIC"]),
        ("un CIO", ["CIO"]),
        # The order of the text, each term once.
        ("CFA, VAE, CFA", ["CFA", "VAE"]),
        ("", []),
    ],
)
def test_a_text_uses_the_terms_that_are_words_of_it(text: str, found: list[str]) -> None:
    assert terms(text) == found


def test_a_definition_says_where_it_is_from() -> None:
    (_, spel, zone) = used(read_catalogue(), "SPEL et zone d’emploi")
    # glossaire.csv: SPEL,Service public pour l’emploi local,cprdfop-2022,11665.
    assert spel == Definition(
        "SPEL", "Service public pour l’emploi local", "CPRDFOP 2022-2028, ligne 11665"
    )
    assert zone.source == "d’après : Insee"
    # A term that no document spells out has a note, which says so.
    (gpect,) = used(read_catalogue(), "la GPECT")
    assert gpect.text.startswith("Sigle employé sans être développé par les documents.")


def test_a_page_defines_twelve_terms_at_most() -> None:
    every = ", ".join(one.term for one in glossary())
    assert len(used(read_catalogue(), every)) == MOST == 12
    assert len(used(read_catalogue(), every, most=1000)) > 180


def test_a_word_of_the_site_that_the_documents_define_says_what_it_is_here() -> None:
    documents = {one.term.lower() for one in glossary()}
    both = [one for one in site_words() if one.term.lower() in documents]
    assert [one.term for one in both if not one.definition.startswith("Sur ce site, ")] == []
    here, meaning = used(read_catalogue(), "le SPEL de Lens")
    assert here.text.startswith("Sur ce site, le territoire d’un SPEL est un arrondissement")
    assert meaning.text == "Service public pour l’emploi local"


def label(slug: str, **codes: str) -> str:
    """Return the label of the folded definitions of a page."""
    labels = [one.label.replace("\\", "") for one in opened(slug, **codes).expander]
    (found,) = [one for one in labels if one.startswith("Définitions")]
    return found.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("slug", "codes", "expected"),
    [
        (
            "accueil",
            {},
            "Définitions : France hors Mayotte, taux de chômage localisé, taux de chômage, INSEE, zone d’emploi",
        ),
        ("apprentissage", {}, "Définitions : CPRDFOP, BTS, DARES"),
        ("pilotage", {}, "Définitions : CPRDFOP, SRFSS, AFPR, POEI, Pôle emploi"),
    ],
)
def test_a_page_defines_the_terms_that_it_uses(
    slug: str, codes: dict[str, str], expected: str
) -> None:
    assert label(slug, **codes) == expected


def test_what_is_folded_says_each_term_and_leads_to_the_glossary() -> None:
    app = opened("apprentissage")
    app.session_state["folded-words"] = True
    text = shown(app.run())
    assert "BTS : Brevet de technicien supérieur (d’après : son nom officiel)" in text
    assert (
        "CPRDFOP : Contrat de plan de développement régional des formations et de l’orientation "
        "professionnelles (CPRDFOP 2022-2028, ligne 11524)"
    ) in text
    links = [one.proto for one in app.get("page_link")]
    (query,) = [one.query_string for one in links if one.label == "Tout le glossaire"]
    assert "table=glossaire" in query


@pytest.mark.parametrize(("table", "first"), [("glossaire", "2CBBC"), ("mots", "ANCT")])
def test_the_address_of_the_glossary_opens_it(table: str, first: str) -> None:
    app = opened("donnees", table=table)
    rows = app.table[0].value
    assert rows.iloc[0, 0] == first
    assert app.query_params["table"] == table


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("EPCI,,Insee\n", "ligne 2, colonne « definition » : le vide n’est pas admis ; complétez."),
        ("A,b,c\nA,d,e\n", "« A » est déjà donné ; gardez une seule des deux lignes."),
    ],
)
def test_a_bad_word_is_refused_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, said: str
) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "mots.csv").write_text("term,definition,source\n" + rows, encoding="utf-8")
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(tmp_path))
    with pytest.raises(DataError) as refused:
        site_words()
    assert said in str(refused.value)
