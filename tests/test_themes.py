"""The thematic pages: every figure can be reached, what is said is true, what is doubtful is not said.

What sentences say is computed again here in plain Python, from the files read as text.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import polars as pl
import pytest

from figures import bars, breakdowns, brief, themes
from loaders import codelists, observations
from loaders.catalogue import read_catalogue
from loaders.indicators import Indicator
from loaders.settings import ROOT
from loaders.territories import Territory, read_territories
from pages.parts.plan import PAGES, THEMES
from tests.test_pages import FAILED, notices, opened, titles

CATALOGUE = read_catalogue()
INDICATORS = list(CATALOGUE.indicators.values())
KNOWN = read_territories()
REGION, NORMANDIE = KNOWN["REG", "32"], KNOWN["REG", "28"]
PLACES = [REGION, KNOWN["ZE2020", "3217"], KNOWN["DEP", "59"]]
"""A région, a zone d'emploi and a département: those of the Nord."""
Cells = dict[str, Any]
DATA = ROOT / "data"


# --- plain Python: the files, the numbers, the periods ------------------------------------------


def records(name: str) -> list[Cells]:
    """Return a CSV of data as text."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def documents() -> dict[str, tuple[int, str]]:
    """Return the age and the year of each document, the oldest first."""
    text = (DATA / "sources.toml").read_text(encoding="utf-8")
    found = [one for one in tomllib.loads(text)["source"] if one.get("document")]
    found.sort(key=lambda one: one["vintages"][-1]["code"])
    return {one["code"]: (age, one["vintages"][-1]["code"]) for age, one in enumerate(found)}


@cache
def rows_of_file(indicator: Indicator) -> list[Cells]:
    """Return the rows that may be said, each with its dimensions, read without our loaders."""
    path = DATA / "observations" / f"{indicator.code}.parquet"
    if path.exists():
        rows = pl.read_parquet(path).to_dicts()
        return [dict.fromkeys(indicator.dimensions, "T") | row for row in rows]
    if not (DATA / "printed" / f"{indicator.code}.csv").exists():
        return []
    found: dict[tuple[str, ...], Cells] = {}
    told = [
        row
        for row in records(f"printed/{indicator.code}.csv")
        # A figure of several years is no observation of the last one.
        if row["kind"] == "observed" and row["status"] != "U" and not row["start"]
    ]
    told.sort(key=lambda row: (-documents()[row["document"]][0], int(row["line"])))
    for row in told:
        key = tuple(row[name] for name in ("level", "territory", "period", *indicator.dimensions))
        one = {name: row[name] for name in ("level", "territory", "period", *indicator.dimensions)}
        found.setdefault(
            key,
            one
            | {
                "value": float(row["value"]) if row["value"] else None,
                "status": row["status"],
                "vintage": documents()[row["document"]][1],
                "source": row["document"],
            },
        )
    return list(found.values())


def totals(indicator: Indicator) -> list[Cells]:
    return [
        row
        for row in rows_of_file(indicator)
        if row["value"] is not None and all(row[name] == "T" for name in indicator.dimensions)
    ]


def of(rows: Iterable[Cells], place: Territory) -> list[Cells]:
    return [row for row in rows if (row["level"], row["territory"]) == (place.level, place.code)]


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def french(value: float | Decimal, decimals: int) -> str:
    """Return 1234.5 as "1 234,5", rounded half away from zero."""
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,.{decimals}f}".replace(",", " ").replace(".", ",")
    return f"\u2212{text}" if exact < 0 else text


def told(indicator: Indicator, value: float) -> str:
    if indicator.unit == "rang":
        return f"{int(value)}{'er' if value == 1 else 'e'} rang"
    return f"{french(value, indicator.decimals)} {indicator.unit}"


def about(row: Cells) -> str:
    """A value that its document only approaches is not said as if it were exact."""
    return "environ " if row["status"] == "E" else ""


MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


def short_period(code: str) -> str:
    if "-Q" in code:
        return f"T{code[-1]} {code[:4]}"
    if re.fullmatch(r"\d{4}-\d\d", code):
        return f"{MONTHS[int(code[5:]) - 1]} {code[:4]}"
    return code.replace("/", "-")


def when(code: str) -> str:
    if "-Q" in code:
        return f"au {code[-1]}{'er' if code[-1] == '1' else 'e'} trimestre {code[:4]}"
    return f"en {short_period(code)}"


def moment(code: str) -> float:
    year = float(code[:4])
    if "/" in code:  # a school year begins in September
        return year + 8 / 12
    if "-Q" in code:
        return year + (int(code[-1]) - 1) / 4
    return year + (int(code[5:]) - 1) / 12 if "-" in code else year


# --- every figure of data/ is on a page ---------------------------------------------------------


def test_every_indicator_is_on_one_thematic_page_by_each_of_its_entries() -> None:
    homes: dict[str, set[str]] = {one.code: set() for one in INDICATORS}
    for slug, names in themes.PAGES.items():
        entries = themes.entrances(CATALOGUE, names)
        for entry in entries:
            for one in themes.of_themes(CATALOGUE, names, entry):
                homes[one.code].add(slug)
        missed = [
            (one.code, entry)
            for one in INDICATORS
            if one.theme in names
            for entry in one.entries
            if one not in themes.of_themes(CATALOGUE, names, entry) or entry not in entries
        ]
        assert missed == []
    assert {code: found for code, found in homes.items() if len(found) != 1} == {}
    assert all(homes[one.code] == {themes.page_of(one)} for one in INDICATORS)


def test_the_plan_lists_the_thematic_pages_together_and_each_file_shows_its_own() -> None:
    listed = [entry.slug for entry in PAGES if entry.section == THEMES]
    assert THEMES == "Thèmes"
    assert listed == list(themes.PAGES)
    for slug in listed:
        text = (ROOT / "pages" / f"{slug}.py").read_text(encoding="utf-8")
        assert f'thematic.page("{slug}")' in text
    held = [name for names in themes.PAGES.values() for name in names]
    assert sorted(held) == sorted(themes.THEMES) == sorted(set(held))


def test_the_table_of_all_rows_shows_every_observation() -> None:
    wrong = {}
    for one in INDICATORS:
        seen = sum(themes.rows_of(one, place).height for place in breakdowns.places(one))
        # Communes are read in a group of one's own, and in the rows to take away.
        whole = observations.read(one).filter(pl.col("level") != "COM").height
        if seen != whole:
            wrong[one.code] = (seen, whole)
    assert wrong == {}
    assert sum(observations.read(one).height for one in INDICATORS) > 100_000


def test_the_periods_of_a_long_table_show_all_its_rows() -> None:
    """Beyond a number of rows the page shows one period at a time."""
    one = max(INDICATORS, key=lambda one: len(one.dimensions) * observations.read(one).height)
    for place in breakdowns.places(one)[:3]:
        whole = themes.rows_of(one, place)
        dates = of(rows_of_file(one), place)
        parts = [themes.rows_of(one, place, at) for at in {row["period"] for row in dates}]
        assert sum(part.height for part in parts) == whole.height == len(dates)


def test_every_printed_figure_is_shown_with_its_document_and_line() -> None:
    total = 0
    for one in INDICATORS:
        path = DATA / "printed" / f"{one.code}.csv"
        written = records(f"printed/{one.code}.csv") if path.exists() else []
        found = themes.printed_rows(CATALOGUE, one)
        assert found.height == themes.printed_file(one).height == len(written), one.code
        for row, shown in zip(written, found.iter_rows(named=True), strict=True):
            assert shown["Imprimé"] == row["printed"]
            source = CATALOGUE.sources[row["document"]].name
            assert shown["Document"] == f"{source}, ligne {row['line']}"
            assert shown["Note"] == (row["note"] or "–")
        total += len(written)
    assert total > 880


def test_every_target_is_shown_as_it_is_printed() -> None:
    written = [
        row for path in sorted((DATA / "targets").glob("*.csv")) for row in records(f"targets/{path.name}")
    ]  # fmt: skip
    shown = [(one, target) for one in INDICATORS for target in brief.targets(one)]
    assert len(shown) == len(written) > 30
    for one, target in shown:
        text = plain(brief.target_text(CATALOGUE, one, target))
        assert told(one, target.value) in text
        assert f"ligne {target.line})" in text
        assert target.definition in brief.target_text(CATALOGUE, one, target)
        if target.period:
            assert when(target.period) in text


# --- what is doubtful ---------------------------------------------------------------------------


def doubtful() -> Iterator[tuple[Indicator, Cells]]:
    for one in INDICATORS:
        if (DATA / "printed" / f"{one.code}.csv").exists():
            for row in records(f"printed/{one.code}.csv"):
                if row["status"] == "U":
                    yield one, row


def test_a_doubtful_figure_is_shown_with_its_doubt_and_returned_by_nothing_else() -> None:
    count = 0
    for one, row in doubtful():
        count += 1
        shown = themes.printed_rows(CATALOGUE, one).filter(pl.col("Imprimé") == row["printed"])
        assert any("douteux" in nature for nature in shown["Nature"]), (one.code, row["line"])
        assert row["note"], (one.code, row["line"])
        assert "U" not in observations.read(one)["status"]
        key = {name: row[name] for name in ("level", "territory", "period", *one.dimensions)}
        same = observations.read(one).filter(
            pl.col("value") == float(row["value"] or "nan"),
            *(pl.col(name) == value for name, value in key.items()),
        )
        # The same number may be printed elsewhere without a doubt; then it is that one.
        sure = [
            other
            for other in records(f"printed/{one.code}.csv")
            if other["status"] != "U"
            and other["value"] == row["value"]
            and all(other[name] == value for name, value in key.items())
        ]
        official = (DATA / "observations" / f"{one.code}.parquet").exists()
        assert same.is_empty() or sure or official, (one.code, row["line"])
    assert count > 50


@pytest.mark.parametrize(
    ("code", "place", "value", "misprint"),
    [
        ("demandeurs-emploi-abc", KNOWN["FRANCE", "FR"], 578_700.0, "578 700"),
        ("demandeurs-emploi-abc", KNOWN["FRANCE", "FR"], 7_282_019.0, "7 282 019"),
        ("depenses-region", NORMANDIE, 124_700_000.0, "124,7"),
    ],
)
def test_a_known_misprint_is_never_said_nor_drawn(
    code: str, place: Territory, value: float, misprint: str
) -> None:
    one = CATALOGUE.indicators[code]
    rows = themes.printed_rows(CATALOGUE, one).filter(pl.col("Imprimé") == misprint)
    assert rows.height == 1
    assert "douteux" in rows["Nature"][0]
    assert value not in observations.read(one)["value"]
    said = []
    for where in (*PLACES, place, KNOWN["SPEL", "595"]):
        said += [brief.title(one, where)]
        said += [sentence.text for sentence in brief.essentials(one, where)]
        said += [cell for row in themes.overview([one], where).iter_rows() for cell in row]
        drawn = [breakdowns.by_dimension(one, where, name) for name in one.dimensions]
        drawn += [line.rows for line in breakdowns.lines(one, where)]
        assert not any(value in frame["value"] for frame in drawn)
    assert value not in breakdowns.by_territory(one)["value"]
    number = french(value, 0)
    assert not any(re.search(rf"(?<![\d ]){re.escape(number)}", plain(text)) for text in said)


def test_what_may_be_said_is_what_the_newest_document_prints() -> None:
    """Every row, and not only those of the sentences: the most recent document, its first line."""
    count = 0
    for one in INDICATORS:
        if (DATA / "observations" / f"{one.code}.parquet").exists():
            continue
        names = ("level", "territory", "period", *one.dimensions, "value", "status", "source")
        found = {tuple(row) for row in observations.read(one).select(names).iter_rows()}
        assert found == {tuple(row[name] for name in names) for row in rows_of_file(one)}, one.code
        count += len(found)
    assert count > 500


# --- the sentences, computed again --------------------------------------------------------------


def mine(indicator: Indicator, place: Territory) -> Territory | None:
    """Return the territory that the page speaks of: this one, or the first of the chain with a value."""
    chain = [place]
    if place.departement:
        chain.append(KNOWN["DEP", place.departement])
    chain += [REGION, bassin(place)]
    with_value = [row for row in rows_of_file(indicator) if row["value"] is not None]
    # A part never stands for the whole.
    apart = [one for one in KNOWN.values() if one.level in ("FRANCE", "REG", "AUTRE", "BE")]
    for one in (*chain, *apart):
        if of(with_value, one):
            return one
    return None


@cache
def bassin(place: Territory) -> Territory:
    """Return the bassin d'emploi where most inhabitants of a territory live."""
    field = {"REG": "region", "DEP": "departement", "ZE2020": "ze2020"}[place.level]
    inhabitants: dict[str, int] = {}
    with (ROOT / "geo" / "communes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row[field] == place.code and row["region"] == REGION.code:
                code = row["bassin_bmo"]
                inhabitants[code] = inhabitants.get(code, 0) + int(row["population"])
    return KNOWN["BE", max(inhabitants, key=lambda code: inhabitants[code])]


def newest(rows: list[Cells]) -> Cells | None:
    return max(rows, key=lambda row: moment(row["period"]), default=None)


def level_fault(indicator: Indicator, place: Territory, text: str) -> str:
    """Tell what is wrong in the sentence of the level, or nothing."""
    where = mine(indicator, place)
    now = newest(of(totals(indicator), where)) if where else None
    if where is None or now is None:
        return "no figure to be said"
    apart = text.endswith(" (publications différentes).")
    head, *tails = text.removesuffix(".").removesuffix(" (publications différentes)").split(" ; ")
    subject = indicator.subject[0].upper() + indicator.subject[1:]
    figure = about(now) + told(indicator, now["value"])
    wanted = f"{subject} {where.a} : {figure} {when(now['period'])}"
    if head != plain(wanted):
        return f"wanted {wanted}"
    beside = [
        (one, row)
        for one in KNOWN.values()
        if one.level in ("REG", "FRANCE") and one != where
        for row in of(totals(indicator), one)
        if row["period"] == now["period"]
    ]
    allowed = {
        plain(f"{one.a} : {about(row)}{told(indicator, row['value'])}") for one, row in beside
    }
    if not set(tails) <= allowed:
        return f"allowed {allowed}"
    told_beside = {
        (row["source"], row["vintage"])
        for one, row in beside
        if any(tail.startswith(plain(f"{one.a} : ")) for tail in tails)
    }
    own = (now["source"], now["vintage"])
    if apart != bool(told_beside - {own}):
        return f"publications: {own}, {told_beside}"
    must = {plain(f"{one.a} : ") for one, _ in beside if one in (REGION, NORMANDIE)}
    missing = {one for one in must if not any(tail.startswith(one) for tail in tails)}
    return f"missing {missing}" if missing else ""


def change_fault(indicator: Indicator, place: Territory, text: str) -> str:
    """Tell what is wrong in the sentence of the last change, or nothing."""
    where = mine(indicator, place)
    now = newest(of(totals(indicator), where)) if where else None
    if where is None or now is None:
        return "no figure to be said"
    rows = of(totals(indicator), where)
    said = []
    for before in rows:
        if before["source"] != now["source"]:
            continue  # A census and an estimate, or two documents, do not count alike.
        if (
            before["vintage"] != now["vintage"]
            or moment(before["period"]) > moment(now["period"]) - 1
        ):
            continue
        between = [
            row
            for row in rows
            if row["status"] == "B" and before["period"] < row["period"] <= now["period"]
        ]
        if not between and grammar(before["period"]) == grammar(now["period"]):
            said.append((moment(before["period"]), movement(indicator, before, now)))
    if not said:
        return "nothing comparable"
    wanted = max(said)[1]
    return "" if text == wanted else f"wanted {wanted}"


def grammar(code: str) -> str:
    """Return "0000-Q0" for a quarter, "0000-00" for a month…"""
    return re.sub(r"\d", "0", code)


def movement(indicator: Indicator, before: Cells, now: Cells) -> str:
    low, high = Decimal(str(before["value"])), Decimal(str(now["value"]))
    if indicator.kind in ("rate", "measure"):
        digits = indicator.decimals
        gap = high.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) - low.quantize(
            Decimal(1).scaleb(-digits), ROUND_HALF_UP
        )
    else:
        digits = 1
        gap = (high - low) / low * 100
        gap = gap.quantize(Decimal("0.1"), ROUND_HALF_UP)
    size = french(abs(gap), digits)
    if indicator.kind == "rate":
        size += " point" + ("s" if abs(gap) >= 2 else "")
    else:
        size += f" {indicator.unit if indicator.kind == 'measure' else '%'}"
    start, end = short_period(before["period"]), short_period(now["period"])
    if "-Q" in now["period"]:
        span = f"Du {start} au {end}"
    else:
        span = f"{'D’' if start[0] in 'ao' else 'De '}{start} à {end}"
    if gap == 0:
        return f"{span}, le niveau est inchangé."
    if abs(gap) <= Decimal(1).scaleb(-digits):
        return f"{span}, le niveau est stable ({'+' if gap > 0 else chr(0x2212)}{size})."
    way = "hausse" if gap > 0 else "baisse"
    good = {"up": gap > 0, "down": gap < 0}.get(indicator.direction)
    word = {True: ", favorable", False: ", défavorable", None: ""}[good]
    return f"{span}, {way} de {size}{word}."


