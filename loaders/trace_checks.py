"""Whether each row of the trace holds, and whether each printed figure and target has its row."""

from collections.abc import Iterable, Iterator

from loaders.carriers import Known, Statement, read_known, recomputed
from loaders.trace import FORGOTTEN, REASONS, STATEMENTS, Row, described, undescribed


def problems(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a French sentence for each row that is silent or broken, then each row without trace."""
    known = read_known()
    reached: set[Statement] = set()
    seen: set[tuple[str, int, int]] = set()
    for row in rows:
        if row.rank and row.place[:3] in seen:
            yield f"{row.where} : le chiffre a deux lignes ; gardez-en une."
        seen.add(row.place[:3])
        if (said := wrong(row, known)) is not None:
            yield f"{row.where} : {said}"
        reached.update(known.carriers(row))
    for one in sorted(one for group in known.statements.values() for one in group):
        if one not in reached:
            yield (
                f"{one.document}, ligne {one.line}, « {one.printed} » : le chiffre est porté par "
                f"« {one.indicator} » mais n’a pas de ligne dans la trace."
            )


def wrong(row: Row, known: Known) -> str | None:
    """Return what is wrong in a row, or None."""
    if not described(row.document):
        return undescribed(row.document)
    if row.carried not in STATEMENTS:
        return _other(row, known)
    if known.carriers(row):
        return None
    return f"{row.carrier} n’est pas dans les données, ou l’est avec une autre valeur."


def _other(row: Row, known: Known) -> str | None:
    if row.carried == "left-out":
        if row.reason == FORGOTTEN:
            return "c’est un chiffre que rien ne porte ; ajoutez-le aux données."
        return None if row.reason in REASONS else f"raison inconnue, « {row.reason} »."
    if row.carried == "reference":
        said = known.references.get((row.indicator, row.document, row.breakdown))
        if said is None:
            return f"{row.indicator} n’a pas de ligne {row.breakdown} pour ce document."
        if row.token in said.figures:
            return None
        return f"{row.indicator}, {row.breakdown} ne le dit pas."
    if row.carried == "computed":
        return None if recomputed(row) else f"{row.carrier} ne se recalcule pas."
    return f"« {row.carried} » n’est pas une façon de porter un chiffre."
