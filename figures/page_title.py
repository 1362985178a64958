"""The title of a territory's page: how its headline figure moves, and its strongest rank."""

from figures.clauses import peers, said, side, standing, within
from figures.coverage import ZONE
from figures.differences import Verdict
from figures.formats import at_period
from figures.messages import Headline
from figures.profile import Line, Profile
from figures.retain import headline_line, near, retain, strongest
from loaders.indicators import Indicator
from loaders.territories import Territory

LONGEST = 70
"""Characters of a title: one line on a screen of 1,024 pixels."""


def page_title(profile: Profile) -> Headline:
    """Return the fullest title that fits in 70 characters, else the shortest one.

    It names the territory, and beside it the one that is read when it is another. The lede is the
    sentence on the headline figure.
    """
    head = headline_line(profile)
    lines = [line for line in near(profile) if line is not head]
    ranked = [strongest(lines, verdict) for verdict in ("unfavourable", "favourable")]
    titles = _titles(profile.place, head, [line for line in ranked if line and _standing(line)])
    fitting = [one for one in titles if len(one[0]) <= LONGEST]
    title, verdict = fitting[0] if fitting else min(titles, key=lambda one: len(one[0]))
    told = retain(profile)
    lede = told[0].text if told else f"{profile.place.title} : aucun chiffre n’est publié."
    return Headline(title, lede, verdict)


def _titles(place: Territory, head: Line | None, ranked: list[Line]) -> list[tuple[str, Verdict]]:
    """Return the titles that are true, the fullest first, each with what it says of good and bad."""
    year = head.year.gap if head and head.year and head.year.gap.comparable else None
    good: Verdict = year.verdict if year else "neutral"
    moved = _moved(head) if head else ""
    found: list[tuple[str, Verdict]] = []
    for line in ranked if head else ():
        for rank in (_standing(line), _standing(line, short=True)):
            if head and head.read.key == line.read.key:
                found.append((f"{_name(head)} : {moved}, {rank}", good))
            elif head and line.own:
                found.append((f"{place.name} : {rank}, {moved} {within(head.read)}", good))
    alone: list[tuple[str, Verdict]] = [
        (f"{_name(line)} : {_standing(line)} {at_period(line.figure.row.period)}", side(line))
        for line in ranked
    ]
    if not (head and head.own):
        found += [one for one, line in zip(alone, ranked, strict=True) if line.own]
    if head:
        same = head.read.name == place.name
        where = "dans la zone d’emploi" if same and head.read.level == ZONE else within(head.read)
        if not head.own:
            found.append((f"{place.name} : {moved} {where}", good))
        else:
            found.append((f"{_name(head)} : {moved}", good))
    return [*found, *alone] or [(place.title, "neutral")]


def _name(line: Line) -> str:
    return line.place.name if line.own else line.read.title


def _bare(indicator: Indicator) -> str:
    """Return the shortest name without its article: "chômage"."""
    return indicator.called.removeprefix("l’").removeprefix("le ").removeprefix("la ")


def _moved(line: Line) -> str:
    """Return "chômage en hausse", "chômage stable", or the level when nothing compares."""
    year = line.year.gap if line.year and line.figure.status != "E" else None
    if year is None or not year.comparable:
        return f"{said(line.figure)} {line.indicator.phrase}".rstrip()
    words = {"up": "en hausse", "down": "en baisse", "flat": "stable"}
    return f"{_bare(line.indicator)} {words[year.trend]}"


def _standing(line: Line, short: bool = False) -> str:
    """Return "pauvreté la plus élevée des 26 SPEL"; empty for a change, and where rounding decides."""
    indicator, rank = line.indicator, line.rank
    if rank is None or rank.close or not line.scale.level or indicator.called.startswith("l’"):
        return ""
    return f"{_bare(indicator)} {standing(indicator.called, rank)} {peers(line, short)}"
