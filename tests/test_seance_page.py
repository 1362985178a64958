"""The séance as a visitor gathers it: buttons under the figures, the address, the page that edits it."""

import pytest
from streamlit.testing.v1 import AppTest

from exports.addresses import codes_of
from exports.seance_link import from_code, to_bytes, to_code
from figures.ready import made_for
from figures.scenes import screens
from figures.seance import Seance, Slide, parse_view
from loaders.errors import DataError
from loaders.seances import read_models
from loaders.territories import find
from tests.test_pages import notices, opened, shown, titles, visit


def gathered(app: AppTest) -> Seance:
    """Return the séance that the address of the page holds."""
    code = app.query_params["s"]
    return from_code(code if isinstance(code, str) else code[0])


def pressed(app: AppTest, label: str) -> AppTest:
    """Press the button of that name."""
    (button,) = [one for one in app.button if one.label == label]
    return button.click().run()


def test_a_figure_added_is_the_view_that_the_reader_sees_and_follows_from_page_to_page() -> None:
    app = opened("chomage", niveau="ZE2020", territoire="3217", carte="DEP", periode="2023-Q2")
    pressed(app, "Ajouter la carte à la séance")
    assert [one.value for one in app.toast] == ["Ajouté : écran 2 de votre séance."]
    (slide,) = gathered(app).slides
    assert slide.view is not None
    assert dict(slide.view.codes) == {
        "niveau": "ZE2020", "territoire": "3217", "carte": "DEP", "mesure": "valeur", "periode": "2023-Q2",
    }  # fmt: skip
    visit(app, "territoire")
    pressed(app, "Ajouter les phrases à retenir à la séance")
    second = gathered(app).slides[1].view
    assert (
        second is not None and second.slug == "territoire" and second.code("territoire") == "3217"
    )
    # The séance itself is no code of a view.
    assert "s" not in dict(second.codes)
    app = visit(app, "seance")
    assert titles(app) == ["Séance (4 écrans)"]


def test_the_page_reopens_a_link_and_reorders_rewords_and_removes() -> None:
    seance = Seance(
        "Bureau",
        (Slide(None, "Le chômage"), Slide(parse_view("/accueil?figure=courbes"))),
    )
    app = opened("seance", s=to_code(seance), ecran="3")
    assert titles(app) == ["Bureau (4 écrans)"]
    assert "9,8 % de chômage au 1er trimestre 2026" in shown(app)
    pressed(app, "Monter")
    assert [slide.message for slide in gathered(app).slides] == ["", "Le chômage"]
    (field,) = [one for one in app.text_input if one.label == "Message de l’écran"]
    field.input("Le chômage remonte").run()
    assert gathered(app).slides[0].message == "Le chômage remonte"
    (note,) = app.text_area
    note.input("Dire la définition.").run()
    assert gathered(app).slides[0].note == "Dire la définition."
    pressed(app, "Ajouter une section")
    assert gathered(app).slides[2].message == "Nouvelle section"
    pressed(app, "Retirer cet écran")
    assert len(gathered(app).slides) == 2
    pressed(app, "Tout retirer")
    assert titles(app) == ["Une séance se compose en parcourant le site"]
    assert "s" not in app.query_params


def test_a_link_that_is_cut_is_told_and_the_page_still_shown() -> None:
    app = opened("seance", s=to_code(Seance("x", (Slide(None, "y"),)))[:-6])
    assert notices(app) == [
        "Cette séance n’est pas lisible : le lien ou le fichier est incomplet ou abîmé."
    ]
    assert titles(app) == ["Une séance se compose en parcourant le site"]


def test_a_kept_file_is_reopened_and_another_one_is_refused() -> None:
    app = opened("seance")
    (uploader,) = app.file_uploader
    kept = Seance("Gardée", (Slide(None, "Un"),))
    uploader.upload("seance.json", to_bytes(kept), "application/json").run()
    assert gathered(app) == kept
    app.file_uploader[0].upload("seance.json", b"{}", "application/json").run()
    assert [one.value.replace("\\", "").replace("\u202f", " ") for one in app.warning] == [
        "Cette séance n’est pas lisible : le lien ou le fichier est incomplet ou abîmé."
    ]
    assert gathered(app) == kept


@pytest.mark.parametrize(
    "key", [("SPEL", "591"), ("REG", "32"), ("ZE2020", "0054"), ("EPCI", "200093201")]
)
def test_every_ready_seance_can_be_shown_for_every_kind_of_territory(key: tuple[str, str]) -> None:
    place = find(*key)
    for model in read_models():
        made = made_for(model, place, codes_of(place))
        for screen in screens(made):
            assert not screen.trouble, (model.code, screen.number, screen.trouble)
            assert screen.scene is None or screen.scene.notices == (), screen.scene.notices
        spoken = [slide.view.code("territoire") for slide in made.slides if slide.view]
        # The région needs no code: what would be it beside itself is there once.
        assert spoken.count("" if key == ("REG", "32") else key[1]) >= len(spoken) - 1
        assert len(set(made.slides)) == len(made.slides)


@pytest.mark.parametrize(
    ("key", "titles_of"),
    [
        (
            ("SPEL", "591"),
            (
                "Portrait d’un SPEL : Avesnes-sur-Helpe",
                "Le chômage dans la région : SPEL d’Avesnes-sur-Helpe",
                "L’apprentissage et ses objectifs : SPEL d’Avesnes-sur-Helpe",
            ),
        ),
        (
            ("REG", "32"),
            (
                "Portrait de la région : Hauts-de-France",
                "Le chômage dans la région",
                "L’apprentissage et ses objectifs",
            ),
        ),
    ],
)
def test_a_ready_seance_is_named_and_made_for_the_territory(
    key: tuple[str, str], titles_of: tuple[str, ...]
) -> None:
    place = find(*key)
    made = [made_for(model, place, codes_of(place)) for model in read_models()]
    assert tuple(one.title for one in made) == titles_of
    messages = [one.message.replace("\u202f", " ").replace("\xa0", " ") for one in screens(made[1])]
    region = "Hauts-de-France : 9,8 % de chômage au 1er trimestre 2026, 0,8 point de plus en un an"
    assert messages[0] == region
    assert messages.count(region) == 1
    if key[0] == "SPEL":
        assert messages[1] == (
            "SPEL d’Avesnes-sur-Helpe : de 12,5 à 12,9 % de chômage dans deux de ses zones d’emploi, "
            "au 4e trimestre 2025"
        )


def test_a_bad_list_of_ready_seances_is_refused_with_its_place(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seances.toml").write_text(
        '[[seance]]\ncode = "a"\ntitre = "A"\nquestion = "Q ?"\necrans = [{}]\n', encoding="utf-8"
    )
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(tmp_path))
    with pytest.raises(DataError, match="séance 1 : un écran a une « vue » ou une « section »"):
        read_models()
