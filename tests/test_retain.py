"""« À retenir »: every number is computed again from the tables, every clause has its proofs."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest

from figures.clauses import Clause, Proof, proof_rows
from figures.facts import Row
from figures.page_title import LONGEST, page_title
from figures.profile import Profile, entries, read_line, read_profile
from figures.retain import retain
from figures.rows import regional
from loaders import observations
from loaders.catalogue import read_catalogue
from loaders.indicators import Indicator
from loaders.territories import Territory, find, read_territories

CATALOGUE = read_catalogue()
GROUP = "GROUPE:59392.59365.59606"
TOLD = ["SPEL:591", "SPEL:595", "SPEL:601", "ZE2020:3217", "ZE2020:0054", "DEP:59", "REG:32",
        "EPCI:200068047", GROUP]  # fmt: skip
NUMBER = re.compile(r"[−+]?\d[\d\u202f]*(?:,\d+)?")


def place(key: str) -> Territory:
    return find(*key.split(":"))


@cache
def profile(key: str) -> Profile:
    return read_profile(CATALOGUE, place(key))


@cache
def everywhere() -> list[Territory]:
    levels = ("SPEL", "ZE2020", "DEP", "EPCI", "REG")
    return [one for one in read_territories().values() if one.hdf and one.level in levels]


@cache
def table(indicator: Indicator) -> dict[tuple[str, str, str], str]:
    """Return the values of the table itself by address, not through what the sentences use."""
    taken = indicator.taken()
    return {
        (one["level"], one["territory"], one["period"]): repr(one["value"])
        for one in observations.read(indicator).iter_rows(named=True)
        if all(one[name] == code for name, code in taken.items())
    }


def lines_of(one: Territory) -> Profile:
    """Read the profile without the indicators of the région alone: they say nothing of its parts."""
    if one.level == "REG":
        return profile(one.key)
    local = [entry for entry in entries(CATALOGUE) if {"DEP", "ZE2020"} & set(entry.levels)]
    found = [line for entry in local if (line := read_line(entry, one))]
    kept = [line for line in found if line.own or line.read.level not in ("REG", "FRANCE")]
    return Profile(one, tuple(kept), (), ())


def value(indicator: Indicator, row: Row) -> Decimal:
    return Decimal(table(indicator)[row])


def printed(amount: Decimal, decimals: int) -> str:
    step = Decimal(1).scaleb(-decimals)
    digits = f"{abs(amount.quantize(step, ROUND_HALF_UP)):,.{decimals}f}"
    return digits.replace(",", "\u202f").replace(".", ",")


def expected(indicator: Indicator, values: list[Decimal]) -> set[str]:
    """Return each number that one or two values allow a clause to print, without its sign."""
    allowed = {printed(one, indicator.decimals) for one in values}
    for one in values:
        for other in values:
            if indicator.kind in ("rate", "measure"):
                allowed.add(printed(one - other, indicator.decimals))
            elif other:
                allowed.add(printed((one - other) / other * 100, 1))
    return allowed


def without_words(text: str) -> str:
    """Drop periods, names and ranks, whose digits are no figure."""
    for code in CATALOGUE.indicators.values():
        for name in (code.subject, *(part.subject for part in code.slices)):
            if re.search(r"\d", name):
                text = text.replace(name, "")
    text = re.sub(r"\d(er|e) (trimestre|plus|niveau)", "", text)
    text = re.sub(r"T\d\u00a0\d{4}|\b(19|20)\d\d\b|groupe de \d+", "", text)
    return re.sub(r"des \d+ (zones|SPEL|EPCI|régions)", "", text)


@pytest.mark.parametrize("key", TOLD)
def test_every_number_of_every_sentence_is_that_of_its_proofs(key: str) -> None:
    sentences = retain(profile(key))
    assert 2 <= len(sentences) <= 5
    seen = 0
    for told in sentences:
        assert told.text[1:] == "".join(one.text for one in told.clauses)[1:] + "."
        for clause in told.clauses:
            found = [one.lstrip("+−") for one in NUMBER.findall(without_words(clause.text))]
            seen += len(found)
            if not found:
                continue
            values = [value(one.indicator, one.row) for one in clause.proofs]
            assert set(found) <= expected(clause.proofs[0].indicator, values), clause.text
    assert seen >= len(sentences)


@pytest.mark.parametrize("key", TOLD)
def test_every_clause_has_proofs_and_each_is_an_observation(key: str) -> None:
    for told in retain(profile(key)):
        for clause in told.clauses:
            assert clause.proofs
            for one in clause.proofs:
                assert observations.row(one.indicator, *one.row) is not None
            shown = proof_rows(CATALOGUE, clause)
            assert shown.columns == [
                "Indicateur", "Territoire", "Période", "Valeur", "État", "Source",
            ]  # fmt: skip
            assert shown.height == len(set(clause.proofs))


@pytest.mark.parametrize("key", TOLD)
def test_the_rank_of_a_sentence_is_counted_again_from_its_peers(key: str) -> None:
    for told in retain(profile(key)):
        for clause in told.clauses:
            if not (
                match := re.search(r"(?:(\d)e )?(?:niveau le )?plus (élevé|bas|haut)", clause.text)
            ):
                continue
            first = told.clauses[0].proofs[0]
            values = [value(one.indicator, one.row) for one in clause.proofs]
            mine = value(first.indicator, first.row)
            beyond = [one > mine if match[2] == "élevé" else one < mine for one in values]
            assert sum(beyond) + 1 == int(match[1] or 1), told.text
            close = sum(
                abs(one - mine) < Decimal("1.5").scaleb(-first.indicator.decimals) for one in values
            )
            assert ("à l’arrondi près" in clause.text) == (close > 1)


@pytest.mark.parametrize("key", TOLD)
def test_the_strongest_rise_or_fall_is_counted_again_from_its_peers(key: str) -> None:
    for told in retain(profile(key)):
        for clause in told.clauses:
            match = re.search(r"la (?:(\d)e )?plus forte (hausse|baisse)", clause.text)
            if not match:
                continue
            rows: dict[tuple[str, str], list[Proof]] = {}
            for one in clause.proofs:
                rows.setdefault(one.row[:2], []).append(one)
            changes = {}
            for who, pair in rows.items():
                before, after = sorted(
                    (one.row.period, value(one.indicator, one.row)) for one in pair
                )
                changes[who] = ((after[1] - before[1]) / before[1] * 100).quantize(
                    Decimal("0.1"), ROUND_HALF_UP
                )
            mine = changes[told.clauses[0].proofs[0].row[:2]]
            up = match[2] == "hausse"
            assert (mine > 0) == up
            beyond = sum(one > mine if up else one < mine for one in changes.values())
            assert beyond + 1 == int(match[1] or 1), told.text


@pytest.mark.parametrize("key", TOLD)
def test_a_word_of_direction_rests_on_two_figures_of_one_publication_that_differ(key: str) -> None:
    words = re.compile(r"en (hausse|baisse) de|a (augmenté|diminué) de|de (plus|moins) qu")
    for told in retain(profile(key)):
        for clause in told.clauses:
            if not words.search(clause.text):
                continue
            one, other = clause.proofs
            cells = [observations.row(proof.indicator, *proof.row) for proof in (one, other)]
            assert len({cell.vintage for cell in cells if cell}) == 1
            mine, theirs = (value(proof.indicator, proof.row) for proof in (one, other))
            assert abs(mine - theirs) > Decimal(1).scaleb(-one.indicator.decimals)


def test_avesnes_reads_as_an_editor_would_print_it() -> None:
    assert [one.text for one in retain(profile("SPEL:591"))] == [
        "Au 4e trimestre 2025, le taux de chômage est de 12,5\u202f% dans la zone d’emploi de Maubeuge "
        "(+0,9\u00a0point en un an) et de 12,9\u202f% dans celle de Valenciennes, contre 9,6\u202f% dans la "
        "région (publications différentes).",
        "Le taux de pauvreté est de 23,3\u202f% dans le SPEL d’Avesnes-sur-Helpe en 2019, le plus élevé "
        "des 26 SPEL.",
        "De 2016 à 2022, le taux d’emploi a augmenté de 4,23\u00a0points dans la zone d’emploi de "
        "Maubeuge, passant de 52,78\u202f% à 57,01\u202f%.",
        "Dans la zone d’emploi de Maubeuge, la part du commerce, des transports et des services dans "
        "l’emploi est de 33,71\u202f% en 2022, soit 14,66\u00a0points de moins qu’en France métropolitaine.",
        "Le niveau de vie médian est de 18\u202f580\u00a0€ par an dans le SPEL d’Avesnes-sur-Helpe en 2019, "
        "le 3e plus bas des 26 SPEL.",
    ]


def test_every_spel_has_its_five_sentences() -> None:
    found = {place.key: len(retain(profile(place.key))) for place in regional("SPEL")}
    assert len(found) == 26
    assert set(found.values()) == {5}


def test_a_title_names_the_territory_that_it_is_about() -> None:
    titles = {
        "SPEL:591": ("Avesnes-sur-Helpe : pauvreté la plus élevée des 26 SPEL en 2019", "unfavourable"),
        "SPEL:595": ("Lille : chômage en hausse dans la zone d’emploi", "unfavourable"),
        "SPEL:602": ("Clermont : pauvreté la plus basse des 26 SPEL en 2019", "favourable"),
        "ZE2020:3217": (
            "Maubeuge : chômage en hausse, pauvreté la plus élevée des 24 zones", "unfavourable",
        ),
        # Its poverty is the 2nd lowest but for the rounding: a title cannot say so.
        "SPEL:803": ("Montdidier : chômage en hausse dans la zone d’emploi d’Amiens", "unfavourable"),
        "REG:32": ("Hauts-de-France : chômage en hausse", "unfavourable"),
        GROUP: (
            "Groupe de 3 communes : chômage en hausse dans la zone d’emploi de Valenciennes",
            "unfavourable",
        ),
    }  # fmt: skip
    for key, (title, verdict) in titles.items():
        found = page_title(profile(key))
        assert (found.title, found.verdict) == (title, verdict)
        assert found.lede == retain(profile(key))[0].text


def test_a_profile_without_any_line_has_a_title_and_no_sentence() -> None:
    empty = Profile(place("SPEL:591"), (), (), ())
    assert retain(empty) == []
    assert page_title(empty).title == "SPEL d’Avesnes-sur-Helpe"
    assert page_title(empty).lede == "SPEL d’Avesnes-sur-Helpe : aucun chiffre n’est publié."


def test_a_profile_without_the_headline_indicator_begins_with_its_ranks() -> None:
    whole = profile("SPEL:591")
    lines = tuple(line for line in whole.lines if not line.indicator.headline)
    told = retain(Profile(whole.place, lines, (), ()))
    assert told[0].text.startswith("Le taux de pauvreté est de 23,3")


def test_the_sentences_of_every_territory_are_french_and_their_titles_fit() -> None:
    wrong = re.compile(
        r"  |\ble le\b|\bla la\b|\bde le\b|\bà le\b|\bde les\b|\bque en\b|’ |\.\.|None|nan"
    )
    for one in everywhere():
        whole = lines_of(one)
        told = retain(whole)
        title = page_title(whole).title
        # What is read is named beside the territory, on a second line if need be.
        assert len(title) <= LONGEST or (whole.place.name in title and len(title) <= 120), title
        assert 2 <= len(told) <= 5
        for text in (title, *(sentence.text for sentence in told)):
            assert not wrong.search(text), text
        for sentence in told:
            assert sentence.text.endswith(".") and 8 <= len(sentence.text.split()) <= 46
            assert sentence.text[0] == sentence.text[0].upper()
        codes = [sentence.clauses[0].proofs[0].indicator.code for sentence in told]
        assert len(set(codes)) == len(codes)


def test_a_clause_without_proofs_has_an_empty_table_with_its_columns() -> None:
    assert proof_rows(CATALOGUE, Clause("…", ())).columns[0] == "Indicateur"
