"""Every figure of the five documents is carried or left out with its reason: data/trace.csv.

python -m loaders.audit                              checks the trace against the data
python -m loaders.audit --documents FOLDER           and the trace against the five texts
python -m loaders.audit --documents FOLDER --write   rewrites the trace, then checks it
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from loaders.errors import DataError
from loaders.tokens import DOCUMENTS, texts, tokens
from loaders.trace import Row, read, write
from loaders.trace_checks import problems
from loaders.tracing import rebuild

CARRIED = {
    "observed": "observés",
    "projection": "projetés",
    "evolution": "évolutions",
    "target": "cibles",
    "computed": "recalculés",
    "reference": "références",
    "left-out": "laissés de côté",
}


def compare(rows: Iterable[Row], folder: Path) -> tuple[list[Row], list[Row]]:
    """Return the figures of the texts that the trace lacks, and those that it alone has."""
    there = {
        (document, one.line, one.rank, one.text): Row(document, *one[:3], "left-out")
        for document, text in texts(folder).items()
        for one in tokens(text)
    }
    traced = {row.place: row for row in rows if row.rank}
    new = [row for place, row in there.items() if place not in traced]
    return new, [row for place, row in traced.items() if place not in there]


def summary(rows: Iterable[Row]) -> str:
    """Return how many figures each document has, and how each is carried or why it is left out."""
    counted: dict[str, Counter[str]] = {document: Counter() for document in DOCUMENTS.values()}
    words: Counter[str] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.rank:
            counted.setdefault(row.document, Counter())[row.carried] += 1
        else:
            words[row.document] += 1
        if row.carried == "left-out":
            reasons[row.document, row.reason] += 1
    parts = []
    for document, counts in counted.items():
        parts.append(f"{document} : {counts.total()} chiffres, et {words[document]} en lettres")
        parts += [f"  {counts[one]:>5}  {label}" for one, label in CARRIED.items() if counts[one]]
        mine = sorted((-n, reason) for (where, reason), n in reasons.items() if where == document)
        parts += [f"         {-n:>5}  {reason}" for n, reason in mine]
    return "\n".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Print the summary; say the first figure that is silent or broken and return 1, or return 0."""
    parser = argparse.ArgumentParser(prog="python -m loaders.audit", description=__doc__)
    parser.add_argument("--documents", type=Path, metavar="FOLDER", help="the folder of the texts")
    parser.add_argument("--write", action="store_true", help="rewrite the trace (needs FOLDER)")
    asked = parser.parse_args(arguments)
    if asked.write and not asked.documents:
        parser.error("--write needs --documents FOLDER")
    try:
        if asked.write:
            write(rebuild(asked.documents))
        rows = read()
        print(summary(rows))
        found = list(problems(rows))
        if asked.documents:
            new, vanished = compare(rows, asked.documents)
            found += [f"{row.where} : le texte l’imprime, la trace l’ignore." for row in new]
            found += [
                f"{row.where} : la trace le dit, le texte ne l’imprime pas." for row in vanished
            ]
    except DataError as error:
        print(error)
        return 1
    if found:
        print(found[0])
        if len(found) > 1:
            print(f"{len(found)} lignes sont à reprendre en tout.")
        return 1
    print("Aucun chiffre n’est passé sous silence.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
