"""Mon territoire: every indicator for one territory, beside its peers and what holds it."""

import polars as pl

from figures import themes
from figures.profile import read_profile, reason
from figures.profile_table import ORDERS, PUBLICS, chosen, grouped
from loaders.catalogue import read_catalogue
from pages.parts import choices, profile, show

catalogue = read_catalogue()
with show.bar():
    place = choices.territory()
read = read_profile(catalogue, place)
show.message(place.title)
with show.line():
    theme = choices.filtering("theme", "Thème", "Tous les thèmes", themes.THEMES)
    entry = choices.filtering("entree", "Entrée", "Toutes les entrées", themes.ENTRANCES)
    public = choices.filtering("public", "Public", "Tous les publics", PUBLICS)
    order = choices.picker("tri", "Tri", ORDERS, lambda one: ORDERS[one], width=171)
lines = chosen(read.lines, theme, entry, public)
profile.table(catalogue, grouped(lines, order), f"Indicateurs : {place.title}", "profile")
wider = chosen(read.wider, theme, entry, public)
with show.folded(f"Connus seulement à l’échelle de la région ({len(wider)})", "wider") as opened:
    if opened:
        profile.table(catalogue, grouped(wider, order), "Indicateurs de la région", "profile-wider")
with show.folded(f"Sans ligne ici, et pourquoi ({len(read.without)})", "without") as opened:
    if opened:
        rows = [{"Indicateur": one.title, "Raison": reason(one, place)} for one in read.without]
        show.table(pl.DataFrame(rows), alt="Indicateurs sans ligne, et pourquoi")