def spread_fault(indicator: Indicator, place: Territory, text: str) -> str:
    """Tell what is wrong in the sentence of the extremes along a dimension, or nothing."""
    where = mine(indicator, place)
    if where is None:
        return "no figure to be said"
    wanted = []
    for name in indicator.dimensions:
        others = [other for other in indicator.dimensions if other != name]
        along = [row for row in of(rows_of_file(indicator), where) if row[name] != "T"]
        if (DATA / "observations" / f"{indicator.code}.parquet").exists():
            newest_period = max((row["period"] for row in along), default="")
            along = [row for row in along if row["period"] == newest_period]
        alone = [row for row in along if all(row[other] == "T" for other in others)]
        last: dict[tuple[str, ...], Cells] = {}
        for row in sorted(
            alone if len(alone) > 1 else along, key=lambda row: moment(row["period"])
        ):
            last[tuple(row[one] for one in (name, *others))] = row
        at = [row for row in last.values() if row["value"] is not None]
        if len({row["period"] for row in at}) != 1:
            continue  # Two dates are not compared in one sentence.
        labels = [label(indicator, [name, *others], row) for row in at]
        ends = []
        for value in (min(row["value"] for row in at), max(row["value"] for row in at)):
            who = [one for one, row in zip(labels, at, strict=True) if row["value"] == value]
            if len(who) > 2:
                ends.append({f"{told(indicator, value)} ({len(who)} à égalité)"})
            else:
                both = {" et ".join(who), " et ".join(reversed(who))}
                ends.append({f"{told(indicator, value)} ({names})" for names in both})
        hidden = ", parmi les valeurs publiées" if len(at) < len(last) else ""
        the = CATALOGUE.dimensions[name].the
        wanted += [
            f"Selon {the}, {where.a}, {when(at[0]['period'])}{hidden} : de {low} à {high}."
            for low in ends[0]
            for high in ends[1]
        ]
    return "" if text in map(plain, wanted) else f"wanted one of {wanted[:3]}"


