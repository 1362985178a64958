"""The official files on who lives and works where: how each is read, and what is published."""

import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from loaders import codelists, observations
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.official import (
    dares_defm,
    files_of,
    insee_emploi_dep,
    insee_filosofi,
    insee_population_dep,
    insee_recensement_ze,
    urssaf_effectifs_ze,
)

PUBLISHED = (
    "population-age-sexe",
    "diplomes-population",
    "csp-population",
    "taux-pauvrete",
    "niveau-vie-median",
    "rapport-interdecile",
    "menages-imposes",
    "menages-fiscaux",
    "personnes-menages-fiscaux",
    "emploi-salarie-secteur",
    "emploi-interimaire",
    "emploi-prive-a38",
    "emploi-secteur-rp",
    "evolution-emploi-rp",
    "demandeurs-emploi-categories",
    "taux-emploi-15-64",
    "taux-chomage-rp",
)


def published(code: str) -> pl.DataFrame:
    return observations.read(read_catalogue().indicators[code])


def cell(code: str, level: str, territory: str, period: str, **broken_down: str) -> tuple:
    """Return the value and the status of one published observation."""
    indicator = read_catalogue().indicators[code]
    keys = {"level": level, "territory": territory, "period": period}
    keys |= {name: broken_down.get(name, "T") for name in indicator.dimensions}
    found = published(code).filter(*(pl.col(name) == value for name, value in keys.items()))
    return found.select("value", "status").row(0)


def values(rows: pl.DataFrame, *dimensions: str) -> list[tuple[object, ...]]:
    return rows.select("level", "territory", "period", *dimensions, "value", "status").rows()


# Salaried jobs by sector: the databank's export, two quarters of its real figures.

SECTORS = [
    ("Tertiaire marchand (A5-GU) - Aisne", "1737971", "58259;61149"),
    ("Tertiaire marchand (A5-GU) - Nord", "1737088", "463343;492205"),
    ("Tertiaire marchand (A5-GU) - Oise", "1737089", "113381;119837"),
    ("Tertiaire marchand (A5-GU) - Pas-de-Calais", "1737091", "191131;203573"),
    ("Tertiaire marchand (A5-GU) - Somme", "1737109", "78663;"),
    ("Tertiaire marchand (A5-GU) - Hauts-de-France", "1738972", "904776;960412"),
    ("Intérim (78.20Z) - Nord", "1737944", "31564;30687"),
    ("Ensemble des salariés - Nord", "10567949", "995883;1033494"),
]


def write_sectors(folder: Path) -> Path:
    """Write the export with its idBanks without their zeros, and its lines of codes."""
    lines = ["Libellé;idBank;Dernière mise à jour;Période;2020-T4;2022-T4"]
    for label, idbank, figures in SECTORS:
        lines.append(
            f"Emploi salarié en fin de trimestre - {label};{idbank};31/03/2023 12:00;;{figures}"
        )
        codes = zip(figures.split(";"), "AP", strict=True)
        lines.append(f"Codes;;;;{';'.join(code if figure else '' for figure, code in codes)}")
    path = folder / "bdm_emploi_salarie_trim_departement_secteur.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_jobs_by_sector_keep_their_status_and_add_up_when_no_departement_lacks(
    tmp_path: Path,
) -> None:
    rows = insee_emploi_dep.parse_sectors(write_sectors(tmp_path))
    market = rows.filter(pl.col("secteur") == "tertiaire marchand")
    assert ("DEP", "59", "2022-Q4", "tertiaire marchand", 492205.0, "P") in values(
        market, "secteur"
    )
    # 2022-Q4 lacks the Somme: no sum; INSEE's own series of the région is not read.
    assert values(market.filter(pl.col("level") == "REG"), "secteur") == [
        ("REG", "32", "2020-Q4", "tertiaire marchand", 904777.0, "A")
    ]
    assert values(rows.filter(pl.col("secteur") == "T"), "secteur") == [
        ("DEP", "59", "2020-Q4", "T", 995883.0, "A"),
        ("DEP", "59", "2022-Q4", "T", 1033494.0, "P"),
    ]
    assert set(rows["source"]) == {"insee-bdm-emploi-secteur"}


def test_temporary_work_is_a_series_of_its_own(tmp_path: Path) -> None:
    rows = insee_emploi_dep.parse_temporary(write_sectors(tmp_path))
    assert values(rows) == [
        ("DEP", "59", "2020-Q4", 31564.0, "A"),
        ("DEP", "59", "2022-Q4", 30687.0, "P"),
    ]


