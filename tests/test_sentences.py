"""Every sentence that the dashboard can say is true, proved by rows, and written in French.

What a sentence claims is computed again here from the files, in plain Python.
"""

import csv
import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest

from figures import facts, messages, portrait, sentences
from figures.formats import between
from figures.headlines import map_title
from figures.measures import MEASURES
from figures.messages import Headline
from figures.rows import panel
from figures.sentences import Sentence
from loaders import observations
from loaders.catalogue import read_catalogue
from loaders.indicators import Indicator
from loaders.settings import ROOT
from loaders.territories import Territory, read_territories

Said = tuple[Territory, str, Sentence]
Raw = dict[tuple[str, str, str], tuple[Decimal | None, str, str]]

CATALOGUE = read_catalogue()
RATE = CATALOGUE.headline()
PLACES = [
    place
    for place in read_territories().values()
    if place.hdf and place.level in ("REG", "DEP", "ZE2020", "SPEL", "EPCI")
]
KINDS = {"DEP": "départements", "ZE2020": "zones d’emploi"}
WORDS = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
    "onze", "douze", "treize", "quatorze", "quinze", "seize",
]  # fmt: skip
STEP = Decimal("0.1")
DIRECTION = re.compile(r"\b(hausse|baisse|de plus en un an|de moins en un an)\b")
ENGLISH = re.compile(
    r"\b(the|of|and|or|with|from|rate|unemployment|zone of|null|none|nan|inf|true|false)\b", re.I
)


def raw_rows(indicator: Indicator) -> Raw:
    """Return the totals of the indicator's file, values as the decimals that were published."""
    rows = pl.read_parquet(ROOT / "data" / "observations" / f"{indicator.code}.parquet")
    along = [name for name in indicator.dimensions if name in rows.columns]
    rows = rows.filter(*(pl.col(name) == "T" for name in along))
    return {
        (row["level"], row["territory"], row["period"]): (
            None if row["value"] is None else Decimal(repr(row["value"])),
            row["status"],
            row["vintage"],
        )
        for row in rows.iter_rows(named=True)
    }


RAW = raw_rows(RATE)
HDF = {
    level: [place.code for place in PLACES if place.level == level] for level in ("DEP", "ZE2020")
}
NAMES = {(place.level, place.name): place.code for place in PLACES}


def moving_counts() -> list[tuple[Indicator, Raw]]:
    """Return the counts that a yearly change can be told of: official totals a year apart."""
    found = []
    for one in CATALOGUE.indicators.values():
        official = observations.published_path(one)
        raw = raw_rows(one) if one.kind == "count" and official else {}
        keys = {key for key in raw if key[:2] in {(place.level, place.code) for place in PLACES}}
        if any((*key[:2], year_before(key[2])) in keys for key in keys):
            found.append((one, raw))
    return found


def year_before(period: str) -> str:
    return f"{int(period[:4]) - 1}{period[4:]}"


def period_code(text: str) -> str:
    """Return "2025-Q4" for "4e trimestre 2025" or "T4 2025"."""
    found = re.search(r"(?:T(\d)|(\d)e?r? ?trimestre)\s(\d{4})", text)
    assert found, text
    return f"{found[3]}-Q{found[1] or found[2]}"


def french(text: str) -> Decimal:
    return Decimal(text.replace("\u2212", "-").replace("\u202f", "").replace(",", "."))


def values_at(level: str, period: str) -> dict[str, Decimal]:
    found = {code: RAW.get((level, code, period)) for code in HDF[level]}
    return {code: row[0] for code, row in found.items() if row and row[0] is not None}


def vintages_at(level: str, period: str) -> set[str]:
    return {row[2] for code in HDF[level] if (row := RAW.get((level, code, period)))}


