"""Entreprises et emploi: jobs, firms and sectors."""

from pages.parts import thematic

thematic.page("emploi")