@pytest.mark.parametrize(
    ("territory", "sector", "period", "value", "status"),
    [
        ("59", "construction", "2022-Q4", 52129, "P"),  # line 1678, column 2022-T4
        ("80", "agriculture", "2020-Q4", 4056, "A"),  # line 2254, column 2020-T4
        ("62", "tertiaire non marchand", "2022-Q4", 173921, "P"),  # line 2418, column 2022-T4
        ("02", "industrie", "2001-Q4", 37761, "A"),  # line 986, column 2001-T4
    ],
)
def test_published_jobs_by_sector_are_those_of_the_file(
    territory: str, sector: str, period: str, value: float, status: str
) -> None:
    found = cell("emploi-salarie-secteur", "DEP", territory, period, secteur=sector)
    assert found == (value, status)


def test_published_temporary_jobs_are_those_of_the_file() -> None:
    assert cell("emploi-interimaire", "DEP", "59", "2022-Q4") == (30687, "P")  # line 1870
    assert cell("emploi-interimaire", "DEP", "62", "2020-Q4") == (17235, "A")  # line 1876
    assert cell("emploi-interimaire", "DEP", "80", "2001-Q4") == (7808, "A")  # line 1912


def test_five_sectors_make_the_total_of_a_departement_but_for_rounding() -> None:
    rows = published("emploi-salarie-secteur").filter(pl.col("period") >= "2010-Q4")
    total = pl.col("secteur") == "T"
    gaps = rows.group_by("level", "territory", "period").agg(
        (pl.col("value").filter(total).sum() - pl.col("value").filter(~total).sum()).alias("gap"),
        pl.len(),
    )
    assert set(gaps["len"]) == {6}
    assert gaps.filter(pl.col("level") == "DEP")["gap"].abs().max() == 2
    totals = published("emploi-salarie-trimestriel")
    joined = rows.filter(total).join(totals, on=["level", "territory", "period"])
    assert joined.height == totals.height
    assert (joined["value"] == joined["value_right"]).all()


# Private jobs by zone d'emploi and activity.


def test_private_jobs_say_what_is_missing_and_make_no_total(tmp_path: Path) -> None:
    path = tmp_path / "urssaf_effectifs_ze_a38_2019_2022_2023_2024.csv"
    path.write_text(
        "code_ze,a38,a21,a5,lib,eff_19,eff_24\n"
        '0054,GZ,G,GU,Commerce,11062,11791\n3219,BZ,B,BE,"Industries extractives",,0\n',
        encoding="utf-8",
    )
    rows = urssaf_effectifs_ze.parse(path)
    assert sorted(values(rows, "secteur")) == [
        ("ZE2020", "0054", "2019", "GZ", "11062", "A"),
        ("ZE2020", "0054", "2024", "GZ", "11791", "A"),
        ("ZE2020", "3219", "2019", "BZ", None, "M"),
        ("ZE2020", "3219", "2024", "BZ", "0", "A"),
    ]
    assert rows["origin"][0] == f"{path.name}, ligne 2, colonne eff_19"


def test_published_private_jobs_are_those_of_the_file() -> None:
    code, zone = "emploi-prive-a38", "ZE2020"
    assert cell(code, zone, "3217", "2024", secteur="FZ") == (3597, "A")  # line 1269, eff_24
    assert cell(code, zone, "3216", "2019", secteur="NZ") == (42909, "A")  # line 1248, eff_19
    assert cell(code, zone, "0054", "2023", secteur="GZ") == (11657, "A")  # line 51, eff_23
    assert cell(code, zone, "3203", "2019", secteur="CF") == (None, "M")  # line 794, eff_19
    assert published(code)["territory"].n_unique() == 44
    listed = codelists.values(read_catalogue().indicators[code], "secteur")
    assert set(published(code)["secteur"]) == set(listed)


def test_the_licence_of_urssaf_is_its_own() -> None:
    assert read_catalogue().sources["urssaf-effectifs-ze"].licence == "ODbL-1.0"


# Jobseekers by category.


