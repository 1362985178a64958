"""A reader's own group of communes: what is typed, the territory that it makes, what is read of it."""

import polars as pl
import pytest

from figures import brief, coverage, portrait, readings, sums, tables, themes, tile
from figures.breakdowns import nearest
from figures.cells import cells_of
from figures.facts import Row
from figures.profile import read_line, read_profile
from figures.profile_rows import detail_rows
from loaders import observations
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.groups import LONGEST, MOST, Parsed, codes_of, group, index, parse, sentences
from loaders.search import find_communes, holders
from loaders.territories import LEVELS, crossings, find, read_communes

LILLE = group(["59512", "59350", "59368"], "Trois villes")
ACROSS = group(["02001", "59350"])
CATALOGUE = read_catalogue()
SUMMED = [one for one in CATALOGUE.indicators.values() if one.additive and "COM" in one.levels]
HOUSEHOLDS, PERSONS = SUMMED


def test_a_list_is_read_by_name_code_and_postcode_whatever_the_accents() -> None:
    text = "lille, ST OMER;  Mons-en-Baroeul\n59512 59368\r\nL'Orée de mormal\n62999\nPétaouchnok"
    found = parse(text)
    assert found.codes == ("59350", "62765", "59410", "59512", "59368", "59006")
    assert (found.unknown, found.ambiguous) == (("62999", "Pétaouchnok"), ())
    assert sentences(found) == [
        "Communes introuvables dans les Hauts-de-France : «\u202f62999\u202f», «\u202fPétaouchnok\u202f». "
        "Vérifiez l’orthographe, ou écrivez le code postal."
    ]


def test_a_postcode_stands_for_all_its_communes() -> None:
    here = read_communes().filter(pl.col("region") == "32")
    wanted = here.filter(pl.col("postal_codes").str.contains("59144"))["commune"].to_list()
    assert len(wanted) > 3
    assert parse("59144").codes == tuple(wanted)


def test_a_name_that_several_communes_bear_is_told_with_their_departements() -> None:
    found = parse("Brie")
    assert found == Parsed((), ambiguous=(("Brie", ("02122", "80141")),))
    assert sentences(found) == [
        "«\u202fBrie\u202f» : 2 communes portent ce nom (Aisne, Somme). Ajoutez le numéro du "
        "département ou le code de la commune, par exemple «\u202fBrie (02122)\u202f»."
    ]
    for narrowed in ("Brie (80)", "brie 80141", "80200 Brie", "Brie (80200)"):
        assert parse(narrowed) == Parsed(("80141",)), narrowed
    assert parse("Brie (59)").unknown == ("Brie (59)",)


def test_a_number_that_is_a_code_and_a_postcode_is_a_postcode_and_it_is_said() -> None:
    found = parse("59150")
    assert found == Parsed(("59650",), both=(("59150", ("59650",)),))
    assert sentences(found) == [
        "59150 est lu comme un code postal (Wattrelos) ; c’est aussi le code Insee de Cobrieux."
    ]
    # A number that can only be a code says that the list is one of codes.
    found = parse("59512 59150")
    assert found.codes == ("59512", "59150")
    assert sentences(found) == [
        "59150 est lu comme le code Insee de Cobrieux ; c’est aussi un code postal (Wattrelos)."
    ]


def test_most_postcodes_are_also_the_code_of_a_commune() -> None:
    known = index()
    both = [code for code in known.by_postcode if code in known.names]
    assert len(both) / len(known.by_postcode) > 0.8


def test_every_commune_is_found_by_its_code_and_by_its_name_with_its_departement() -> None:
    here = read_communes().filter(pl.col("region") == "32")
    codes = here["commune"].to_list()
    assert parse("\n".join(codes)).codes == tuple(codes)
    named = here.select(pl.format("{} ({})", "name", "departement"))["name"].to_list()
    assert parse("\n".join(named)).codes == tuple(codes)


def test_nothing_typed_names_nothing() -> None:
    assert parse(" ,;\n\x00") == Parsed(())
    assert sentences(Parsed(())) == []
    many = parse("\n".join(f"inconnue {rank}" for rank in range(50)) + "\n" + "x" * 1000)
    assert sentences(many)[0].count("«") == 8
    assert " et 43 autres. " in sentences(many)[0]


def test_a_norman_commune_is_not_of_the_region() -> None:
    norman = read_communes().filter(pl.col("region") == "28")["commune"][0]
    assert parse(norman).unknown == (norman,)
    with pytest.raises(DataError, match=f"{norman}.* n’est pas le code d’une commune"):
        group([norman])