def label(indicator: Indicator, names: list[str], row: Cells) -> str:
    codes = [(name, row[name]) for name in names if row[name] != "T"]
    return ", ".join(codelists.values(indicator, name)[code] for name, code in codes)


def fault(indicator: Indicator, place: Territory, text: str) -> str:
    if text.startswith("Selon "):
        return spread_fault(indicator, place, text)
    if re.match(r"(De|D’|Du) ?\S.*, (hausse|baisse|le niveau)", text):
        return change_fault(indicator, place, text)
    return level_fault(indicator, place, text)


WRONG = re.compile(r"'|\bNone\b|\bnan\b|\b(the|and|of|from|with|rate|value|total of)\b|\{|\}|  ")


@pytest.mark.parametrize("place", PLACES, ids=lambda one: one.key)
def test_every_sentence_says_what_the_files_hold(place: Territory) -> None:
    wrong, kinds = [], set()
    for one in INDICATORS:
        for sentence in brief.essentials(one, place):
            text = plain(sentence.text)
            found = fault(one, place, text)
            kinds.add(text.split()[0])
            if found or WRONG.search(text) or not text.endswith("."):
                wrong.append(f"{one.code}: {text} [{found}]")
    assert wrong == []
    assert {"De", "Du", "Selon", "Le", "La"} <= kinds


