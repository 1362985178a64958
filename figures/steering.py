"""What the page of the engagements says first: how many of their indicators can be measured, by part."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from figures.brief import target_text
from figures.engagements import Part, Tree, heading, part_of, parts, roles
from figures.follow_up import Reading, trajectory_text, value_text
from figures.formats import THIN, clipped, listing, number, period
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.targets import Target

NAMES = 6
"""Names of a role that the sheet gives at once."""
_LABEL = 110
"""Signs of a follow-up in a table: what the texts print is sometimes a paragraph."""


@dataclass(frozen=True)
class Count:
    """How many "indicateurs de suivi" of a part are measured, have a target alone, have no data."""

    part: Part
    measured: int
    aimed: int
    unknown: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return self.measured + self.aimed + self.unknown


def counts(found: Tree, readings: Sequence[Reading]) -> tuple[Count, ...]:
    """Return the counts of each part, in the order of the tree."""
    by_part: dict[str, list[Reading]] = {code: [] for code in parts(found)}
    for one in readings:
        by_part[part_of(found, one.row.engagement).code].append(one)
    return tuple(
        Count(
            part,
            sum(one.measured for one in by_part[code]),
            sum(one.status == "cible seule" for one in by_part[code]),
            sum(one.status == "pas encore de donnée" for one in by_part[code]),
        )
        for code, part in parts(found).items()
    )


def title(readings: Sequence[Reading]) -> str:
    """Return the message: how many of the indicators can be measured today."""
    known, every = sum(one.measured for one in readings), len(readings)
    if not known:
        return f"Aucun des {every} indicateurs de suivi ne se mesure aujourd’hui"
    verb = "se mesurent" if known > 1 else "se mesure"
    return f"{known} des {every} indicateurs de suivi {verb} aujourd’hui"


def lede(readings: Sequence[Reading]) -> str:
    """Return what the message leaves out: how many in part only, how many have no figure."""
    partial = sum(one.measured and one.row.extent == "partiel" for one in readings)
    aimed = sum(one.status == "cible seule" for one in readings)
    unknown = sum(one.status == "pas encore de donnée" for one in readings)
    texts = []
    if partial:
        texts.append(f"{partial} ne {'sont mesurés' if partial > 1 else 'est mesuré'} qu’en partie")
    if aimed:
        texts.append(f"{aimed} {'ont' if aimed > 1 else 'a'} une cible, sans chiffre constaté")
    if unknown:
        texts.append(f"pour {number(unknown)}, pas encore de donnée")
    text = f"{THIN}; ".join(texts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def chart_title(rows: Sequence[Count]) -> str:
    """Return the message of the chart: in how many parts nothing, else the least, is measured."""
    none = sum(not one.measured for one in rows)
    if none:
        verb = "n’ont" if none > 1 else "n’a"
        return f"{none} des {len(rows)} parties {verb} encore aucun indicateur mesuré"
    least = min(rows, key=lambda one: one.measured / one.total if one.total else 1)
    return (
        f"{least.part.name}{THIN}: {least.measured} mesurés sur {least.total}, la plus faible part"
    )


def sentence(rows: Sequence[Count]) -> str:
    """Return the sentence of the chart: what is measured in each part, and where nothing is."""
    known = sorted((one for one in rows if one.measured), key=lambda one: -one.measured / one.total)
    none = [one.part.name for one in rows if not one.measured]
    told = [f"{one.part.name} ({one.measured} sur {one.total})" for one in known]
    texts = [f"Du plus mesuré au moins mesuré{THIN}: {listing(told)}"] if told else []
    if none:
        texts.append(f"Rien encore{THIN}: {listing(none)}")
    return f"{'. '.join(texts)}."


def counts_table(rows: Sequence[Count]) -> pl.DataFrame:
    """Return the table of the chart: one row a part, then the total."""
    made = [
        {
            "Partie": f"{one.part.name}{THIN}: {one.part.title}" if one.part.title else one.part.name,
            "Indicateurs": one.total, "Mesurés": one.measured, "Cible seule": one.aimed,
            "Pas encore de donnée": one.unknown,
        }
        for one in rows
    ]  # fmt: skip
    sums = {
        name: sum(row[name] for row in made if isinstance(row[name], int))
        for name in ("Indicateurs", "Mesurés", "Cible seule", "Pas encore de donnée")
    }
    return pl.DataFrame([*made, {"Partie": "Ensemble"} | sums])


def follow_up_rows(found: Tree, readings: Sequence[Reading]) -> pl.DataFrame:
    """Return the rows to take away, one an "indicateur de suivi" and value, all text but numbers.

    Columns: partie, engagement, intitule, rang, indicateur_de_suivi, document, ligne, statut, mesure_par,
    etendue, detail, periode, valeur, unite, source, cible, trajectoire, note. One that several values
    measure has as many rows; one without has a row whose value is empty.
    """
    made = []
    for one in readings:
        node = found.nodes[one.row.engagement]
        for value in one.values or (None,):
            made.append(
                {
                    "partie": part_of(found, node.code).name, "engagement": node.code,
                    "intitule": node.title, "rang": one.row.rank,
                    "indicateur_de_suivi": one.row.label, "document": one.row.document,
                    "ligne": one.row.line, "statut": one.status, "mesure_par": one.row.indicator,
                    "etendue": one.row.extent or "", "detail": value.label if value else "",
                    "periode": value.period if value else "",
                    "valeur": value.value if value else None,
                    "unite": _unit(one), "source": value.source if value else "",
                    "cible": f"{THIN}; ".join(target_short(one, aim) for aim in one.targets),
                    "trajectoire": trajectory_text(one), "note": one.row.note,
                }
            )  # fmt: skip
    return pl.DataFrame(made, infer_schema_length=None)


def follow_up_table(readings: Sequence[Reading], named: bool = False) -> pl.DataFrame:
    """Return the table of "indicateurs de suivi": which one, its state, its newest values and their source.

    `named` adds the engagement of each, where they are of several.
    """
    rows = [
        ({"Engagement": one.row.engagement} if named else {})
        | {
            "Indicateur de suivi": clipped(one.row.label, _LABEL),
            "État": one.status,
            "Valeur": newest(one) if one.values else "–",
            "Cible": f"{THIN}; ".join(target_short(one, aim) for aim in one.targets) or "–",
        }
        for one in readings
    ]
    return pl.DataFrame(rows)


def values_table(reading: Reading) -> pl.DataFrame:
    """Return the table of the values of one indicator: detail, period, value, source."""
    return pl.DataFrame(
        [
            {
                "Détail": one.label or "Ensemble", "Période": period(one.period),
                "Valeur": one.text, "Source": one.source,
            }
            for one in reading.values
        ]
    )  # fmt: skip


def _unit(one: Reading) -> str:
    return one.indicator.unit if one.indicator else ""


def target_short(reading: Reading, target: Target) -> str:
    """Return a target in a few words: its value, its due date."""
    unit = reading.indicator
    decimals = unit.decimals if unit else 0
    text = f"{number(target.value, decimals)} {unit.unit if unit else ''}".strip()
    if target.printed:
        text += f", « {target.printed} »"
    return f"{text} ({period(target.period) if target.period else 'sans échéance'})"


def target_line(catalogue: Catalogue, indicator: Indicator, target: Target) -> str:
    """Return a target as the sheet says it: the words of its document first, then what they mean."""
    text = target_text(catalogue, indicator, target)
    return f"Cible : « {target.printed} », soit {text}" if target.printed else f"Cible : {text}"


def measured_by(reading: Reading) -> str:
    """Return what leads to the indicator: it measures, or would if it had a figure."""
    return "Mesuré par" if reading.measured else "Serait mesuré par"


def sheet_lines(catalogue: Catalogue, found: Tree, code: str) -> tuple[tuple[str, str], ...]:
    """Return the sheet of an engagement: label and text, what the text does not print being left out."""
    one = found.nodes[code]
    above = " › ".join(heading(node) for node in found.path(code)[:-1])
    cited = f"{catalogue.sources[one.document].name}, ligne {one.line}"
    lines = [
        ("Dans", above),
        *((role, _few(who)) for role, who in roles(one)),
        ("Public", one.public),
        ("Territoire", one.territory),
        ("Secteurs", one.sectors),
        ("Calendrier", one.calendar),
        ("Remarque", one.note),
        ("Document", cited),
    ]
    return tuple((label, text) for label, text in lines if text)


def _few(who: Sequence[str]) -> str:
    """Return the first names of a list, and how many follow."""
    if len(who) <= NAMES + 1:
        return ", ".join(who)
    return f"{', '.join(who[:NAMES])} et {len(who) - NAMES} autres"


def long_roles(found: Tree, code: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the roles of an engagement whose names the sheet does not all give, with all of them."""
    return tuple((role, who) for role, who in roles(found.nodes[code]) if len(who) > NAMES + 1)


def newest(one: Reading) -> str:
    """Return the values of a measured indicator in one line: themselves, or their ends when many."""
    if len(one.values) < 3:
        return " ; ".join(value_text(value) for value in one.values).replace(" ;", f"{THIN};")
    ranked = sorted(one.values, key=lambda value: value.value)
    years = sorted({value.period for value in one.values})
    when = f"{period(years[0])} à {period(years[-1])}" if len(years) > 1 else period(years[0])
    return f"{len(ranked)} valeurs, de {ranked[0].text} à {ranked[-1].text}, {when}"


def counted(rows: Sequence[Reading]) -> str:
    """Return how many indicators an engagement has and how many are measured: "7 indicateurs, 2 mesurés"."""
    if not rows:
        return "aucun indicateur de suivi imprimé"
    known = sum(one.measured for one in rows)
    text = f"{len(rows)} indicateur{'s' if len(rows) > 1 else ''}"
    return f"{text}, {known} mesuré{'s' if known > 1 else ''}" if known else text
