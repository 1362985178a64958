"""The trace written again from the five texts; docs/audit.md says in which order it is decided."""

import re
from collections import defaultdict
from pathlib import Path

from loaders.carriers import Known, breakdown_of, cells_of, read_known
from loaders.catalogue import read_catalogue
from loaders.guesses import guess
from loaders.tokens import Token, equal, number, parts, plain, texts, tokens
from loaders.trace import FORGOTTEN, STATEMENTS, Row, Theme, path_of, read, themes
from loaders.trace_checks import wrong

_NEAR = (0, 1, -1, 2, -2, 3, -3)
"""How far from its line the figure of a theme's row may be printed, the best first."""


def rebuild(folder: Path) -> list[Row]:
    """Return the trace of the texts: what data/trace says, references, then guesses and judgements.

    A figure that nothing explains keeps what trace.csv says of it, else it is forgotten.
    """
    known = read_known()
    before = read() if path_of().exists() else []
    judged = {row.place: row for row in before if wrong(row, known) is None}
    found: list[Row] = []
    every = themes()
    for document, text in texts(folder).items():
        lines = text.split("\n")
        places = list(tokens(text))
        mine = [row for row in every if row.document == document]
        carried, extra = _matched(places, mine, known)
        rows = list(extra)
        for one in places:
            rows.append(
                carried.get((one.line, one.rank))
                or judged.get((document, *one[:3]))
                or _repeated(one, lines, places, carried)
                or _referred(document, one, plain(lines[one.line - 1]).strip(), known)
                or Row(document, *one[:3], "left-out", reason=guess(lines, one) or FORGOTTEN)
            )
        found += sorted(rows, key=lambda row: (row.line, row.rank))
    return found


def _matched(
    places: list[Token], mine: list[Theme], known: Known
) -> tuple[dict[tuple[int, int], Row], list[Row]]:
    """Give its token to each row of the themes: the nearest one of its value, within 3 lines."""
    lines: dict[int, list[Token]] = defaultdict(list)
    for one in places:
        lines[one.line].append(one)
    pairs = []
    for index, theme in enumerate(mine):
        if _in_words(theme, known):
            continue
        for order, step in enumerate(_NEAR):
            for one in lines[theme.line + step]:
                if equal(one.text, theme.value):
                    same = number(one.text) != abs(theme.value)
                    pairs.append((same, order, one.line, one.rank, index, one))
    carried: dict[tuple[int, int], Row] = {}
    done: set[int] = set()
    for *_, index, one in sorted(pairs):
        if index not in done and (one.line, one.rank) not in carried:
            done.add(index)
            carried[one.line, one.rank] = _themed(mine[index], one)
    extra = []
    for index, theme in enumerate(mine):
        if index in done or theme.carried not in STATEMENTS:
            continue
        text = _words(theme, known)
        # "doublé en 2 ans": the span is no part of the figure.
        said = parts(re.sub(r"\d+ ans", "", text))
        free = [
            one
            for step in (0, 1)
            for one in lines[theme.line + step]
            if one.text in said and (one.line, one.rank) not in carried
        ]
        if free and not any(equal(part, theme.value) for part in said):
            carried.update({(one.line, one.rank): _themed(theme, one) for one in free[: len(said)]})
        else:
            extra.append(_themed(theme, Token(theme.line, 0, text, 0, 0)))
    return carried, extra


def _words(theme: Theme, known: Known) -> str:
    """Return what the document prints of a row of the themes; empty when it is computed."""
    row = _themed(theme, Token(theme.line, 0, "", 0, 0))
    said = [one for one in known.statements.get(row.key, ()) if one.line == theme.line]
    same = [one for one in said if one.value and abs(abs(one.value / theme.value) - 1) < 1e-9]
    return (same or said)[0].printed if said else ""


def _in_words(theme: Theme, known: Known) -> bool:
    text = _words(theme, known)
    return bool(text) and not any(equal(part, theme.value) for part in parts(text))


def _themed(theme: Theme, one: Token) -> Row:
    """Return the row of a token that a theme's row carries, its breakdown in the catalogue's order."""
    carried, start, reason = theme.carried, theme.start, theme.reason
    if carried == "target":
        start = ""
    if carried == "left-out":
        reason = "autre expression d’un chiffre porté"
    elif reason.startswith("Chiffre "):
        # It says how the row was found, not what it is.
        reason = ""
    cells = cells_of(theme.breakdown)
    indicator = read_catalogue().indicators[theme.indicator]
    order = {name: cells.pop(name) for name in indicator.dimensions if name in cells} | cells
    return Row(
        theme.document, *one[:3], carried, theme.indicator, theme.level,
        theme.territory, start, theme.period, breakdown_of(order), reason,
    )  # fmt: skip


def _repeated(
    one: Token,
    lines: list[str],
    places: list[Token],
    carried: dict[tuple[int, int], Row],
) -> Row | None:
    """Return the row of a figure whose whole line is printed elsewhere, where it is carried."""
    line = lines[one.line - 1].split()
    if sum(sign.isalpha() for sign in "".join(line)) < 8:
        return None
    for other in places:
        row = carried.get((other.line, other.rank))
        if row and other[1:3] == one[1:3] and lines[other.line - 1].split() == line:
            again = row.reason if row.carried == "left-out" else f"Imprimé aussi l. {other.line}."
            return row._replace(line=one.line, reason=again)
    return None


def _referred(document: str, one: Token, shown: str, known: Known) -> Row | None:
    """Return the reference that says a figure: near its line, or as the calendar of its page."""
    near = [
        (abs(said.line - one.line), table, key)
        for (table, where, key), said in known.references.items()
        if where == document
        and one.text in said.figures
        # An engagement's own line is the first one of its page: nothing of it stands above.
        and (0 if table == "engagements" else -1) <= one.line - said.line <= 1
    ]
    if near:
        return Row(document, *one[:3], "reference", min(near)[1], breakdown=min(near)[2])
    pages = [
        (said.line, key, said.calendar)
        for (table, where, key), said in known.references.items()
        if table == "engagements" and where == document and said.line <= one.line
    ]
    if not pages or len(shown) < 4 or shown not in max(pages)[2]:
        return None
    return Row(document, *one[:3], "reference", "engagements", breakdown=max(pages)[1])
