"""A séance: an ordered list of views that a presenter shows, and of the sections that part them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from loaders.errors import DataError

MOST = 40
"""Slides of one séance."""
FIRST = 2
"""The number of the first slide: the cover is screen 1, wherever the séance is shown, printed or counted."""
LONGEST = {"title": 120, "message": 160, "note": 800}
"""Characters of each text that a presenter writes."""
FIGURE = "figure"
"""The name, in a view's address, of the figure of the page that is shown."""
_LONGEST_ADDRESS = 1500
_SLUG = re.compile(r"[a-z][a-z-]*")


@dataclass(frozen=True)
class View:
    """One figure of one page, as an address names it: codes alone, never an object."""

    slug: str
    figure: str
    codes: tuple[tuple[str, str], ...] = ()
    """The codes of the page's address, sorted by name."""

    @property
    def address(self) -> str:
        """Return the address, from the root of the site, that holds the page and the figure."""
        return f"/{self.slug}?{urlencode([*self.codes, (FIGURE, self.figure)])}"

    @property
    def page(self) -> str:
        """Return the address of the page alone."""
        return f"/{self.slug}?{urlencode(self.codes)}"

    def code(self, name: str, default: str = "") -> str:
        """Return the value of one code."""
        return dict(self.codes).get(name, default)


@dataclass(frozen=True)
class Slide:
    """One screen of a séance: a view, or a section when there is none.

    `message` takes the place of the message that the view computes; it is a section's title.
    """

    view: View | None
    message: str = ""
    note: str = ""
    """What the presenter says, kept out of the screen."""


@dataclass(frozen=True)
class Seance:
    """A title and its slides; every change makes a new one."""

    title: str = ""
    slides: tuple[Slide, ...] = ()

    @property
    def count(self) -> int:
        """Return how many screens are shown: the cover, the slides, and the end with its sources."""
        return len(self.slides) + FIRST

    def added(self, slide: Slide) -> "Seance":
        """Return the séance with one more slide at the end; raises DataError when it is full."""
        if len(self.slides) >= MOST:
            raise DataError(
                f"Une séance a {MOST} écrans au plus entre sa garde et sa fin : retirez-en un d’abord."
            )
        return replace(self, slides=(*self.slides, slide))

    def moved(self, rank: int, by: int) -> "Seance":
        """Return the séance with the slide at `rank` moved by so many places, as far as it can go."""
        slides = list(self.slides)
        one = slides.pop(rank)
        slides.insert(min(max(rank + by, 0), len(slides)), one)
        return replace(self, slides=tuple(slides))

    def without(self, rank: int) -> "Seance":
        """Return the séance without the slide at `rank`."""
        return replace(self, slides=self.slides[:rank] + self.slides[rank + 1 :])

    def silent(self) -> "Seance":
        """Return the séance without the notes of the presenter: what an audience may open."""
        return replace(self, slides=tuple(replace(one, note="") for one in self.slides))

    def changed(self, rank: int, **texts: str) -> "Seance":
        """Return the séance with other texts (`message`, `note`) on the slide at `rank`."""
        slides = list(self.slides)
        cut = {name: text[: LONGEST[name]] for name, text in texts.items()}
        slides[rank] = replace(slides[rank], **cut)
        return replace(self, slides=tuple(slides))


def view_of(slug: str, figure: str, codes: Mapping[str, str]) -> View:
    """Return the view of a figure of a page read with these codes."""
    return View(slug, figure, tuple(sorted((k, v) for k, v in codes.items() if k != FIGURE and v)))


def parse_view(address: str) -> View:
    """Return the view that an address names: "/chomage?niveau=ZE2020&territoire=3217&figure=carte".

    Raises DataError when it is none of a page of this site. The codes themselves are read later, by
    the page's scenes.
    """
    parts = urlsplit(address)
    slug = parts.path.strip("/")
    codes = dict(parse_qsl(parts.query))
    figure = codes.get(FIGURE, "")
    # A path such as "/\\elsewhere" would lead a browser to another site.
    named = _SLUG.fullmatch(slug) and not (parts.scheme or parts.netloc)
    if not named or not figure or len(address) > _LONGEST_ADDRESS:
        raise DataError(f"« {address[:80]} » n’est pas l’adresse d’une figure de ce site.")
    return view_of(slug, figure, codes)