@pytest.mark.parametrize("place", PLACES, ids=lambda one: one.key)
def test_a_figure_that_exists_is_said(place: Territory) -> None:
    """An indicator with a total for the territory opens with it, in the title and in a sentence."""
    for one in INDICATORS:
        now = newest(of(totals(one), place))
        if now is None:
            continue
        title, first = plain(brief.title(one, place)), brief.essentials(one, place)[0]
        number = told(one, now["value"]).split(" ")[0]
        for text in (title, plain(first.text)):
            assert number in text and place.name in text, (one.code, text)
        assert title.endswith(when(now["period"])), (one.code, title)
        assert (place.level, place.code, now["period"]) in first.rows, one.code


@pytest.mark.parametrize("place", PLACES, ids=lambda one: one.key)
def test_a_title_fits_and_is_in_french(place: Territory) -> None:
    said = {one.code: plain(brief.title(one, place)) for one in INDICATORS}
    wrong = {code: text for code, text in said.items() if len(text) > 110 or WRONG.search(text)}
    assert wrong == {}
    assert not any(text.endswith(".") for text in said.values())


# --- the bars -----------------------------------------------------------------------------------


def charts() -> Iterator[tuple[Indicator, pl.DataFrame, str]]:
    """Return all the bars that the pages draw for the région and a zone d'emploi."""
    for one in INDICATORS:
        beside = breakdowns.by_territory(one)
        for place in (*PLACES, KNOWN["ZE2020", "3212"]):
            others = breakdowns.compared(one, place)
            if others and beside.height > 1:
                yield one, beside, others[0].place.key
            for name in breakdowns.dimensions(one, place):
                yield one, breakdowns.by_dimension(one, others[0].place, name), ""