def test_a_group_is_a_territory_named_by_its_sorted_codes() -> None:
    assert (LILLE.key, LILLE.name, LILLE.departement, LILLE.region, LILLE.hdf) == (
        "GROUPE:59350.59368.59512", "Trois villes", "59", "32", True,
    )  # fmt: skip
    assert codes_of(LILLE) == ("59350", "59368", "59512")
    people = read_communes().filter(pl.col("commune").is_in(codes_of(LILLE)))["population"]
    assert LILLE.population == people.sum()
    assert (LILLE.x, LILLE.y, LILLE.radius) == (None, None, None)
    assert ACROSS.departement is None
    assert find("GROUPE", ACROSS.code) == ACROSS
    with pytest.raises(KeyError):
        find("GROUPE", "59350.99999")


def test_a_sentence_names_a_group() -> None:
    said = "groupe «\u202fTrois villes\u202f»"
    assert (LILLE.title, LILLE.de, LILLE.a, LILLE.sentence) == (
        "Trois villes", f"du {said}", f"dans le {said}", f"le {said}",
    )  # fmt: skip
    assert (ACROSS.title, ACROSS.the) == ("Groupe de 2 communes", "le groupe de 2 communes")
    assert group(["59350"]).a == "dans le groupe d’une commune"


@pytest.mark.parametrize("name", ["Groupe de 3 communes", "groupe d'une  commune"])
def test_a_name_of_the_automatic_form_never_counts_other_communes(name: str) -> None:
    assert group(["59350", "59512"], name).name == "Groupe de 2 communes"
    assert group(["59350"], name).name == "Groupe d’une commune"


def test_a_given_name_that_begins_as_the_automatic_one_is_not_quoted() -> None:
    own = group(["59350", "59512"], "Groupe des Weppes")
    assert (own.name, own.the) == ("Groupe des Weppes", "le groupe des Weppes")


def test_a_group_has_a_bounded_name_and_a_bounded_size() -> None:
    assert group(["59350"], " a\x00\n\u202eb  c ").name == "a b c"
    assert len(group(["59350"], "é" * 500).name) == LONGEST
    codes = read_communes()["commune"].to_list()
    assert group(codes[:MOST]).name == f"Groupe de {MOST} communes"
    with pytest.raises(DataError, match="compte 201 communes ; 200 au plus"):
        group(codes[: MOST + 1])
    with pytest.raises(DataError, match="aucune commune"):
        group([])


def test_no_file_may_name_a_group() -> None:
    assert "GROUPE" not in LEVELS


def test_a_group_crosses_the_zones_where_its_inhabitants_live() -> None:
    parts = crossings("GROUPE", ACROSS.code)
    assert parts["territory"].to_list() == ["3216", "3220"]
    assert parts["population"].sum() == ACROSS.population


def test_what_is_nearest_to_a_group_is_its_zone_its_departement_the_region_its_bassin() -> None:
    assert [one.key for one in nearest(LILLE)] == [
        LILLE.key, "ZE2020:3216", "DEP:59", "REG:32",
        f"BE:{crossings('GROUPE', LILLE.code, 'BE')['territory'][0]}",
    ]  # fmt: skip
    assert [one.level for one in nearest(ACROSS)] == ["GROUPE", "ZE2020", "REG", "BE"]


@pytest.mark.parametrize("place", [LILLE, ACROSS], ids=["one département", "two"])
def test_every_figure_can_be_asked_of_a_group(place) -> None:
    assert tile.tiles(CATALOGUE, place)
    assert themes.overview(list(CATALOGUE.indicators.values()), place).height
    for indicator in CATALOGUE.indicators.values():
        brief.title(indicator, place)
        brief.elsewhere(indicator, place)
        brief.essentials(indicator, place)
        for reading in readings.readings(indicator, place):
            readings.note(indicator, place, reading)
    taken = CATALOGUE.headline()
    at = portrait.latest(taken, place)
    assert at is not None and portrait.shown(taken, place)[0].level == "ZE2020"
    assert portrait.headline(taken, place).title
    assert portrait.why_zones(taken, place).startswith(place.title)
    assert portrait.essentials(taken, place, at.row.period)
    assert portrait.lines_of(taken, place, "2020-Q1", at.row.period)
    assert portrait.told_at(taken, place, at.row.period)


def test_the_profile_of_a_group_prints() -> None:
    found = read_profile(CATALOGUE, ACROSS)
    assert len(found.lines) > 20
    for line in (*found.lines, *found.wider):
        assert cells_of(CATALOGUE, line).value


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lill", "Lille"), ("59350", "Saint-André-lez-Lille"), ("59000", "Lille"), ("st-q", "Saint-Quentin"),
        ("touquet", "Le Touquet-Paris-Plage"), ("  ABBÉ", "Abbeville"), ("593", "Valenciennes"),
    ],
)  # fmt: skip
def test_communes_are_found_by_what_is_typed(typed: str, first: str) -> None:
    found = find_communes(typed)
    assert found[0].name == first
    assert {one.level for one in found} == {"COM"}
    assert len(found) <= 20


