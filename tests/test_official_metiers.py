"""Métiers and CFA: hiring plans (BMO), tensions and InserJeunes, from the file to the table.

Samples are written here in the layout of the official file, with lines that stand in it; the
published tables are then compared with the file, whose line is quoted.
"""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from loaders import checks, codelists, observations
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.official import READERS, dares_tensions, depp_inserjeunes, francetravail_bmo
from loaders.territories import read_communes, read_territories

Parse = Callable[[Path], pl.DataFrame]
INDICATORS = {
    "bmo-projets": (3807, 716),
    "bmo-projets-difficiles": (3807, 1522),
    "bmo-projets-saisonniers": (3807, 2870),
    "tension-famille": (7007, 1120),
    "tension-metier": (16926, 6510),
    "tension-score-famille": (1001, 0),
    "tension-score": (2418, 0),
    "cfa-emploi-6-mois": (601, 163),
    "cfa-emploi-12-mois": (601, 163),
    "cfa-emploi-18-mois": (329, 97),
    "cfa-emploi-24-mois": (329, 97),
    "cfa-emploi-attendu": (601, 163),
    "cfa-valeur-ajoutee": (601, 163),
    "cfa-poursuite-etudes": (601, 110),
    "cfa-contrats-interrompus": (45, 3),
}
"""Rows of each published table, and those that have no value."""


def published(code: str, **key: str) -> tuple[float | None, str]:
    """Return the value and the status of the one published row that has this key."""
    rows = observations.read(read_catalogue().indicators[code])
    wanted = [pl.col(name) == value for name, value in key.items()]
    ((value, status),) = rows.filter(wanted).select("value", "status").iter_rows()
    return value, status


def checked(parse: Parse, path: Path, code: str) -> pl.DataFrame:
    """Return what a reader gives of a file, as the update checks it."""
    return checks.check(parse(path), read_catalogue().indicators[code], path.name)


@pytest.mark.parametrize("code", INDICATORS)
def test_a_published_table_has_the_rows_of_the_file_and_its_empty_cells(code: str) -> None:
    rows = observations.read(read_catalogue().indicators[code])
    assert (rows.height, rows["value"].null_count()) == INDICATORS[code]


@pytest.mark.parametrize("code", INDICATORS)
def test_each_file_feeds_one_indicator_a_source(code: str) -> None:
    (source,) = read_catalogue().indicators[code].sources
    assert [reader.source for reader in READERS].count(source) == 1
    others = [one for one in read_catalogue().indicators.values() if source in one.sources]
    assert len(others) == 1


@pytest.mark.parametrize("code", ["bmo-projets", "tension-score", "cfa-emploi-6-mois"])
def test_no_total_is_made_of_figures_that_are_not_all_published(code: str) -> None:
    indicator = read_catalogue().indicators[code]
    rows = observations.read(indicator)
    assert not rows.filter(pl.col(indicator.dimensions[0]) == codelists.TOTAL).height


# Hiring plans (BMO): the sheet, then the published table against the workbook


BMO_HEADER = [
    "annee", "Code métier BMO", "Nom métier BMO", "Famille_met", "Lbl_fam_met", "REG", "NOM_REG",
    "Dept", "NomDept", "BE24", "NOMBE24", "met", "xmet", "smet",
]  # fmt: skip
FARMERS = ["2024", "A0X40", "Agriculteurs", "Z", "Autres métiers"]
MASONS = [
    "2024", "B1X31", "Maçons qualifiés", "O", "Ouvriers de la construction et du bâtiment",
]  # fmt: skip
HDF = ["32", "Hauts-de-France"]
BMO_ROWS = [
    [*FARMERS, "01", "Guadeloupe", "971", "Guadeloupe", "101", "BASSIN BASSE-TERRE", "95", "31",
     "44"],
    [*FARMERS, *HDF, "80", "Somme", "3201", "ABBEVILLE PONTHIEU", "268", "159", "191"],
    [*FARMERS, *HDF, "59", "Nord", "3216", "LILLE", "375", "73", "146"],
    [*MASONS, *HDF, "59", "Nord", "3223", "SAMBRE AVESNOIS", "61", "19", "*"],
    ["2024", "J0X31", "Manutentionnaires et déménageurs qualifiés", "Z", "Autres métiers", *HDF,
     "62", "Pas-de-Calais", "3227", "LENS", "*", "*", "*"],
]  # fmt: skip