@pytest.fixture(scope="module")
def said() -> list[Said]:
    """Return all that can be said of the headline indicator.

    Every quarter for the region, départements and zones; one in five and the last five for those
    that have no rate of their own.
    """
    periods = observations.periods(RATE)
    some = sorted({*periods[84::8], *periods[-5:]})
    return [
        (place, at, sentence)
        for place in PLACES
        for at in (some if place.level in ("SPEL", "EPCI") else periods)
        for sentence in portrait.essentials(RATE, place, at)
    ]


@pytest.fixture(scope="module")
def headlines() -> list[tuple[Territory, Headline]]:
    found = [(place, portrait.headline(RATE, place)) for place in PLACES]
    for place in PLACES:
        for at in observations.series(RATE, place.level, place.code)["period"]:
            now = facts.figure(RATE, place.level, place.code, at)
            if now and now.value is not None:
                found.append((place, messages.headline(RATE, place, now)))
    return found


def faults(text: str) -> list[str]:
    """Return what a French reader should never meet in a sentence."""
    found = [sign for sign in "'\"" if sign in text]
    found += re.findall(r"\d{4}-(?:Q\d|\d{2})|\b(?:005[48]|32[012]\d)\b|[A-Z]{2,}\d*:\d+", text)
    found += [match[0] for match in ENGLISH.finditer(text)]
    found += re.findall(r"\d[.]\d|[^\u202f]%|  | \.|-\d", text)
    return found


def test_something_is_said_of_every_territory(said: list[Said]) -> None:
    last = {place.key for place, at, _ in said if at == "2025-Q4"}
    assert sorted(place.key for place in PLACES if place.key not in last) == []
    assert max(Counter((place.key, at) for place, at, _ in said).values()) == 3
    assert len(said) > 8000


def test_every_sentence_is_short_and_french(said: list[Said]) -> None:
    assert {(text, *found) for _, _, s in said if (found := faults(text := s.text))} == set()
    assert [s.text for _, _, s in said if not re.fullmatch(r"[A-ZÉ0-9m].*\.", s.text)] == []


def test_every_sentence_is_at_most_260_characters(said: list[Said]) -> None:
    long = {(place.key, at): len(s.text) for place, at, s in said if len(s.text) > 260}
    assert long == {}


def test_every_sentence_is_proved_by_rows_that_exist(said: list[Said]) -> None:
    rows = {tuple(row) for _, _, sentence in said for row in sentence.rows}
    assert sorted(row for row in rows if row not in RAW or RAW[row][0] is None) == []  # type: ignore[index]
    unproved = {s.text for _, _, s in said if not s.rows and " habitants " not in s.text}
    assert unproved == set()


def test_no_sentence_uses_a_rate_that_nobody_published(said: list[Said]) -> None:
    assert {row.level for _, _, s in said for row in s.rows} <= {"FRANCE", "REG", "DEP", "ZE2020"}
    assert {level for level, _, _ in RAW} & {"SPEL", "EPCI"} == set()


def test_every_number_of_a_sentence_is_one_of_its_rows_or_a_gap_between_two(
    said: list[Said],
) -> None:
    wrong = []
    for _, _, sentence in said:
        known = {RAW[tuple(row)][0] for row in sentence.rows}  # type: ignore[index]
        told = re.findall(r"([\d,]+)\u202f%", sentence.text)
        if sentence.rows and not {french(one) for one in told} <= known:
            wrong.append(sentence.text)
    assert wrong == []