def test_jobseekers_by_category_break_in_2025_and_make_no_total(tmp_path: Path) -> None:
    path = tmp_path / "defm_janvier_brut_hdf_2015_2026.csv"
    lines = ["date,code_departement,A,B,C,D,E,ABC"]
    for code in ("02", "59", "60", "61", "62", "80"):
        lines.append(f"2025-01,{code},32370,6080,12430,3730,3670,50880")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = dares_defm.parse_categories(path)
    assert set(rows["categorie"]) == {"A", "B", "C", "D", "E"}
    assert set(rows["status"]) == {"B"}
    assert "61" not in set(rows["territory"])
    region = rows.filter(pl.col("level") == "REG", pl.col("categorie") == "E")
    assert values(region, "categorie") == [("REG", "32", "2025-01", "E", 18350.0, "B")]


def test_published_jobseekers_by_category_are_those_of_the_file() -> None:
    code = "demandeurs-emploi-categories"
    assert cell(code, "DEP", "59", "2026-01", categorie="A") == (159740, "A")  # line 25
    assert cell(code, "DEP", "02", "2025-01", categorie="D") == (3730, "B")  # line 12
    assert cell(code, "DEP", "60", "2015-01", categorie="E") == (4230, "A")  # line 26
    rows = published(code).filter(pl.col("categorie").is_in(["A", "B", "C"]))
    sums = rows.group_by("level", "territory", "period").agg(pl.col("value").sum())
    joined = sums.join(
        published("demandeurs-emploi-abc"), on=["level", "territory", "period"], suffix="_abc"
    )
    assert joined.height == sums.height
    # Each is rounded to 10, and the région adds five départements up.
    gap = (joined["value"] - joined["value_abc"]).abs()
    assert gap.filter(joined["level"] == "DEP").max() == 10


# Population by age and sex.

AGES = ["0 à 19 ans", "20 à 39 ans", "40 à 59 ans", "60 à 74 ans", "75 ans et plus", "Total"]
AISNE = [
    "125684", "113454", "132390", "98737", "52526", "522791",
    "64688", "57214", "65872", "47242", "20699", "255715",
    "60996", "56240", "66518", "51495", "31827", "267076",
]  # fmt: skip


def population_sheet(codes: list[str], source: str) -> pl.DataFrame:
    """Return a year's sheet as text, every département having the Aisne's figures."""
    width = 2 + 3 * len(AGES)
    empty: list[str | None] = [None] * (width - 1)
    blocks = [None, *("Ensemble", *[None] * 5), *("Hommes", *[None] * 5), *("Femmes", *[None] * 5)]
    lines: list[list[str | None]] = [
        ["Estimation de population", *empty],
        ["Année 2023", *empty],
        [None, *empty],
        ["Départements", *blocks],
        [None, None, *AGES, *AGES, *AGES],
        *([code, "", *AISNE] for code in codes),
        [source, *empty],
    ]
    return pl.DataFrame(lines, orient="row", schema=[f"column_{i}" for i in range(width)])


def test_population_is_read_by_age_and_sex_with_both_totals() -> None:
    source = "Source : Insee - Estimations de population (résultats provisoires arrêtés fin 2022)."
    sheet = population_sheet(["01", "02", "14", "France métropolitaine "], source)
    rows = insee_population_dep.tidy_breakdown({"2023": sheet}, "estim-pop.xls")
    assert set(rows["territory"]) == {"02", "14", "FM"}
    aisne = values(rows.filter(pl.col("territory") == "02"), "age", "sexe")
    assert len(aisne) == 18
    assert ("DEP", "02", "2023", "75 ans et plus", "femmes", 31827.0, "P") in aisne
    assert ("DEP", "02", "2023", "T", "hommes", 255715.0, "P") in aisne
    assert ("DEP", "02", "2023", "T", "T", 522791.0, "P") in aisne


def test_a_region_by_age_and_sex_is_the_sum_of_its_five_departements() -> None:
    sheet = population_sheet(["02", "59", "60", "62", "80"], "Source : Insee")
    rows = insee_population_dep.tidy_breakdown({"1975": sheet}, "estim-pop.xls")
    region = values(rows.filter(pl.col("level") == "REG"), "age", "sexe")
    assert len(region) == 18
    assert ("REG", "32", "1975", "0 à 19 ans", "femmes", 304980.0, "A") in region