def bmo(folder: Path, *, header: list[str] | None = None, name: str = "BMO_2024") -> Path:
    path = folder / f"Base_open_data_{name}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Description des variables").write_row(6, 1, ["Variables ", "Descr."])
        sheet = book.add_worksheet("BMO_2024_open_data")
        for line, row in enumerate([header or BMO_HEADER, *BMO_ROWS]):
            sheet.write_row(line, 0, row)
    return path


def test_hiring_plans_are_those_of_the_region_by_bassin_and_a_star_is_a_secret(
    tmp_path: Path,
) -> None:
    parse = francetravail_bmo.parser(francetravail_bmo.SEASONAL)
    rows = checked(parse, bmo(tmp_path), "bmo-projets-saisonniers")
    assert rows.select("level", "territory", "period", "metier", "value", "status").rows() == [
        ("BE", "3201", "2024", "A0X40", 191.0, "A"),
        ("BE", "3216", "2024", "A0X40", 146.0, "A"),
        ("BE", "3223", "2024", "B1X31", None, "C"),
        ("BE", "3227", "2024", "J0X31", None, "C"),
    ]
    assert set(rows["vintage"]) == {"2024"}
    assert set(rows["source"]) == {"francetravail-bmo-saisonniers"}


@pytest.mark.parametrize(
    ("measure", "values"),
    [
        (francetravail_bmo.PROJECTS, ["268", "375", "61", None]),
        (francetravail_bmo.DIFFICULT, ["159", "73", "19", None]),
        (francetravail_bmo.SEASONAL, ["191", "146", None, None]),
    ],
)
def test_each_source_of_the_survey_reads_its_own_column(
    tmp_path: Path, measure: francetravail_bmo.Measure, values: list[str | None]
) -> None:
    rows = francetravail_bmo.parser(measure)(bmo(tmp_path))
    assert rows["value"].to_list() == values
    column = measure.column
    place = f"Base_open_data_BMO_2024.xlsx, feuille BMO_2024_open_data, ligne 3, colonne {column}"
    assert rows["origin"][0] == place


def test_a_survey_whose_layout_changed_is_refused(tmp_path: Path) -> None:
    parse = francetravail_bmo.parser(francetravail_bmo.PROJECTS)
    moved = [title.replace("BE24", "BE25") for title in BMO_HEADER]
    with pytest.raises(DataError, match="la colonne « BE24 » est introuvable"):
        parse(bmo(tmp_path, header=moved))
    with pytest.raises(DataError, match="la feuille « BMO_2025_open_data » est introuvable"):
        parse(bmo(tmp_path, name="BMO_2025"))
    with pytest.raises(DataError, match="le nom du fichier ne dit pas son année"):
        parse(bmo(tmp_path, name="BMO"))


@pytest.mark.parametrize(
    ("bassin", "metier", "projects", "difficult", "seasonal"),
    [
        ("3201", "A0X40", 268, 159, 191),  # line 115: Abbeville Ponthieu, agriculteurs
        ("3216", "A0X40", 375, 73, 146),  # line 128: Lille, agriculteurs
        ("3208", "A1X42", 2095, 1343, 1945),  # line 1973: Brie Tardenois, viticulteurs
        ("3223", "B1X31", 61, 19, None),  # line 4134: Sambre Avesnois, maçons qualifiés
        ("3227", "J0X31", None, None, None),  # line 22607: Lens, manutentionnaires qualifiés
        ("3213", "S1X20", 236, 123, 35),  # line 39884: Beauvais, aides de cuisine
        ("3216", "S1X20", 1482, 652, 164),  # line 39886: Lille, aides de cuisine
        ("3230", "S2X61", 574, 397, 481),  # line 41408: Montreuil, serveurs
        ("3217", "V0X60", 240, 160, 72),  # line 47424: Versant nord-est, aides-soignants
    ],
)
def test_hiring_plans_are_those_of_the_workbook(
    bassin: str, metier: str, projects: int | None, difficult: int | None, seasonal: int | None
) -> None:
    printed = {"": projects, "-difficiles": difficult, "-saisonniers": seasonal}
    for suffix, value in printed.items():
        found = published(f"bmo-projets{suffix}", territory=bassin, metier=metier)
        assert found == (value, "C" if value is None else "A"), suffix


