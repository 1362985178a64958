"""Marché du travail: unemployment, jobseekers, recruitment, tensions."""

from pages.parts import thematic

thematic.page("marche-du-travail")
