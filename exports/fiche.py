"""The fiche of a territory: two A4 pages that print, and that a screen reader reads."""

from pathlib import Path
from typing import Any

from exports import qr
from exports.addresses import OWN
from exports.fiche_front import front
from exports.fiche_rows import legend, rows_of
from exports.imprint import AUTHOR, REGION, SITE, edition_instant, edition_text
from exports.typesetter import FONTS, tagged_pdf, tied_data
from figures.formats import tied
from figures.profile import Profile
from figures.theme import LIGHT
from loaders.catalogue import Catalogue

SIDE = 62
"""Points that the QR code takes, if it is not too dense for that."""
TEMPLATE = Path(__file__).with_name("fiche.typ")
PILLS = {"unfavourable": "#FBEEDF", "favourable": "#EFEAF7", "neutral": LIGHT.panel}
"""The ground under a change, by verdict: as in the theme of the screen."""


def fiche_pdf(catalogue: Catalogue, profile: Profile, address: str, edition: str) -> bytes:
    """Return the fiche as a tagged PDF (PDF/UA-1) of two pages.

    `address` reopens the view (see exports.addresses) and is drawn as a QR code; without it the
    fiche says where the view is. `edition` is the day of the edition, "2026-11-22".
    """
    data = _data(catalogue, profile, address, edition)
    named = [profile.place.name] if profile.place.level == OWN else []
    return tagged_pdf(TEMPLATE, data, named, edition_instant(edition))


def _data(catalogue: Catalogue, profile: Profile, address: str, edition: str) -> dict[str, Any]:
    place = profile.place
    said = edition_text(edition)
    return {
        "title": f"{place.title} : fiche du territoire. {said}",
        "author": AUTHOR,
        "site": SITE,
        "region": REGION,
        "edition": said,
        "legend": tied(legend(profile)),
        "fonts": FONTS,
        "colours": {
            name: getattr(LIGHT, name)
            for name in (
                "ink", "muted", "reference", "dot", "edge", "line", "accent", "panel",
                "favourable", "unfavourable",
            )
        },
        "pills": PILLS,
        "front": tied_data(front(catalogue, profile)),
        "table": tied_data(rows_of(catalogue, profile)),
        "address": address,
        "qr": _qr(address) if address else None,
        "where": f"Cette vue se rouvre dans le tableau de bord, page « Mon territoire », {place.title}.",
    }  # fmt: skip


def _qr(address: str) -> dict[str, Any]:
    """Return the drawing of a code and its side in points: at least one for each of its modules."""
    code = qr.code_of(address)
    return {
        "svg": qr.svg(code),
        "side": max(SIDE, qr.modules(code) * 1.05),
        "alt": f"Code QR qui ouvre cette vue à l’adresse {address}",
    }