def test_what_is_published_adds_up_to_the_known_lower_bounds() -> None:
    catalogue = read_catalogue().indicators
    sums = {code: observations.read(catalogue[code])["value"].sum() for code in INDICATORS}
    assert sums["bmo-projets"] == 174_511
    assert sums["bmo-projets-difficiles"] == 89_502


def test_a_bassin_is_never_the_zone_that_has_its_code() -> None:
    places = read_territories()
    assert (places["BE", "3213"].name, places["ZE2020", "3213"].name) == ("Beauvais", "Dunkerque")
    assert (places["BE", "3218"].name, places["BE", "3204"].name) == ("Dunkerque", "Saint-Quentin")
    rows = observations.read(read_catalogue().indicators["bmo-projets"])
    bassins = {code for level, code in places if level == "BE"}
    assert len(bassins) == 28
    assert set(rows["territory"]) == bassins
    here = read_communes().filter(pl.col("region") == "32")
    assert set(here["bassin_bmo"]) == bassins
    assert sum(places["BE", code].population or 0 for code in bassins) == 5_992_194


# Tensions


TENSIONS_HEADER = (
    "fap,Emploi moyen,Tension ,Catégorie Tension,Intensité d'embauches,Lien formation-emploi,"
    "Manque de main-d'œuvre disponible,Non-durabilité de l'emploi,"
    "Conditions de travail contraignantes,Inadéquation géographique,Année,niveau_geo,niveau_fap,"
    "reg,dep"
)
TENSIONS_ROWS = [
    "D2Z42,37100,1.212603173328237,5.0,5.0,4.0,2.0,4.0,3.0,2.0,2019,nat,fap 225,,",
    "A3Z90,300,0.4409298478632567,,,,,,,,2019,reg,fap 225,32.0,",
    "D2Z42,200,0.2411962505987127,4.0,2.0,4.0,1.0,4.0,3.0,2.0,2019,reg,fap 225,1.0,",
    "D2Z42,4500,1.281913684349806,5.0,5.0,4.0,2.0,4.0,3.0,2.0,2019,reg,fap 225,32.0,",
    "A0Z40,500,0.03643285658136511,3.0,5.0,3.0,4.0,1.0,4.0,5.0,2019,dep,fap 225,,01",
    "D2Z42,500,-0.1970420811121096,3.0,3.0,4.0,2.0,4.0,3.0,2.0,2019,dep,fap 225,,02",
    "A3Z,1300,0.4409298478632567,4.0,1.0,5.0,3.0,2.0,5.0,5.0,2019,reg ,fap 87,32.0,",
]
SOLDERERS = ["D2Z42"] * 7
COMPONENTS = [
    "T", "conditions de travail contraignantes", "intensité d’embauches",
    "inadéquation géographique", "lien entre formation et emploi",
    "manque de main-d’œuvre disponible", "non-durabilité de l’emploi",
]  # fmt: skip
"""In the order of their letters, which is that of a table sorted by its key."""


def tensions(folder: Path, header: str = TENSIONS_HEADER) -> Path:
    path = folder / "tensions_fap2009_2019.csv"
    path.write_text("\n".join([header, *TENSIONS_ROWS]) + "\n", encoding="utf-8")
    return path