def test_a_sheet_whose_age_groups_changed_is_refused() -> None:
    sheet = population_sheet(["02"], "Source : Insee")
    sheet = sheet.with_columns(pl.col("column_9").str.replace("20 à 39 ans", "20 à 34 ans"))
    with pytest.raises(DataError) as error:
        insee_population_dep.tidy_breakdown({"2026": sheet}, "estim-pop.xls")
    assert str(error.value).startswith(
        "estim-pop.xls, feuille 2026, lignes 4 et 5 : le bloc « Hommes »"
    )


def test_published_population_by_age_and_sex_is_that_of_the_workbook() -> None:
    code = "population-age-sexe"
    # Sheet 2023: Nord is line 65, Somme line 86, metropolitan France line 102.
    nord = cell(code, "DEP", "59", "2023", age="0 à 19 ans", sexe="femmes")
    assert nord == (323665, "P")
    assert cell(code, "DEP", "80", "2023", age="75 ans et plus") == (55465, "P")
    assert cell(code, "FRANCE", "FM", "2023", sexe="hommes") == (31883822, "P")
    # Sheet 1975: Aisne is line 7.
    aisne = cell(code, "DEP", "02", "1975", age="20 à 39 ans", sexe="hommes")
    assert aisne == (72373, "A")


@pytest.mark.parametrize(("added", "kept"), [("age", "sexe"), ("sexe", "age")])
def test_ages_and_sexes_make_their_total_exactly(added: str, kept: str) -> None:
    total = pl.col(added) == "T"
    gaps = (
        published("population-age-sexe")
        .group_by("level", "territory", "period", kept)
        .agg(
            (pl.col("value").filter(total).sum() - pl.col("value").filter(~total).sum()).alias(
                "gap"
            )
        )
    )
    assert set(gaps["gap"]) == {0}


# Incomes and poverty.

FILOSOFI = ["CODGEO", "LIBGEO", "MED19", "PIMP19", "TP6019", "TP60AGE119", "TP60TOL119", "RD19"]
# Beyond these, ages and tenures that the sample leaves as they are in Nord.
OTHERS = [f"TP60AGE{rank}19" for rank in range(2, 7)] + ["TP60TOL219"]
NORD: list[object] = [20290, 51.3, 18.9, 30.6, 7.4, 3.3]
AGED: list[object] = [22.1, 20.9, 18, 12.5, 10.9, 35.5]


def write_filosofi(folder: Path, local: str = "591") -> Path:
    """Write the archive of INSEE's layout: one sheet per zoning, header on line 6."""
    places: dict[str, list[list[object]]] = {
        "METRO": [["1", "France métropolitaine", 21930, 57.6, 14.5, 22.7, 6.3, 3.4, *AGED]],
        "REG": [["32", "Hauts-de-France", 20360, 51.6, 17.6, 29, 7.1, 3.2, *AGED]],
        "DEP": [
            ["59", "Nord", *NORD, *AGED],
            [],
            ["Guadeloupe, Guyane, Mayotte"],
            ["©Insee       Source : Insee, enquête Budget de famille 2017."],
            ["Code géographique", "Libellé géographique"],
            ["971", "Guadeloupe", 15770, 33.4, 34.5, 45.1, 29.8, 4.9, *AGED],
        ],
        "ARR": [
            ["011", "Belley", 22670, 59.8, 10.2, 14.8, 5.1, 2.8, *AGED],
            [local, "Avesnes-sur-Helpe", 18580, 43.7, 23.3, 38.2, 5, 3.2, *AGED],
        ],
        "EPCI": [["200000172", "CC Faucigny-Glières", 25520, 64.8, 9.2, 13.8, 5, 3.6, *AGED]],
        "ZE2020": [["9407", "Propriano", 20000, 50.8, 21.7, "s", 14, 3.5, *AGED]],
    }
    book_path = folder / "base-cc-filosofi-2019-geo2022.xlsx"
    with xlsxwriter.Workbook(book_path) as book:
        for name, rows in places.items():
            sheet = book.add_worksheet(name)
            sheet.write("A1", "Fichier Localisé Social et Fiscal (FiLoSoFi) - Année 2019")
            sheet.write_row("A5", ["Code géographique", "Libellé géographique"])
            sheet.write_row("A6", [*FILOSOFI, *OTHERS])
            for line, row in enumerate(rows):
                sheet.write_row(6 + line, 0, row)
    path = folder / "base-cc-filosofi-2019_XLSX.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(book_path, book_path.name)
    book_path.unlink()
    return path