def test_a_movement_is_told_within_one_millesime_and_beyond_the_rounding(said: list[Said]) -> None:
    wrong, seen = [], 0
    for place, at, sentence in said:
        span = between(year_before(at), at)[1:]
        if span not in sentence.text:
            continue
        seen += 1
        now, before, *home = (RAW[tuple(row)] for row in sentence.rows)  # type: ignore[index]
        start = sentence.text.index(f"{span}, ") + len(f"{span}, ")
        parts = [sentence.text[start:].split(" ; dans la région, ")[0].removesuffix(".")]
        parts += [part.removesuffix(".") for part in sentence.text.split(" ; dans la région, ")[1:]]
        pairs = [(now, before), tuple(home)] if len(parts) == 2 else [(now, before)]
        for part, (after, former) in zip(parts, pairs, strict=True):
            gap = after[0] - former[0]  # type: ignore[operator]
            if after[2] != former[2] or not part.startswith(movement(gap)):
                wrong.append((place.key, at, sentence.text))
        if "autant que la région" in sentence.text:
            gaps = now[0] - before[0], home[0][0] - home[1][0]  # type: ignore[operator]
            if gaps[0] != gaps[1] or home[0][2] != home[1][2]:
                wrong.append((place.key, at, sentence.text))
        dates = [row.period for row in sentence.rows]
        if dates[0] != at or dates[1] != year_before(at):
            wrong.append((place.key, at, sentence.text))
    assert wrong == []
    assert seen > 2500


def movement(gap: Decimal) -> str:
    size = f"{abs(gap):.1f}".replace(".", ",") + f"\u00a0point{'s' if abs(gap) >= 2 else ''}"
    if gap == 0:
        return "le niveau est inchangé"
    if abs(gap) <= STEP:
        sign = "+" if gap > 0 else "\u2212"
        return f"le niveau est stable ({sign}{size})"
    return f"hausse de {size}, défavorable" if gap > 0 else f"baisse de {size}, favorable"


def test_a_rank_is_the_one_counted_among_peers_of_the_same_period(said: list[Said]) -> None:
    pattern = re.compile(
        r"est de (\S+)\u202f%, le (?:(\d+)e )?plus (élevé|bas) des (.+?)(, à l’arrondi près)?\."
    )
    wrong, seen = [], 0
    for place, at, sentence in said:
        found = pattern.search(sentence.text)
        if not found:
            if re.search(r"\bplus (élevé|bas) d", sentence.text):
                wrong.append((place.key, at, sentence.text))
            continue
        seen += 1
        values = values_at(place.level, at)
        mine = values[place.code]
        better = sum(one > mine if found[3] == "élevé" else one < mine for one in values.values())
        other = sum(one < mine if found[3] == "élevé" else one > mine for one in values.values())
        count = WORDS[len(values)] if len(values) < len(WORDS) else str(len(values))
        tied = sum(abs(one - mine) <= STEP for one in values.values()) > 1
        if (
            french(found[1]) != mine
            or int(found[2] or 1) != better + 1
            or better > other
            or found[4] != f"{count} {KINDS[place.level]}"
            or bool(found[5]) != tied
            or len(vintages_at(place.level, at)) != 1
            or period_code(sentence.text) != at
        ):
            wrong.append((place.key, at, sentence.text))
    assert wrong == []
    own = [key for key in RAW if key[1] in HDF.get(key[0], ()) and RAW[key][0] is not None]
    assert seen == len(own)


def test_a_range_gives_the_extremes_since_the_first_period_of_one_millesime(
    said: list[Said],
) -> None:
    pattern = re.compile(
        r"Depuis le (T\d\s\d{4}), .* a été au plus bas à (\S+)\u202f% \((.+?)(?:, puis (\d+) fois)?\)"
        r" et au plus haut à (\S+)\u202f% \((.+?)(?:, puis (\d+) fois)?\)\."
    )
    periods = observations.periods(RATE)
    wrong, seen = [], 0
    for place, at, sentence in said:
        if not (found := pattern.match(sentence.text)):
            continue
        seen += 1
        first = period_code(found[1])
        rows = {
            period: row
            for period in (one for one in periods if first <= one <= at)
            if (row := RAW.get((place.level, place.code, period)))
        }
        values = [row[0] for row in rows.values() if row[0] is not None]
        firsts = [
            min(period for period, row in rows.items() if row[0] == end)
            for end in (min(values), max(values))
        ]
        again = [values.count(end) - 1 for end in (min(values), max(values))]
        if (
            (french(found[2]), french(found[5])) != (min(values), max(values))
            or [period_code(found[3]), period_code(found[6])] != firsts
            or [int(found[4] or 0), int(found[7] or 0)] != again
            or len({row[2] for row in rows.values()}) != 1
            or any(row[1] == "B" for period, row in rows.items() if period > first)
        ):
            wrong.append((place.key, at, sentence.text))
    assert wrong == []
    assert seen > 1000


