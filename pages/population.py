"""Population: who lives in the territory, of what age, in what situation."""

from pages.parts import thematic

thematic.page("population")