def test_the_median_is_read_at_each_level_without_the_other_survey(tmp_path: Path) -> None:
    rows = insee_filosofi.parser(insee_filosofi.MEDIAN)(write_filosofi(tmp_path))
    assert values(rows) == [
        ("FRANCE", "FM", "2019", "21930", "A"),
        ("REG", "32", "2019", "20360", "A"),
        ("DEP", "59", "2019", "20290", "A"),
        ("ARR", "591", "2019", "18580", "A"),
        ("ZE2020", "9407", "2019", "20000", "A"),
    ]
    assert rows["origin"][2] == (
        "base-cc-filosofi-2019_XLSX.zip, feuille DEP, ligne 7, colonne MED19"
    )


def test_a_poverty_rate_is_secret_or_a_bound_where_the_producer_says_so(tmp_path: Path) -> None:
    rows = insee_filosofi.parser(insee_filosofi.POVERTY)(write_filosofi(tmp_path))
    broken_down = values(rows, "age", "statut")
    assert ("DEP", "59", "2019", "T", "T", "18.9", "A") in broken_down
    assert ("DEP", "59", "2019", "moins de 30 ans", "T", "30.6", "A") in broken_down
    assert ("DEP", "59", "2019", "T", "locataires", "35.5", "A") in broken_down
    assert ("ZE2020", "9407", "2019", "moins de 30 ans", "T", None, "C") in broken_down
    assert ("ARR", "591", "2019", "T", "propriétaires", "5", "E") in broken_down
    assert len(broken_down) == 5 * 9


def test_an_archive_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "base-cc-filosofi-2019_XLSX.zip"
    path.write_bytes(b"<html>503</html>")
    with pytest.raises(DataError) as error:
        insee_filosofi.parser(insee_filosofi.MEDIAN)(path)
    assert str(error.value) == (
        "base-cc-filosofi-2019_XLSX.zip : l’archive ne contient aucun classeur lisible ; "
        "téléchargez-la de nouveau."
    )


def test_published_incomes_are_those_of_the_workbook() -> None:
    # 2019: sheet DEP line 66, REG line 13, ZE2020 line 114, EPCI line 720, ARR line 204.
    assert cell("taux-pauvrete", "DEP", "59", "2019") == (18.9, "A")
    assert cell("taux-pauvrete", "REG", "32", "2019", age="moins de 30 ans") == (29, "A")
    assert cell("taux-pauvrete", "ZE2020", "3217", "2019", statut="locataires") == (43.9, "A")
    assert cell("taux-pauvrete", "FRANCE", "FM", "2019") == (14.5, "A")
    assert cell("niveau-vie-median", "EPCI", "200093201", "2019") == (20980, "A")
    assert cell("niveau-vie-median", "ARR", "591", "2019") == (18580, "A")
    assert cell("rapport-interdecile", "REG", "32", "2019") == (3.2, "A")
    assert cell("menages-imposes", "ZE2020", "3217", "2019") == (42.2, "A")
    # 2021: lines 2 and 100 of the file of zones.
    assert cell("taux-pauvrete", "ZE2020", "3217", "2021") == (25.1, "A")
    assert cell("niveau-vie-median", "FRANCE", "FM", "2021") == (23080, "A")


COUNTS = ["CODGEO", "LIBGEO", "NBMENFISC19", "NBPERSMENFISC19"]
COMMUNES: list[list[object]] = [
    ["01001", "L'Abergement-Clémenciat", 322, 819],
    ["02077", "Berzy-le-Sec", 157, 400],
    ["02564", "Noyant-et-Aconin", 195, 478],
    ["02001", "Abbécourt", 206, 499],
    ["02010", "Aizelles", "s", "s"],
    ["60054", "Les Hauts-Talican", 357, 973],
    ["80155", "Bussus-Bussuel", 114, 318],
    ["80830", "Yaucourt-Bussus", "s", "s"],
    ["59070", "Bermeries", 135, 364],
]


def write_counts(folder: Path) -> Path:
    """Write the archive with the sheets of counts, some communes having changed since."""
    places: dict[str, list[list[object]]] = {
        "COM": COMMUNES,
        "METRO": [["1", "France métropolitaine", 27937964, 62973019]],
        "REG": [["32", "Hauts-de-France", 2439366, 5783066]],
        "DEP": [["02", "Aisne", 223635, 513278]],
        "ARR": [["022", "Laon", 68123, 153816]],
        "EPCI": [["200000172", "CC Faucigny-Glières", 11223, 27070]],
        "ZE2020": [["9407", "Propriano", 5297, 10439]],
    }
    book_path = folder / "base-cc-filosofi-2019-geo2022.xlsx"
    with xlsxwriter.Workbook(book_path) as book:
        for name, rows in places.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate([COUNTS, *rows]):
                sheet.write_row(5 + line, 0, row)
    path = folder / "base-cc-filosofi-2019_XLSX.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(book_path, book_path.name)
    return path