def test_the_spread_of_the_zones_names_the_true_extremes(said: list[Said]) -> None:
    pattern = re.compile(
        r"Au (.+), le taux de chômage va de (\S+)\u202f% \((.+?)\) à (\S+)\u202f% \((.+?)\)"
        r" selon la zone d’emploi(, du simple à plus du double)?\."
    )
    found = [(at, match) for _, at, s in said if (match := pattern.fullmatch(s.text))]
    wrong = []
    for at, match in found:
        period = period_code(match[1])
        values = values_at("ZE2020", period)
        low, high = min(values.values()), max(values.values())
        ends = [values[NAMES["ZE2020", match[name]]] for name in (3, 5)]
        double = (high - STEP / 2) >= 2 * (low + STEP / 2)
        if (
            [french(match[2]), french(match[4])] != [low, high]
            or ends != [low, high]
            or bool(match[6]) != double
            or len(values) != 24
            or period > at
            or len(vintages_at("ZE2020", period)) != 1
        ):
            wrong.append((at, match[0]))
    assert wrong == []
    assert len(found) == len([one for one in observations.periods(RATE) if one >= "2003-Q1"])


def test_the_departements_above_the_region_are_those_beyond_the_rounding(said: list[Said]) -> None:
    wrong, seen = [], 0
    names = {place.code: place.the for place in PLACES if place.level == "DEP"}
    for place, at, sentence in said:
        if "est au plus bas" not in sentence.text:
            continue
        seen += 1
        assert period_code(sentence.text) == at
        home, values = RAW["REG", "32", at], values_at("DEP", at)
        above = {code for code, one in values.items() if one - home[0] > STEP}  # type: ignore[operator]
        told = sentence.text.split("dépasse")[0] if "dépasse" in sentence.text else ""
        mentioned = {code for code, name in names.items() if name.lower() in told.lower()}
        low = re.search(r"(?:; |, )(\S+) est au plus bas \((\S+)\u202f%\)", sentence.text)
        assert low, sentence.text
        lowest = {names[code] for code, one in values.items() if one == min(values.values())}
        if (
            mentioned != above
            or lowest != {low[1]}
            or french(low[2]) != min(values.values())
            or vintages_at("DEP", at) != {home[2]}
        ):
            wrong.append((place.key, at, sentence.text))
    assert wrong == []
    assert seen >= 8


def test_the_gap_to_the_country_is_between_four_figures_of_one_millesime(said: list[Said]) -> None:
    wrong, seen = [], 0
    for _, at, sentence in said:
        if not (
            found := re.match(
                r"Au .*, l’écart avec .* est de (\S+)\spoints?, (.*)\.", sentence.text
            )
        ):
            continue
        seen += 1
        assert period_code(sentence.text) == at
        home, country, home_before, country_before = (RAW[tuple(row)] for row in sentence.rows)  # type: ignore[index]
        gap, former = home[0] - country[0], home_before[0] - country_before[0]  # type: ignore[operator]
        then = "comme un an plus tôt"
        if gap != former:
            size = f"{abs(former):.1f}".replace(".", ",")
            then = f"contre {size}\u00a0point{'s' if abs(former) >= 2 else ''} un an plus tôt"
        if (
            french(found[1]) != gap
            or gap <= STEP
            or former < 0
            or found[2] != then
            or len({row[2] for row in (home, country, home_before, country_before)}) != 1
            or [row.period for row in sentence.rows] != [at, at, year_before(at), year_before(at)]
        ):
            wrong.append((at, sentence.text))
    assert wrong == []
    assert seen > 20


