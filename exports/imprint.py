"""What every file that leaves says of itself: who makes it, and the edition that it was made from."""

from datetime import UTC, date, datetime

from figures.news import label

SITE, REGION = "Observatoire emploi-formation", "Hauts-de-France"
AUTHOR = f"{SITE} {REGION}"


def edition_text(edition: str) -> str:
    """Return "Édition du 22 novembre 2026", the same words as on screen."""
    return f"Édition du {label(edition)}" if _day(edition) else f"Édition {edition}".strip()


def edition_instant(edition: str) -> datetime:
    """Return the first instant of the edition's day, so that a file made twice is the same."""
    day = _day(edition) or date(2000, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _day(edition: str) -> date | None:
    try:
        return date.fromisoformat(edition[:10])
    except ValueError:
        return None