def test_counts_go_down_to_the_communes_of_today(tmp_path: Path) -> None:
    rows = insee_filosofi.parser(insee_filosofi.HOUSEHOLDS)(write_counts(tmp_path))
    assert values(rows) == [
        ("FRANCE", "FM", "2019", "27937964", "A"),
        ("REG", "32", "2019", "2439366", "A"),
        ("DEP", "02", "2019", "223635", "A"),
        ("ARR", "022", "2019", "68123", "A"),
        ("ZE2020", "9407", "2019", "5297", "A"),
        ("COM", "02001", "2019", "206", "A"),
        ("COM", "02010", "2019", None, "C"),
        # Merged since with Berzy-le-Sec: 195 + 157.
        ("COM", "02564", "2019", "352", "A"),
        # Divided since: the figure was about both parts.
        ("COM", "60054", "2019", None, "M"),
        # Merged with a commune that is secret.
        ("COM", "80155", "2019", None, "C"),
        # 59006, merged with Bermeries, is not in this file: its sum would lack a part.
    ]
    origins = dict(rows.select("territory", "origin").iter_rows())
    start = "base-cc-filosofi-2019_XLSX.zip, feuille COM, ligne"
    assert origins["02001"] == f"{start} 10, colonne NBMENFISC19"
    assert origins["02564"] == f"{start} 8, colonne NBMENFISC19 et les communes fusionnées"


def test_persons_of_a_merged_commune_add_up_too(tmp_path: Path) -> None:
    rows = insee_filosofi.parser(insee_filosofi.PERSONS)(write_counts(tmp_path))
    assert ("COM", "02564", "2019", "878", "A") in values(rows)


def test_published_counts_of_communes_are_those_of_the_workbook() -> None:
    households, persons = "menages-fiscaux", "personnes-menages-fiscaux"
    assert cell(households, "DEP", "02", "2019") == (223635, "A")
    assert cell(persons, "FRANCE", "FM", "2019") == (62973019, "A")
    assert cell(persons, "COM", "62554", "2019") == (100, "A")  # the fewest that is published
    assert cell(households, "COM", "62554", "2019") == (34, "A")
    # Hesdin, Huby-Saint-Leu, Marconne and Sainte-Austreberthe, merged since.
    assert cell(households, "COM", "62447", "2019") == (1084 + 341 + 494 + 173, "A")
    for code in (households, persons):
        rows = published(code).filter(pl.col("level") == "COM")
        assert rows["territory"].n_unique() == rows.height == 3781
        assert dict(rows["status"].value_counts().iter_rows()) == {"A": 3512, "C": 268, "M": 1}
        # What the communes leave of their département is what is secret or divided.
        for home in ("02", "59", "60", "62", "80"):
            added = rows.filter(pl.col("territory").str.starts_with(home))["value"].sum()
            whole = cell(code, "DEP", home, "2019")[0]
            assert 0 <= whole - added < 0.02 * whole, (code, home)


# Census.

CENSUS = (
    "code,eco_txemp_1564_16,eco_txemp_1564_22,dsp_dipl_infbac_pct_22,dsp_dipl_supbac2_pct_22,"
    "rev_txpauv_21\n"
    "00FR,63.91,66.81,48.6,22.17,14.9\n0054,64.14,66.21,58.04,13.45,13.3\n"
)


def test_census_shares_keep_their_year_and_metropolitan_france(tmp_path: Path) -> None:
    path = tmp_path / "recensement_filosofi_ze_2016_2022.csv"
    path.write_text(CENSUS, encoding="utf-8")
    rows = insee_recensement_ze.parser(insee_recensement_ze.EMPLOYMENT)(path)
    assert sorted(values(rows)) == [
        ("FRANCE", "FM", "2016", "63.91", "A"),
        ("FRANCE", "FM", "2022", "66.81", "A"),
        ("ZE2020", "0054", "2016", "64.14", "A"),
        ("ZE2020", "0054", "2022", "66.21", "A"),
    ]
    poverty = insee_filosofi.zones_parser(insee_filosofi.POVERTY, "rev_txpauv_21")(path)
    assert values(poverty, "age", "statut") == [
        ("FRANCE", "FM", "2021", "T", "T", "14.9", "A"),
        ("ZE2020", "0054", "2021", "T", "T", "13.3", "A"),
    ]