def test_bars_print_their_rows_and_a_secret_is_never_a_zero() -> None:
    count = 0
    for one, rows, key in charts():
        kept = bars.kept(rows, key)
        data = bars.bars_data(one, kept, {}, key)["rows"]
        count += 1
        assert 0 < data.height == kept.height <= bars.MOST, one.code
        if rows.height <= bars.MOST:
            assert kept.height == rows.height, one.code
        assert kept["label"].is_unique().all() or "key" in kept.columns, one.code
        for row, bar in zip(kept.iter_rows(named=True), data.iter_rows(named=True), strict=True):
            # A rank has no length: it has its number alone.
            drawn = None if one.unit == "rang" else row["value"]
            assert bar["value"] == drawn, one.code
            if row["value"] is None:
                assert plain(bar["text"]) == {"C": "secret"}.get(row["status"], "n. d."), one.code
            else:
                digits = french(row["value"], one.decimals) + (" %" if one.unit == "%" else "")
                if one.unit == "rang":
                    digits = f"{int(row['value'])}{'er' if row['value'] == 1 else 'e'}"
                assert plain(bar["text"]) in (digits, f"{digits} p"), one.code
        if key and key in rows["key"]:
            assert key in kept["key"], one.code
            assert data["mine"].sum() == 1, one.code
    assert count > 200


