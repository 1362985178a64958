"""Métiers en tension: where recruiting is difficult, why, and who looks for whom."""

from loaders.catalogue import read_catalogue
from loaders.sites import sectors
from pages.parts import choices, hirings, jobs, show

catalogue, names = read_catalogue(), sectors()
with show.bar():
    place = choices.territory()
    reading = jobs.choose_reading()
    read = place if reading == jobs.DIAGNOSIS else jobs.choose_place(place)
with show.line():
    by = jobs.choose_sort()
    sector = choices.filtering("secteur", "Secteur", "Tous les secteurs", names)
    most = None if reading == jobs.DIAGNOSIS else jobs.choose_most()
if reading == jobs.DIAGNOSIS:
    jobs.diagnosis(catalogue, by, sector)
else:
    jobs.published(catalogue, place, read, reading, by, most, sector)
jobs.meanings(catalogue)
hirings.recruiting(catalogue, place, sector)
