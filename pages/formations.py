"""Formations: school, apprenticeship, training of jobseekers, and what they cost and commit to."""

from pages.parts import thematic

thematic.page("formations")