def test_the_row_of_the_reader_is_kept_among_too_many() -> None:
    schema = ["key", "label", "value", "status", "period"]
    rows = [(f"ZE2020:{n}", f"zone {n}", float(100 - n), "A", "2023") for n in range(60)]
    kept = bars.kept(pl.DataFrame(rows, schema, orient="row"), "ZE2020:59")
    assert kept.height == bars.MOST
    assert kept["key"][-1] == "ZE2020:59"
    assert kept["key"][: bars.MOST - 1].to_list() == [f"ZE2020:{n}" for n in range(bars.MOST - 1)]


def test_a_secret_of_the_data_has_its_word_and_no_bar() -> None:
    held = [one for one in INDICATORS if "C" in observations.read(one)["status"]]
    found = [
        (one, breakdowns.by_dimension(one, REGION, name).filter(pl.col("status") == "C").head(9))
        for one in held
        for name in breakdowns.dimensions(one, REGION)
    ]
    secret = [(one, rows) for one, rows in found if rows.height]
    assert secret
    for one, rows in secret:
        drawn = bars.bars_data(one, bars.kept(rows), {"region": rows})
        assert set(drawn["rows"]["text"]) == {"secret"}
        assert drawn["rows"]["value"].null_count() == rows.height
        assert drawn["marks"].is_empty()