def test_nothing_is_found_of_nothing_and_a_limit_is_kept() -> None:
    assert find_communes(" - ") == []
    assert find_communes("zzzz") == []
    assert len(find_communes("saint", 7)) == 7


def test_a_postcode_gives_all_its_communes_the_largest_first() -> None:
    found = [one.name for one in find_communes("59600")]
    assert found[0] == "Maubeuge"
    assert {"Assevent", "Bettignies", "Vieux-Reng"} <= set(found[:9])
    # 59600 is also the code of Tourmignies: it comes last.
    assert found[-1] == "Tourmignies"


def test_a_commune_is_held_by_four_territories() -> None:
    lille = find("COM", "59350")
    assert [one.key for one in holders(lille)] == [
        "SPEL:595", "ZE2020:3216", "EPCI:200093201", "DEP:59",
    ]  # fmt: skip


# Sums


def published(indicator, level: str, code: str) -> float | None:
    cell = observations.row(indicator, level, code, "2019")
    return cell.value if cell else None


def communes_of(epci: str) -> list[str]:
    return read_communes().filter(pl.col("epci") == epci)["commune"].to_list()


CAUDRESIS = "200030633"
"""46 communes, of which one is secret, Dehéries (59171)."""


def test_the_sum_of_three_communes_is_that_of_their_published_counts() -> None:
    by_hand = 97_244 + 10_783 + 33_912
    found = sums.total(HOUSEHOLDS, LILLE)
    assert found is not None
    assert (found.value, found.status, found.row) == (
        by_hand, "A", Row("GROUPE", "59350.59368.59512", "2019"),
    )  # fmt: skip


def test_a_group_that_is_a_whole_territory_has_its_total() -> None:
    lille = group(communes_of("200093201"))
    found = sums.total(HOUSEHOLDS, lille)
    assert found is not None and found.value == published(HOUSEHOLDS, "EPCI", "200093201")


def test_a_group_with_a_secret_commune_is_secret() -> None:
    place = group(["59350", "59171"])
    found = sums.total(HOUSEHOLDS, place)
    assert found is not None and (found.value, found.status) == (None, "C")
    assert sums.why(HOUSEHOLDS, place) == (
        "Secret statistique : aucune valeur n’est publiée pour Dehéries."
    )


def test_all_but_the_only_secret_commune_of_an_epci_would_give_it_away() -> None:
    others = [one for one in communes_of(CAUDRESIS) if one != "59171"]
    known = [published(HOUSEHOLDS, "COM", one) for one in others]
    assert None not in known
    place = group(others)
    found = sums.total(HOUSEHOLDS, place)
    assert found is not None and (found.value, found.status, found.text) == (None, "C", "secret")
    assert sums.why(HOUSEHOLDS, place) == (
        "Secret statistique : retirée du total de la CA du Caudrésis et du Catésis, la somme "
        "laisserait déduire une valeur secrète."
    )
    # Without Caudry too, the difference is no longer that of one commune.
    fewer = sums.total(HOUSEHOLDS, group([one for one in others if one != "59139"]))
    caudry = published(HOUSEHOLDS, "COM", "59139")
    assert fewer is not None and fewer.value == sum(one or 0 for one in known) - (caudry or 0)


def test_communes_that_add_up_to_a_secret_are_not_listed_below_it() -> None:
    others = [one for one in communes_of(CAUDRESIS) if one != "59171"]
    catalogue = read_catalogue()
    rows = detail_rows(catalogue, read_profile(catalogue, group(others)), HOUSEHOLDS.theme)
    listed = rows.filter(indicateur=HOUSEHOLDS.code, niveau="COM")
    assert listed.is_empty()
    fewer = group(others[:5])
    rows = detail_rows(catalogue, read_profile(catalogue, fewer), HOUSEHOLDS.theme)
    assert rows.filter(indicateur=HOUSEHOLDS.code, niveau="COM").height == 5


def test_all_but_the_two_secret_communes_of_an_epci_are_secret_too() -> None:
    """Their sum, 61, is beyond the threshold: it is still one that nobody else publishes."""
    codes = communes_of("200043263")
    others = [one for one in codes if published(HOUSEHOLDS, "COM", one) is not None]
    whole = published(HOUSEHOLDS, "EPCI", "200043263")
    added = sum(published(HOUSEHOLDS, "COM", one) or 0 for one in others)
    assert (len(codes) - len(others), whole, added) == (2, 12_372, 12_311)
    found = sums.total(HOUSEHOLDS, group(others))
    assert found is not None and found.value is None
    assert "la CC Cœur de l’Avesnois" in sums.why(HOUSEHOLDS, group(others))


