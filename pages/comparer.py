"""Comparer: two to four territories on one scale, the monographies' table, two maps that move together."""

from figures.compared import readings
from loaders.catalogue import read_catalogue
from pages.parts import choices, compared, pair, show
from pages.parts.monographs import monographs

catalogue = read_catalogue()
with show.bar():
    place = choices.territory()
    territories = compared.choose_places(catalogue, place)
with show.line():
    indicators = compared.choose_indicators(catalogue, territories)
found = {one: readings(one, territories) for one in indicators}
if not indicators:
    show.message(
        "Choisissez au moins un indicateur à comparer",
        "La liste des indicateurs est juste au-dessus ; elle se cherche par nom ou par thème.",
    )
else:
    compared.opening(indicators[0], territories)
    if len(territories) < 2:
        show.paragraph("Choisissez au moins un territoire à comparer avec le vôtre.")
    compared.charts(catalogue, found)
    compared.table(catalogue, territories, found)
monographs(catalogue)
pair.maps(catalogue, place)