def test_tensions_are_levels_by_metier_and_component_and_an_empty_one_is_missing(
    tmp_path: Path,
) -> None:
    parse = dares_tensions.parser(dares_tensions.OCCUPATIONS)
    rows = checked(parse, tensions(tmp_path), "tension-metier")
    kept = rows.select("level", "territory", "metier").unique().sort("level", "territory", "metier")
    assert kept.rows() == [
        ("DEP", "02", "D2Z42"),
        ("FRANCE", "FR-D976", "D2Z42"),
        ("REG", "32", "A3Z90"),
        ("REG", "32", "D2Z42"),
    ]
    aisne = rows.filter(pl.col("territory") == "02").select("metier", "composante", "value")
    levels = [3.0, 3.0, 3.0, 2.0, 4.0, 2.0, 4.0]
    assert sorted(aisne.rows()) == sorted(zip(SOLDERERS, COMPONENTS, levels, strict=True))
    officers = rows.filter(pl.col("metier") == "A3Z90")
    assert officers.height == 7
    assert set(officers.select("value", "status").rows()) == {(None, "M")}


def test_families_of_metiers_are_told_from_metiers_though_a_space_ends_their_level(
    tmp_path: Path,
) -> None:
    parse = dares_tensions.parser(dares_tensions.FAMILIES)
    rows = checked(parse, tensions(tmp_path), "tension-famille")
    assert set(rows.select("level", "territory", "metier").rows()) == {("REG", "32", "A3Z")}
    assert rows.filter(pl.col("composante") == "T")["value"].to_list() == [4.0]


def test_a_score_without_level_is_the_one_of_a_wider_group_hence_an_estimate(
    tmp_path: Path,
) -> None:
    rows = checked(
        dares_tensions.score_parser(dares_tensions.SCORES), tensions(tmp_path), "tension-score"
    )
    assert rows.select("level", "territory", "metier", "value", "status").rows() == [
        ("DEP", "02", "D2Z42", -0.1970420811121096, "A"),
        ("FRANCE", "FR-D976", "D2Z42", 1.212603173328237, "A"),
        ("REG", "32", "A3Z90", 0.4409298478632567, "E"),  # that of A3Z, its family
        ("REG", "32", "D2Z42", 1.281913684349806, "A"),
    ]


def test_tensions_whose_header_changed_are_refused(tmp_path: Path) -> None:
    moved = TENSIONS_HEADER.replace("Catégorie Tension", "tension_discret")
    with pytest.raises(DataError, match="la colonne « Catégorie Tension » est introuvable"):
        dares_tensions.score_parser(dares_tensions.SCORES)(tensions(tmp_path, moved))


@pytest.mark.parametrize(
    ("level", "territory", "metier", "levels", "score"),
    [  # levels: tension, embauches, formation, manque, non-durabilité, conditions, géographie
        ("FRANCE", "FR-D976", "A0Z40", "3532545", -0.006062928049646171),  # line 2
        ("FRANCE", "FR-D976", "D2Z42", "5542432", 1.212603173328237),  # line 44
        ("REG", "32", "A0Z40", "4534545", 0.1587589838106102),  # line 196
        ("REG", "28", "A3Z90", None, -0.2237813843966435),  # line 382
        ("REG", "32", "A3Z90", None, 0.4409298478632567),  # line 383
        ("REG", "32", "D2Z42", "5542432", 1.281913684349806),  # line 910
        ("REG", "32", "V1Z80", "4155441", 0.2926577037919985),  # line 3137
        ("DEP", "02", "D2Z42", "3342432", -0.1970420811121096),  # line 7551
        ("DEP", "59", "D2Z42", "5542432", 1.37862309016693),  # line 7609
        ("DEP", "80", "V1Z80", "4155441", 0.2711659692911407),  # line 20730
    ],
)
def test_tensions_of_metiers_are_those_of_the_file(
    level: str, territory: str, metier: str, levels: str | None, score: float
) -> None:
    key = {"level": level, "territory": territory, "metier": metier}
    order = list(dares_tensions.COMPONENTS.values())
    for place, component in enumerate(order):
        expected = (None, "M") if levels is None else (float(levels[place]), "A")
        assert published("tension-metier", composante=component, **key) == expected, component
    assert published("tension-score", **key) == (score, "E" if levels is None else "A")