def test_the_shares_of_inhabitants_are_those_of_the_communes() -> None:
    with (ROOT / "geo" / "communes.csv").open(encoding="utf-8", newline="") as file:
        communes = [row for row in csv.DictReader(file) if row["region"] == "32"]
    zones = {place.code: place for place in read_territories().values() if place.level == "ZE2020"}
    for place in PLACES:
        if place.level not in ("SPEL", "EPCI"):
            continue
        field = {"SPEL": "arrondissement", "EPCI": "epci"}[place.level]
        living: Counter[str] = Counter()
        for row in communes:
            if row[field] == place.code:
                living[row["ze2020"]] += int(row["population"])
        whole = sum(living.values())
        parts = []
        for code, people in sorted(living.items(), key=lambda one: -one[1]):
            share = (Decimal(people) * 100 / whole).quantize(STEP, ROUND_HALF_UP)
            text = f"{share}".replace(".", ",") if share else "moins de 0,1"
            parts.append(f"{text}\u202f% {zones[code].de}")
        told = sentences.coverage(place)
        # Only the communes of the region are known: the rest of the territory is not spoken for.
        who = "habitants" + (" de sa partie régionale" if place.interregional else "")
        if len(parts) == 1:
            only = zones[next(iter(living))].de
            assert told == f"Tous les {who} vivent dans la zone d’emploi {only}."
            continue
        first, *rest = (part.split("% ", 1) for part in parts)
        assert told == (
            ", ".join(
                [f"{first[0]}% des {who} vivent dans la zone d’emploi {first[1]}"]
                + [f"{share}% dans celle {name}" for share, name in rest]
            )
            + "."
        )


def test_nothing_moves_across_a_break_of_series() -> None:
    wrong, seen = [], dict[str, int]()
    for indicator, raw in moving_counts():
        series: dict[tuple[str, str], dict[str, str]] = {}
        for (level, code, period), row in raw.items():
            series.setdefault((level, code), {})[period] = row[1]
        for place in (one for one in PLACES if (one.level, one.code) in series):
            key = (place.level, place.code)
            for at in sorted(series[key])[-12:]:
                for sentence in sentences.essentials(indicator, place, at):
                    # Both ends named: "du T4 2024 au T4 2025".
                    if between(year_before(at), at)[1:] not in sentence.text:
                        continue
                    seen[indicator.code] = seen.get(indicator.code, 0) + 1
                    after, before = raw[*key, at], raw[*key, year_before(at)]
                    broken = [
                        period
                        for period, status in series[key].items()
                        if status == "B" and year_before(at) < period <= at
                    ]
                    gap = (after[0] - before[0]) / before[0] * 100  # type: ignore[operator]
                    flat = abs(gap.quantize(STEP, ROUND_HALF_UP)) <= STEP
                    told = DIRECTION.search(sentence.text.split(" ; ")[0]) is not None
                    if after[2] != before[2] or broken or flat == told:
                        wrong.append((indicator.code, *key, at, sentence.text))
    assert wrong == []
    assert len(seen) >= 5
    assert min(seen.values()) > 10


def test_the_region_opens_on_its_rate_and_its_change_over_a_year() -> None:
    region = read_territories()["REG", "32"]
    assert portrait.headline(RATE, region) == Headline(
        "9,8\u202f% de chômage au 1er trimestre 2026, 0,8\u00a0point de plus en un an",
        "La région Hauts-de-France est 1,7\u00a0point au-dessus de la France hors Mayotte (8,1\u202f%).",
        "unfavourable",
    )