def test_secret_values_leave_no_bar_and_no_scale() -> None:
    rows = pl.DataFrame(
        {
            "label": ["a", "b", "c"],
            "value": [5.0, None, None],
            "status": ["A", "C", "M"],
            "period": ["2023"] * 3,
        }
    )
    found = bars.bars_data(CATALOGUE.indicators["taux-chomage"], rows, {"region": rows})
    assert found["rows"]["value"].to_list() == [5.0, None, None]
    assert [plain(text) for text in found["rows"]["text"]] == ["5,0 %", "secret", "n. d."]
    assert found["marks"]["value"].to_list() == [5.0]
    assert found["edges"]["value"].to_list() == [0.0, 5.0]


# --- Hauts-de-France beside Normandie and France ------------------------------------------------


@pytest.mark.parametrize(
    ("code", "here", "there", "country"),
    [
        (
            "apprentis",
            "environ 72 000 apprentis (2023)",
            "24 703 apprentis (2018-2019)",
            "953 590 apprentis (2022-2023)",
        ),
        ("cfa", "150 CFA (2023)", "143 CFA (2018)", "3 123 CFA (2022-2023)"),
        ("organismes-formation", "5 454 organismes (2021)", "2 144 organismes (2017)", "87 800 organismes (2022)"),
        ("campus-metiers-qualifications", "13 campus (décembre 2023)", "5 campus (2019)",
         "123 campus (décembre 2023)"),
        ("depenses-formation", "542 900 000 € (2022)", "247 900 000 € (2019)", "4 584 700 000 € (2022)"),
    ],
)  # fmt: skip
def test_the_region_stands_beside_its_neighbour_and_france(
    code: str, here: str, there: str, country: str
) -> None:
    table = themes.overview([CATALOGUE.indicators[code]], REGION)
    assert table.columns == ["Indicateur", "Hauts-de-France", "Normandie", "France"]
    assert [plain(cell) for cell in table.row(0)[1:]] == [here, there, country]