@pytest.mark.parametrize(
    ("level", "territory", "family", "levels"),
    [
        ("FRANCE", "FR-D976", "A0Z", "4532555"),  # line 21950
        ("FRANCE", "FR-D976", "D2Z", "5454343"),  # line 21967
        ("REG", "32", "A0Z", "4533545"),  # line 22035
        ("REG", "32", "A3Z", "4153255"),  # line 22086
        ("REG", "32", "D2Z", "5453343"),  # line 22324
        ("DEP", "02", "D2Z", "5353443"),  # line 25037
    ],
)
def test_tensions_of_families_are_those_of_the_file(
    level: str, territory: str, family: str, levels: str
) -> None:
    for place, component in enumerate(dares_tensions.COMPONENTS.values()):
        key = {"level": level, "territory": territory, "metier": family, "composante": component}
        assert published("tension-famille", **key) == (float(levels[place]), "A"), component


def test_no_metier_of_the_lists_is_without_figures_and_none_has_a_typewriter_apostrophe() -> None:
    catalogue = read_catalogue().indicators
    for code in ("tension-famille", "tension-metier", "cfa-emploi-6-mois"):
        indicator = catalogue[code]
        dimension = indicator.dimensions[0]
        rows = observations.read(indicator)
        assert set(rows[dimension]) == set(codelists.values(indicator, dimension)), code
    sizes = {"fap-2009-familles": 77, "fap-2009": 186, "fap-2021": 217, "cfa-hauts-de-france": 162}
    for name, size in sizes.items():
        labels = list(codelists.read(name).values())
        assert (len(labels), len(set(labels))) == (size, size), name
        assert not [label for label in labels if "'" in label or label != label.strip()]


# InserJeunes


CFA_HEADER = (
    "Année;UAI;Libellé;Région;DEVENIR Part poursuite études;DEVENIR Part en emploi 6 mois;"
    "DEVENIR Part autre situation 6 mois;Part contrats apprentissage interrompus;"
    "Taux poursuite études;Taux emploi 6 mois;Taux emploi 6 mois attendu;VA emploi 6 mois;"
    "Taux emploi 12 mois;Taux emploi 18 mois;Taux emploi 24 mois;num_ligne"
)
CFA_ROWS = [
    "cumul 2018-2019;0021739E;CFA BTP CFA 02;HAUTS-DE-FRANCE;;;;31;37.0;53.0;62.0;-8.0;65.0;69.0;"
    "71.0;355.0",
    "cumul 2018-2019;0131781R;CFA de la Coiffure Roger Para;PROVENCE-ALPES-COTE D'AZUR;;;;51;38.0;"
    "55.0;53.0;2.0;59.0;55.0;66.0;11.0",
    "cumul 2021-2022;0596386W;Institut de Gestion Hôtellerie ESHOTEL Alternance;HAUTS-DE-FRANCE;;;;"
    ";;;;;;;;5117.0",
    "cumul 2021-2022;0593321P;CFA de la Chambre des Métiers et de l'Artisanat Hauts-de-France;"
    "HAUTS-DE-FRANCE;46.0;35.0;19.0;;46.0;64.0;62.0;2.0;70.0;68.0;71.0;5228.0",
    "cumul 2023-2024;0593321P;CFA de la Chambre des Métiers et de l'Artisanat Hauts-de-France;"
    "HAUTS-DE-FRANCE;46.0;32.0;22.0;;46.0;60.0;58.0;1.0;67.0;;;9879.0",
]
CFA = {measure.column: measure for measure in depp_inserjeunes.MEASURES}


def inserjeunes(folder: Path, header: str = CFA_HEADER) -> Path:
    path = folder / "fr-en-inserjeunes-cfa.csv"
    path.write_text("\n".join([header, *CFA_ROWS]) + "\n", encoding="utf-8-sig")
    return path


def test_rates_are_those_of_the_cfa_of_the_region_and_an_empty_one_is_a_secret(
    tmp_path: Path,
) -> None:
    parse = depp_inserjeunes.parser(CFA["Taux emploi 6 mois"])
    rows = checked(parse, inserjeunes(tmp_path), "cfa-emploi-6-mois")
    assert rows.select("territory", "period", "etablissement", "value", "status").rows() == [
        ("32", "2018/2019", "0021739E", 53.0, "A"),
        ("32", "2021/2022", "0593321P", 64.0, "A"),
        ("32", "2023/2024", "0593321P", 60.0, "A"),
        ("32", "2021/2022", "0596386W", None, "C"),
    ]
    assert set(rows["level"]) == {"REG"}
    assert set(rows["vintage"]) == {"2023/2024"}


