"""Mon territoire: every indicator for one territory, beside its peers and what holds it."""

from figures import themes
from figures.profile import read_profile
from figures.profile_table import ORDERS, chosen
from loaders.catalogue import read_catalogue
from pages.parts import choices, empty, finder, gathering, leaving, profile, show

catalogue = read_catalogue()
with show.bar():
    place = choices.territory()
    finder.find_commune()
    among = profile.peers(place)
    leaving.files(place, among)
found = read_profile(catalogue, place, among)
profile.opening(catalogue, found)
profile.changes(catalogue, place)
profile.remembered(catalogue, found)
gathering.add("retenir", "les phrases à retenir")
with show.line():
    theme = choices.filtering("theme", "Thème", "Tous les thèmes", themes.THEMES)
    entry = choices.filtering("entree", "Entrée", "Toutes les entrées", themes.ENTRANCES)
    public = choices.filtering("public", "Public", "Tous les publics", themes.PUBLICS)
    order = choices.picker("tri", "Tri", ORDERS, lambda one: ORDERS[one], width=171)
lines = chosen(found.lines, theme, entry, public)
wider = chosen(found.wider, theme, entry, public)
if lines:
    profile.table(catalogue, lines, order, f"Indicateurs : {place.title}", "profile")
    profile.legend()
    gathering.add("tableau", "le tableau du territoire")
else:
    empty.nothing(
        "Aucun indicateur de ce territoire ne répond à ces choix : élargissez-les.",
        ("theme", "entree", "public"),
    )
if wider:
    title = f"Connus seulement à l’échelle de la région ({len(wider)})"
    with show.folded(title, "wider") as opened:
        if opened:
            profile.table(catalogue, wider, order, "Indicateurs de la région", "profile-wider")
            gathering.add("region", "les indicateurs de la région")
profile.details(catalogue, found)
finder.make_group(place)