def test_the_level_between_is_what_the_two_printed_ones_leave(tmp_path: Path) -> None:
    path = tmp_path / "recensement_filosofi_ze_2016_2022.csv"
    path.write_text(CENSUS, encoding="utf-8")
    rows = insee_recensement_ze.parse_diplomas(path).filter(pl.col("territory") == "0054")
    assert values(rows, "niveau") == [
        ("ZE2020", "0054", "2022", "inférieur au baccalauréat", 58.04, "A"),
        ("ZE2020", "0054", "2022", "supérieur à bac + 2", 13.45, "A"),
        ("ZE2020", "0054", "2022", "du baccalauréat à bac + 2", 28.51, "A"),
    ]


def test_a_census_file_that_lost_a_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "recensement_filosofi_ze_2016_2022.csv"
    path.write_text(CENSUS, encoding="utf-8")
    with pytest.raises(DataError, match="la colonne « soc_txchom_1564_22 » est introuvable"):
        insee_recensement_ze.parser(insee_recensement_ze.UNEMPLOYMENT)(path)


def test_published_census_shares_are_those_of_the_file() -> None:
    # Maubeuge is line 100, Beauvais line 6, Abbeville line 84.
    zone, market = "ZE2020", "commerce, transports et services divers"
    assert cell("taux-emploi-15-64", zone, "3217", "2022") == (57.01, "A")
    assert cell("taux-emploi-15-64", zone, "0054", "2016") == (64.14, "A")
    assert cell("taux-chomage-rp", zone, "3217", "2022") == (19.06, "A")
    assert cell("evolution-emploi-rp", zone, "3201", "2022") == (0.56, "A")
    assert cell("emploi-secteur-rp", zone, "3217", "2022", secteur="industrie") == (18.78, "A")
    assert cell("emploi-secteur-rp", zone, "3201", "2022", secteur=market) == (38.55, "A")
    assert cell("csp-population", zone, "0054", "2022", csp="ouvriers") == (15.45, "A")
    niveau = "inférieur au baccalauréat"
    assert cell("diplomes-population", zone, "3201", "2022", niveau=niveau) == (62.39, "A")


@pytest.mark.parametrize("code", ["emploi-secteur-rp", "diplomes-population"])
def test_shares_of_a_whole_make_a_hundred(code: str) -> None:
    sums = published(code).group_by("level", "territory").agg(pl.col("value").sum())
    assert sums.filter((pl.col("value") - 100).abs() > 0.025).height == 0


@pytest.mark.parametrize("code", PUBLISHED)
def test_every_level_that_is_declared_has_rows(code: str) -> None:
    indicator = read_catalogue().indicators[code]
    rows = published(code)
    assert set(rows["level"]) == set(indicator.levels)
    assert set(rows["source"]) == set(indicator.sources)
    for name in indicator.dimensions:
        listed = set(codelists.values(indicator, name))
        assert set(rows[name]) - {"T"} == listed
    described = {
        vintage.code for vintage in read_catalogue().sources[indicator.sources[0]].vintages
    }
    assert set(rows["vintage"]) == described


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("insee-filosofi-pauvrete", "base-cc-filosofi-2019_XLSX.zip"),
        ("insee-filosofi-niveau-vie", "recensement_filosofi_ze_2016_2022.csv"),
        ("insee-recensement-diplomes", "recensement_filosofi_ze_2016_2022.csv"),
        ("insee-population-age-sexe", "estim-pop-dep-sexe-gca-1975-2026.xlsx"),
        ("urssaf-effectifs-ze", "urssaf_effectifs_ze_a38_2019_2022_2023_2024.csv"),
        ("insee-bdm-interim", "bdm_emploi_salarie_trim_departement_secteur.csv"),
    ],
)
def test_a_file_feeds_each_of_its_sources_once(tmp_path: Path, source: str, name: str) -> None:
    path = tmp_path / "a" / name
    path.parent.mkdir()
    path.touch()
    assert [found for found, _ in files_of(source, tmp_path)] == [path]