def test_a_headline_moves_only_within_one_millesime_and_beyond_the_rounding(
    headlines: list[tuple[Territory, Headline]],
) -> None:
    wrong, seen = [], 0
    for place, headline in headlines:
        if place.level in ("SPEL", "EPCI"):
            assert "un an" not in headline.title
            continue
        at = period_code(headline.title)
        now = RAW[place.level, place.code, at]
        before = RAW.get((place.level, place.code, year_before(at)))
        value = f"{now[0]:.1f}".replace(".", ",")
        when = f"{at[-1]}{'er' if at[-1] == '1' else 'e'} trimestre {at[:4]}"
        title, verdict = f"{value}\u202f% de chômage au {when}", "neutral"
        if before and before[0] is not None and now[2] == before[2]:
            gap = now[0] - before[0]  # type: ignore[operator]
            if abs(gap) <= STEP:
                title += ", stable sur un an"
            else:
                size = f"{abs(gap):.1f}".replace(".", ",")
                unit = f"point{'s' if abs(gap) >= 2 else ''}"
                title += f", {size}\u00a0{unit} de {'plus' if gap > 0 else 'moins'} en un an"
                verdict = "unfavourable" if gap > 0 else "favourable"
        seen += 1
        if (headline.title, headline.verdict) != (title, verdict):
            wrong.append((place.key, headline, title))
    assert wrong == []
    assert seen > 3000


def test_every_headline_is_short_and_french(headlines: list[tuple[Territory, Headline]]) -> None:
    texts = {text for _, one in headlines for text in (one.title, one.lede)}
    assert {(text, *found) for text in texts if (found := faults(text))} == set()
    assert [text for text in texts if len(text) > 260 or not text] == []


@pytest.mark.parametrize(
    ("measure", "level", "at", "title"),
    [
        ("valeur", "ZE2020", "2025-Q4",
         "Au 4e trimestre 2025, huit zones d’emploi sur 24 atteignent 10\u202f% de chômage"),
        ("valeur", "DEP", "2026-Q1",
         "Au 1er trimestre 2026, deux départements sur cinq atteignent 10\u202f% de chômage"),
        ("evolution-1-an", "ZE2020", "2025-Q4",
         "Entre T4\u00a02024 et T4\u00a02025, hausse dans les 24 zones d’emploi"),
        ("evolution-5-ans", "ZE2020", "2025-Q4",
         "Entre T4\u00a02020 et T4\u00a02025, de \u22121,6\u00a0point à +1,1\u00a0point selon la zone"),
        ("ecart-region", "DEP", "2026-Q1",
         "Au 1er trimestre 2026, deux départements sur cinq dépassent le niveau de la région"),
    ],
)  # fmt: skip
def test_a_map_is_titled_by_its_message(measure: str, level: str, at: str, title: str) -> None:
    values = panel(RATE, MEASURES[measure], level)
    assert map_title(RATE, MEASURES[measure], values, level, at) == title


@pytest.mark.parametrize("level", ["ZE2020", "DEP"])
@pytest.mark.parametrize("code", [code for code, one in MEASURES.items() if one.years])
def test_a_map_says_hausse_or_baisse_only_where_every_pair_is_of_one_millesime(
    code: str, level: str
) -> None:
    measure = MEASURES[code]
    values = panel(RATE, measure, level)
    for at in values.periods:
        title = map_title(RATE, measure, values, level, at)
        assert faults(title) == []
        former = f"{int(at[:4]) - measure.years}{at[4:]}"
        pairs = [
            (RAW[level, one, at], RAW[level, one, former])
            for one in HDF[level]
            if (level, one, former) in RAW
        ]
        told = {
            word: count for word, count in re.findall(r"(hausse|baisse) dans ((?:les )?\S+)", title)
        }
        gaps = [after[0] - before[0] for after, before in pairs]  # type: ignore[operator]
        moved = {
            "hausse": sum(gap > STEP for gap in gaps),
            "baisse": sum(gap < -STEP for gap in gaps),
        }
        if any(after[2] != before[2] for after, before in pairs):
            assert told == {}, title
            continue
        assert set(told) == {word for word, count in moved.items() if count}, title
        for word, text in told.items():
            count = moved[word]
            spelled = WORDS[count] if count < len(WORDS) else str(count)
            if count == len(pairs):
                assert text == f"les {spelled}", title
            else:
                assert text in ({"un", "une"} if count == 1 else {spelled}), title