def test_a_rate_that_nobody_has_yet_is_no_secret_and_has_no_row(tmp_path: Path) -> None:
    path = inserjeunes(tmp_path)
    late = checked(depp_inserjeunes.parser(CFA["Taux emploi 24 mois"]), path, "cfa-emploi-24-mois")
    assert late.select("period", "etablissement", "value", "status").rows() == [
        ("2018/2019", "0021739E", 71.0, "A"),
        ("2021/2022", "0593321P", 71.0, "A"),
        ("2021/2022", "0596386W", None, "C"),
    ]
    assert set(late["vintage"]) == {"2023/2024"}
    column = "Part contrats apprentissage interrompus"
    stopped = checked(depp_inserjeunes.parser(CFA[column]), path, "cfa-contrats-interrompus")
    assert stopped.select("period", "etablissement", "value").rows() == [
        ("2018/2019", "0021739E", 31.0)
    ]


def test_an_unknown_cfa_or_year_and_a_changed_header_are_refused(tmp_path: Path) -> None:
    parse = depp_inserjeunes.parser(CFA["Taux emploi 6 mois"])
    path = inserjeunes(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("0021739E", "0029999Z"), encoding="utf-8")
    with pytest.raises(
        DataError, match=r"ligne 2, .*« 0029999Z » n’est pas une valeur .*complétez"
    ):
        checked(parse, path, "cfa-emploi-6-mois")
    path.write_text(text.replace("cumul 2018-2019", "2018"), encoding="utf-8")
    with pytest.raises(DataError, match=r"ligne 2, .*« 2018 » n’est pas une période"):
        checked(parse, path, "cfa-emploi-6-mois")
    moved = CFA_HEADER.replace("Taux emploi 6 mois;", "taux_emploi_6_mois;")
    with pytest.raises(DataError, match="la colonne « Taux emploi 6 mois » est introuvable"):
        parse(inserjeunes(tmp_path, moved))


@pytest.mark.parametrize(
    ("cfa", "period", "rates"),
    [  # poursuite, emploi à 6 mois, attendu, valeur ajoutée, emploi à 12, 18 et 24 mois
        ("0021923E", "2018/2019", (38, 48, 50, -2, 54, 54, 59)),  # line 1357
        ("0593321P", "2018/2019", (44, 58, 57, 1, 63, 64, 66)),  # line 3053
        ("0021739E", "2019/2020", (40, 51, 61, -10, 62, 66, 67)),  # line 9943
        ("0596386W", "2020/2021", (None,) * 7),  # line 816
        ("0593321P", "2020/2021", (45, 59, 59, 0, 67, 67, 70)),  # line 3812
        ("0021739E", "2021/2022", (41, 57, 64, -7, 68, 67, 68)),  # line 5702
        ("0594895A", "2022/2023", (16, 86, 74, 12, 79)),  # line 243
        ("0597308Y", "2023/2024", (5, 100, 88, 12, 100)),  # line 738
        ("0593321P", "2023/2024", (46, 60, 58, 1, 67)),  # line 6949
    ],
)
def test_rates_are_those_of_the_file(cfa: str, period: str, rates: tuple[int | None, ...]) -> None:
    codes = (
        "cfa-poursuite-etudes", "cfa-emploi-6-mois", "cfa-emploi-attendu", "cfa-valeur-ajoutee",
        "cfa-emploi-12-mois", "cfa-emploi-18-mois", "cfa-emploi-24-mois",
    )  # fmt: skip
    for code, rate in zip(codes, rates, strict=False):
        found = published(code, etablissement=cfa, period=period)
        assert found == (rate, "C" if rate is None else "A"), code


@pytest.mark.parametrize(
    ("cfa", "share"),
    [("0021923E", 36), ("0593321P", 42), ("0021739E", 31)],  # lines 1357, 3053 and 3114
)
def test_interrupted_contracts_are_those_of_the_file(cfa: str, share: int) -> None:
    found = published("cfa-contrats-interrompus", etablissement=cfa, period="2018/2019")
    assert found == (share, "A")
