"""What a page says when nothing answers: what is missing, and a button that brings the figures back."""

import pytest

from tests.test_pages import notices, opened, shown


@pytest.mark.parametrize(
    ("slug", "codes", "said", "label", "gone"),
    [
        (
            "territoire", {"theme": "gouvernance", "public": "femmes"},
            "Aucun indicateur de ce territoire ne répond à ces choix", "Ôter les filtres", ("theme", "public"),
        ),
        (
            "pilotage", {"cherche": "zzzz", "etat": "mesure"},
            "Aucun engagement ne répond à ces choix", "Ôter les filtres", ("cherche",),
        ),
        (
            "campus", {"couches": "aucune"},
            "Aucun site ne répond à ces choix", "Voir tous les sites", (),
        ),
        (
            "campus", {"filiere": "zzzz"},
            "Aucun site ne répond à ces choix", "Voir tous les sites", ("filiere",),
        ),
    ],
)  # fmt: skip
def test_a_button_undoes_what_left_nothing(
    slug: str, codes: dict[str, str], said: str, label: str, gone: tuple[str, ...]
) -> None:
    app = opened(slug, **codes)
    assert said in shown(app)
    (button,) = [one for one in app.button if one.label == label]
    button.click().run()
    assert list(app.exception) == []
    assert said not in shown(app)
    assert [one for one in gone if app.query_params.get(one, "tous") not in ("tous", "")] == []


def test_a_commune_that_is_not_found_says_what_to_write() -> None:
    app = opened("campus")
    (field,) = [one for one in app.text_input if one.label == "Autour d’une commune"]
    field.set_value("Zzzville").run()
    (notice,) = notices(app)
    assert "ne porte le nom ou le code « Zzzville »" in notice
    assert "Vérifiez l’orthographe, ou écrivez le début du nom ou un code postal." in notice


def test_a_comparison_without_indicator_says_where_to_choose_one() -> None:
    text = shown(opened("comparer", indicateurs="aucun"))
    assert "La liste des indicateurs est juste au-dessus" in text