@pytest.mark.parametrize(
    ("code", "column", "said"),
    [
        # Monographie Normandie 2020: 436 900 apprentices at the end of 2018, in France.
        ("stock-apprentis", "France", "436 900 apprentis (France, décembre 2018)"),
        ("taux-emploi-15-64", "France", "66,81 % (France métropolitaine, 2022)"),
        (
            "part-rd-automobile",
            "Autre territoire",
            "70 % (Normandie et Île-de-France, 2019)",
        ),
    ],
)
def test_an_overview_never_gives_the_region_what_is_of_another_place(
    code: str, column: str, said: str
) -> None:
    row = themes.overview([CATALOGUE.indicators[code]], REGION).row(0, named=True)
    assert {name: plain(cell) for name, cell in row.items() if cell != "–"} == {
        "Indicateur": CATALOGUE.indicators[code].title,
        column: said,
    }


def test_every_indicator_has_a_cell_that_says_something() -> None:
    for place in (*PLACES, KNOWN["SPEL", "595"]):
        table = themes.overview(INDICATORS, place)
        assert table.height == len(INDICATORS)
        silent = [row[0] for row in table.iter_rows() if set(row[1:]) == {"–"}]
        assert silent == []


# --- the pages ----------------------------------------------------------------------------------

EPCI = next(one for one in KNOWN.values() if one.level == "EPCI" and one.hdf)
VISITED = [REGION, KNOWN["ZE2020", "3217"], KNOWN["SPEL", "595"], EPCI]


@pytest.mark.parametrize("slug", themes.PAGES)
def test_a_thematic_page_opens_for_each_kind_of_territory_by_each_entry(slug: str) -> None:
    app = opened(slug)
    entries = themes.entrances(CATALOGUE, themes.PAGES[slug])
    for place in VISITED:
        for entry in entries:
            app.query_params = {"niveau": place.level, "territoire": place.code, "entree": entry}
            app.run()
            where = (place.key, entry)
            assert (len(titles(app)), notices(app), list(app.exception)) == (1, [], []), where
            assert FAILED not in titles(app), where
            assert app.query_params["entree"] == entry, where
            assert app.query_params["territoire"] == place.code, where


VIEWS = {"Dans le temps": "temps", "Par territoire": "territoires", "Carte": "carte"} | {
    f"Par {one.label.lower()}": name for name, one in CATALOGUE.dimensions.items()
}


@pytest.mark.parametrize("slug", themes.PAGES)
def test_every_indicator_opens_on_its_page_by_its_address(slug: str) -> None:
    """Each one by one of its entries, with each of its views, all that is folded being open."""
    app = opened(slug)
    app.session_state["folded-theme-rows"] = True
    app.session_state["folded-theme-printed"] = True
    failed = []
    for one in (one for one in INDICATORS if one.theme in themes.PAGES[slug]):
        views = [""]
        for view in views:
            codes = {"indicateur": one.code, "entree": one.entries[-1]}
            app.query_params = codes | ({"vue": view} if view else {})
            app.run()
            title = plain(brief.title(one, REGION))
            right = titles(app) == [title] and notices(app) == [] and not list(app.exception)
            if not right:
                failed.append((one.code, view, titles(app), notices(app)))
                continue
            groups: list[Any] = list(app.get("button_group"))
            held = [group.options for group in groups if group.label == "Vue"]
            if held and not view:
                views += [VIEWS[plain(label)] for label in held[0]]
    assert failed == []


@pytest.mark.parametrize("slug", themes.PAGES)
def test_an_unknown_indicator_is_told_and_the_first_one_shown(slug: str) -> None:
    app = opened(slug, indicateur="inconnu")
    first = CATALOGUE.of_page(slug)
    (notice,) = notices(app)
    assert notice == f"« inconnu » n’est pas connu pour « Indicateur » : voici « {first.title} »."
    assert titles(app) == [plain(brief.title(first, REGION))]