def test_no_published_total_less_a_told_sum_leaves_a_secret() -> None:
    """Take every EPCI without each of its communes in turn: what is told never tells a small cell."""
    told = 0
    for epci in read_communes().filter(pl.col("region") == "32")["epci"].unique().sort()[:30]:
        codes = communes_of(epci)
        whole = published(HOUSEHOLDS, "EPCI", epci)
        for left in codes:
            rest = [one for one in codes if one != left]
            found = sums.total(HOUSEHOLDS, group(rest)) if rest and whole else None
            if found and found.value is not None and whole:
                told += 1
                gap = whole - found.value
                assert gap <= 0 or gap >= HOUSEHOLDS.threshold, (epci, left)
                assert published(HOUSEHOLDS, "COM", left) is not None, (epci, left)
    assert told > 500


def test_what_the_producer_publishes_is_not_hidden_however_small() -> None:
    """34 households are published there, since 100 people live in them."""
    maresville = group(["62554"])
    found = sums.total(HOUSEHOLDS, maresville)
    assert found is not None
    assert (found.value, found.status) == (published(HOUSEHOLDS, "COM", "62554"), "A") == (34, "A")
    assert sums.why(HOUSEHOLDS, maresville) == ""


def test_a_sum_that_lacks_a_commune_is_no_sum() -> None:
    place = group(["59350", "60694"])
    assert sums.total(HOUSEHOLDS, place) is None
    assert sums.why(HOUSEHOLDS, place) == (
        "La somme serait incomplète : aucune valeur pour Les Hauts-Talican (2019)."
    )
    # M says the same as no row at all.
    assert sums.total(HOUSEHOLDS, group(["59350", "60054"])) is None


def test_a_rate_is_never_aggregated() -> None:
    for one in CATALOGUE.indicators.values():
        if one not in SUMMED:
            assert sums.total(one, LILLE) is None, one.code
            reason = sums.why(one, LILLE)
            assert "somme" in reason if one.additive else "ne s’additionne pas" in reason


def test_a_reason_names_a_few_communes_and_counts_the_others() -> None:
    rows = observations.totals(HOUSEHOLDS).filter(pl.col("level") == "COM", pl.col("status") == "C")
    secret = rows["territory"][:5].to_list()
    names = [find("COM", code).name for code in secret]
    assert sums.why(HOUSEHOLDS, group(secret)) == (
        "Secret statistique : aucune valeur n’est publiée pour "
        f"{', '.join(names[:3])} et 2 autres communes."
    )


def test_the_profile_of_a_group_reads_its_own_sum_first() -> None:
    line = read_line(HOUSEHOLDS, LILLE)
    assert line is not None and line.own and line.read == LILLE
    assert line.figure == sums.total(HOUSEHOLDS, LILLE)
    assert (line.rank, line.year, line.span, line.gaps) == (None, None, None, {})
    cells = cells_of(CATALOGUE, line)
    assert (cells.where, cells.rank, cells.strip) == ("", "", None)
    zone = read_line(HOUSEHOLDS, group(["59350", "60694"]))
    assert zone is not None and zone.read.level == "ZE2020"


def test_what_is_said_of_a_sum_is_that_it_is_one() -> None:
    told = [one.text for one in coverage.sentences(HOUSEHOLDS, LILLE)]
    assert told == [
        "Trois villes : le nombre de ménages fiscaux, 141\u202f939\u00a0ménages en 2019, est la "
        "somme de ses communes."
    ]
    hidden = coverage.sentences(HOUSEHOLDS, group(["59350", "59171"]))
    assert [one.text for one in hidden] == [
        "Secret statistique : aucune valeur n’est publiée pour Dehéries."
    ]
    assert coverage.sentences(CATALOGUE.headline(), LILLE)[0].text.startswith(
        "Trois villes : aucune"
    )


def test_a_secret_group_prints_its_secret_and_no_larger_territory() -> None:
    line = read_line(HOUSEHOLDS, group(["59350", "59171"]))
    assert line is not None and line.own
    cells = cells_of(CATALOGUE, line)
    assert (cells.value, cells.status, cells.gaps) == ("secret", "secret statistique", {})


def test_the_rows_to_take_away_name_every_commune() -> None:
    rows = tables.indicator_rows(HOUSEHOLDS)
    assert rows.height == observations.read(HOUSEHOLDS).height
    named = dict(rows.filter(pl.col("niveau") == "COM").select("territoire", "nom").iter_rows())
    assert named["62447"] == "Hesdin-la-Forêt" and len(named) == 3781
