"""The states in which every page is checked: as it opens, filtered, with nothing to show, with a wrong address."""

from dataclasses import dataclass

from exports.seance_link import to_code
from figures.ready import made_for
from loaders.seances import read_models
from loaders.territories import find
from tests.browser.dashboard import PATHS

ZONE = "niveau=ZE2020&territoire=3217"
SPEL = "niveau=SPEL&territoire=591"
EPCI = "niveau=EPCI&territoire=200071785"
LOST = "niveau=ZE2020&territoire=9999"
NAMES = ("default", "filtered", "empty", "error")


@dataclass(frozen=True)
class State:
    """One way of opening a page: the codes of its address."""

    codes: str = ""
    said: str = ""
    """What the page must say: without it, the page is not in the state that it is opened for."""


UNKNOWN = "n’est pas connu"
LOST_PLACE = State(LOST, UNKNOWN)
PRINTED = "Ce que les documents impriment"


def _seance() -> str:
    """Return the code of the first séance that is ready, for a SPEL."""
    codes = {"niveau": "SPEL", "territoire": "596"}
    return to_code(made_for(read_models()[0], find("SPEL", "596"), codes))


STATES: dict[str, dict[str, State]] = {
    "accueil": {
        "filtered": State(SPEL, "Avesnes-sur-Helpe"),
        "empty": State(EPCI, "CA Chauny Tergnier La Fère"),
        "error": State(f"introuvable=1&{LOST}", "Cette adresse n’existe pas"),
    },
    "chomage": {
        "filtered": State(f"{ZONE}&mesure=evolution-1-an&carte=DEP&periode=2023-Q2", "T2 2023"),
        "empty": State(EPCI, "CA Chauny Tergnier La Fère"),
        "error": State(f"{LOST}&mesure=lune&carte=lune&periode=1990-Q1", UNKNOWN),
    },
    "territoire": {
        "filtered": State(f"{SPEL}&theme=marche-du-travail&tri=alerte"),
        "empty": State(f"{EPCI}&theme=budget", "Aucun indicateur de ce territoire ne répond"),
        "error": State(f"{LOST}&theme=lune&tri=lune", UNKNOWN),
    },
    "comparer": {
        "filtered": State(f"{ZONE}&avec=ZE2020-3213.ZE2020-0054&cartes=dates&ecart=5"),
        "empty": State("avec=aucun&indicateurs=aucun", "Choisissez au moins un indicateur"),
        "error": State(f"{LOST}&avec=lune&indicateurs=lune&cartes=lune&gauche=lune", UNKNOWN),
    },
    "population": {
        "filtered": State(f"{SPEL}&entree=public&indicateur=population-age-sexe&vue=age"),
        "empty": State(f"{EPCI}&indicateur=variation-population", PRINTED),
        "error": State(f"{LOST}&entree=lune&indicateur=lune&vue=lune", UNKNOWN),
    },
    "emploi": {
        "filtered": State(f"{SPEL}&entree=secteur&indicateur=emploi-salarie-secteur&vue=secteur"),
        "empty": State("indicateur=pib", PRINTED),
        "error": State(f"{LOST}&entree=lune&indicateur=lune&vue=lune", UNKNOWN),
    },
    "marche-du-travail": {
        "filtered": State(f"{ZONE}&indicateur=taux-emploi-15-64&vue=carte"),
        "empty": State("entree=metier&indicateur=part-metiers-tension", PRINTED),
        "error": State(f"{LOST}&entree=lune&indicateur=lune&vue=lune", UNKNOWN),
    },
    "formations": {
        "filtered": State("entree=public&indicateur=profil-stagiaires&vue=niveau"),
        "empty": State("indicateur=taux-remplissage-formations", "Pas encore de donnée"),
        "error": State(f"{LOST}&entree=lune&indicateur=lune&vue=lune", UNKNOWN),
    },
    "metiers": {
        "filtered": State(f"{SPEL}&lecture=metiers&tri=manque_main_oeuvre&bmo=bassin&secteur=industrie"),
        "empty": State("lecture=diagnostic&secteur=sante", "ôtez le filtre"),
        "error": State(f"{LOST}&lecture=lune&lieu=lune&tri=lune&secteur=lune&metier=lune", UNKNOWN),
    },
    "apprentissage": {
        "filtered": State(SPEL, "losange"),
        "empty": State(EPCI),
        "error": State(f"{LOST}&millesime=1990", UNKNOWN),
    },
    "campus": {
        "filtered": State("secteur=numerique&couches=campus.cfa.chomage&zonage=ZE2020&autour=62765&km=50"),
        "empty": State("filiere=zzzz", "Aucun site ne répond à ces choix"),
        "error": State(f"{LOST}&couches=lune&secteur=lune&zonage=lune&autour=99999&site=lune", UNKNOWN),
    },
    "seance": {
        "filtered": State(f"{SPEL}&ecran=3&s={_seance()}", "SPEL de Valenciennes"),
        "empty": State("s="),
        "error": State(f"{LOST}&s=lune&ecran=99", UNKNOWN),
    },
    "pilotage": {
        "filtered": State("engagement=E1.2&etat=mesure"),
        "empty": State("cherche=zzzz", "Aucun engagement ne répond à ces choix"),
        "error": State("engagement=lune&partie=lune&etat=lune&calendrier=lune", UNKNOWN),
    },
    "donnees": {
        "filtered": State("theme=formations&indicateur=apprentis"),
        "empty": State("indicateur=taux-remplissage-formations"),
        "error": State("theme=lune&indicateur=lune", UNKNOWN),
    },
    # These pages have no choice of their own: what changes is what the frame says around it.
    "accessibilite": {
        "filtered": State(SPEL),
        "empty": State(EPCI),
        "error": State(f"introuvable=1&{LOST}", "Cette adresse n’existe pas"),
    },
    "plan-du-site": {
        "filtered": State(SPEL),
        "empty": State(EPCI),
        "error": State(f"introuvable=1&{LOST}", "Cette adresse n’existe pas"),
    },
}  # fmt: skip
"""The states of each page, by its slug; the first one is that of its bare address."""

VIEWS = tuple((slug, name) for slug in PATHS for name in NAMES)
"""Every page in every state."""


def state(slug: str, name: str) -> State:
    """Return a state of a page."""
    return STATES[slug].get(name, State())
