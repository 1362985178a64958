"""The tables of data/sites, each read as frozen rows and refused with one French sentence."""

from typing import get_args

import polars as pl

from loaders import cache, codelists, references, row_tables, rules
from loaders.catalogue import read_catalogue
from loaders.indicators import Indicator
from loaders.rules import Rule
from loaders.settings import data_root
from loaders.site_rows import (
    CfaPlace,
    Host,
    HostStatus,
    JobSector,
    Kind,
    Measure,
    Neighbour,
    Perimeter,
    PlacedBy,
    Reach,
    Seat,
    Sector,
    ShortName,
    SiteSector,
)
from loaders.territories import read_communes, read_territories

FOLDER = "sites"
FILES = (
    "secteurs", "secteurs-lieux", "secteurs-metiers", "hotes", "sieges", "perimetres",
    "communes-voisines", "cfa-communes", "mesures", "noms",
)  # fmt: skip
ROLES = (
    "rate", "projects", "difficult", "seasonal", "tension", "tension-score", "detail", "detail-score",
)  # fmt: skip
_DEGREES = r"^-?\d{1,3}\.\d+$"


def version() -> tuple[cache.Identity, ...]:
    """Return the identities of the tables: a key for other caches."""
    return tuple(cache.identity(data_root() / FOLDER / f"{name}.csv") for name in FILES)


def sectors() -> dict[str, str]:
    """Return the French name of each sector by code, in the order of the screen.

    Raises DataError when secteurs.csv is missing or refused: a code given twice.
    """
    rows = row_tables.read(
        FOLDER, "secteurs", Sector, [row_tables.once("code", ("code",), "un code")]
    )
    return {one.code: one.label for one in rows}


def measures() -> dict[str, Indicator]:
    """Return the indicator that each role of `ROLES` reads.

    Raises DataError when mesures.csv is missing or refused: an indicator that is not known.
    """
    indicators = read_catalogue().indicators
    asked = [
        rules.among("role", ROLES, "un rôle"),
        row_tables.once("role", ("role",), "un rôle"),
        row_tables.known("indicator", indicators, "le code d’un indicateur du catalogue"),
    ]
    rows = row_tables.read(FOLDER, "mesures", Measure, asked, tuple(indicators))
    return {one.role: indicators[one.indicator] for one in rows}


def site_sectors() -> tuple[SiteSector, ...]:
    """Return the sectors of the sites, with the printed words that say each.

    Raises DataError when secteurs-lieux.csv is missing or refused: a site or a sector that is not
    known, words that are not printed of that site.
    """
    printed = _printed()
    known = tuple(printed)
    site = pl.concat_str("kind", "site", separator=":")
    asked = [
        rules.among("kind", get_args(Kind), "une sorte de lieu"),
        Rule(
            "site",
            ~site.is_in(known),
            lambda row: f"n’est le code d’aucun lieu de la sorte « {row['kind']} » ; corrigez-le",
        ),
        row_tables.known("sector", sectors(), "un secteur de secteurs.csv"),
        row_tables.once("sector", ("kind", "site", "sector"), "un secteur du même lieu"),
        row_tables.worded(
            site, printed, "ne figure pas dans ce qui est imprimé de ce lieu ; recopiez-le"
        ),
    ]
    return row_tables.read(
        FOLDER, "secteurs-lieux", SiteSector, asked, (tuple(printed.items()), version()[0])
    )


def job_sectors() -> tuple[JobSector, ...]:
    """Return the sectors of the métiers, with the words of their label that say each.

    Raises DataError when secteurs-metiers.csv is missing or refused: a métier or a sector that is
    not known, words that its label does not hold.
    """
    lists = {indicator.codes["metier"] for role, indicator in measures().items() if role != "rate"}
    names = sorted(one for one in lists if isinstance(one, str))
    labels = {
        f"{name}:{code}": label for name in names for code, label in codelists.read(name).items()
    }
    job = pl.concat_str("codelist", "code", separator=":")
    asked = [
        rules.among("codelist", names, "une nomenclature de métiers"),
        Rule(
            "code",
            ~job.is_in(tuple(labels)),
            lambda row: f"n’est pas un code de {row['codelist']}.csv ; corrigez-le",
        ),
        row_tables.known("sector", sectors(), "un secteur de secteurs.csv"),
        row_tables.once("sector", ("codelist", "code", "sector"), "un secteur du même métier"),
        row_tables.worded(job, labels, "ne figure pas dans le libellé de ce métier ; recopiez-le"),
    ]
    return row_tables.read(
        FOLDER, "secteurs-metiers", JobSector, asked, (tuple(labels.items()), version()[0])
    )


def hosts() -> tuple[Host, ...]:
    """Return what is known of the seats of the campuses outside the documents.

    Raises DataError when hotes.csv is missing or refused: a campus or a commune that is not
    known, an attested host without commune.
    """
    attested = pl.col("status") == "attesté"
    asked = [
        row_tables.known("campus", _campuses(), "le code d’un campus de campus.csv"),
        rules.among("status", get_args(HostStatus), "un état de l’accueil"),
        row_tables.known("commune", communes(), "le code d’une commune connue"),
        Rule(
            "commune",
            attested & pl.col("commune").is_null(),
            lambda _: "ne va pas avec un hôte attesté ; donnez sa commune, ou un autre état",
        ),
    ]
    return row_tables.read(FOLDER, "hotes", Host, asked, (_campuses(), tuple(communes())))


def seats() -> tuple[Seat, ...]:
    """Return the communes of the pôles, by the code of places.csv.

    Raises DataError when sieges.csv is missing or refused: a place or a commune that is not known.
    """
    known = tuple(one.code for one in references.places() if one.type == "pole")
    asked = [
        row_tables.known("place", known, "le code d’un pôle de places.csv"),
        row_tables.once("place", ("place",), "un lieu"),
        row_tables.known("commune", communes(), "le code d’une commune connue"),
    ]
    return row_tables.read(FOLDER, "sieges", Seat, asked, (known, tuple(communes())))


def perimeters() -> tuple[Perimeter, ...]:
    """Return the parts of the campuses' declared territories that campus.csv does not code.

    Raises DataError when perimetres.csv is missing or refused: a campus or a territory that is
    not known, words that its territory does not print.
    """
    known = [f"{level} {code}" for level, code in read_territories()]
    known += [f"COM {code}" for code in communes()]
    printed = {one.code: one.territory for one in references.campuses()}
    place = pl.concat_str("level", "territory", separator=" ")
    asked = [
        row_tables.known("campus", printed, "le code d’un campus de campus.csv"),
        rules.among("level", get_args(Reach), "un niveau de périmètre"),
        Rule(
            "territory",
            ~place.is_in(known),
            lambda row: f"n’est pas un code connu au niveau {row['level']} ; corrigez-le",
        ),
        row_tables.once(
            "territory", ("campus", "level", "territory"), "un territoire du même campus"
        ),
        row_tables.worded(
            pl.col("campus"), printed, "ne figure pas dans le territoire imprimé de ce campus"
        ),
    ]
    return row_tables.read(
        FOLDER, "perimetres", Perimeter, asked, (tuple(printed.items()), tuple(known))
    )


def cfa_places() -> tuple[CfaPlace, ...]:
    """Return how each CFA was placed by its name, one row a CFA.

    Raises DataError when cfa-communes.csv is missing or refused: a CFA or a commune that is not
    known, a commune of another département than the number of the CFA says, words that its name
    does not hold, a commune without rule or the other way round.
    """
    names = cfas()
    placed = pl.col("rule").is_in(["ambigu", "aucune"])
    commune = pl.col("commune")
    prefix = pl.concat_str(pl.lit("0"), commune.str.head(2))
    asked = [
        row_tables.known("cfa", names, "le numéro d’un CFA de la liste"),
        row_tables.once("cfa", ("cfa",), "un CFA"),
        row_tables.known(
            "commune", read_communes()["commune"], "le code d’une commune de communes.csv"
        ),
        Rule(
            "commune",
            pl.col("cfa").str.head(3) != prefix,
            lambda row: (
                f"n’est pas du département que dit le numéro {row['cfa']} ; corrigez-la, ou laissez "
                "la case vide"
            ),
        ),
        rules.among("rule", get_args(PlacedBy), "une règle"),
        Rule(
            "rule",
            placed != commune.is_null(),
            lambda _: (
                "ne va pas avec la commune ; une commune demande « fin », « nom » ou « main »"
            ),
        ),
        row_tables.worded(
            pl.col("cfa"), names, "ne figure pas dans le nom de ce CFA ; recopiez-le"
        ),
    ]
    return row_tables.read(FOLDER, "cfa-communes", CfaPlace, asked, tuple(names.items()))


def short_names() -> dict[str, str]:
    """Return how a map names each campus, by its code; the whole name is on the sheet.

    Raises DataError when noms.csv is missing or refused: a campus that is not known, given twice.
    """
    asked = [
        row_tables.known("campus", _campuses(), "le code d’un campus de campus.csv"),
        row_tables.once("campus", ("campus",), "un campus"),
    ]
    return {
        one.campus: one.short
        for one in row_tables.read(FOLDER, "noms", ShortName, asked, _campuses())
    }


def cfas() -> dict[str, str]:
    """Return the name of each CFA by its number (UAI)."""
    return codelists.values(measures()["rate"], measures()["rate"].dimensions[0])


def neighbours() -> tuple[Neighbour, ...]:
    """Return the communes outside geo/communes.csv that the tables name, with their points.

    Raises DataError when communes-voisines.csv is missing or refused: a commune given twice, or
    that communes.csv holds, a point that is not in decimal degrees.
    """
    advice = "n’est pas en degrés à point décimal ; corrigez"
    asked = [
        row_tables.once("commune", ("commune",), "une commune"),
        Rule(
            "commune",
            pl.col("commune").is_in(read_communes()["commune"].implode()),
            lambda _: "est déjà dans communes.csv ; retirez la ligne",
        ),
        rules.matching("lon", _DEGREES, advice),
        rules.matching("lat", _DEGREES, advice),
    ]
    return row_tables.read(FOLDER, "communes-voisines", Neighbour, asked)


def communes() -> dict[str, tuple[str, float, float]]:
    """Return the name, the longitude and the latitude (degrees) of each commune known, by code."""
    rows = read_communes().select("commune", "name", "lon", "lat").iter_rows()
    found = {code: (name, lon, lat) for code, name, lon, lat in rows}
    return found | {one.commune: (one.name, float(one.lon), float(one.lat)) for one in neighbours()}


def _printed() -> dict[str, str]:
    """Return what is printed of each site, by kind and code: the words may be looked for in it."""
    found = {
        f"campus:{one.code}": "\n".join(
            (one.name, one.sectors, one.filieres, one.strategic, one.associated)
        )
        for one in references.campuses()
    }
    for one in references.places():
        if one.type in get_args(Kind):
            found[f"{one.type}:{one.code}"] = "\n".join((one.name, one.sector, one.details))
    return found | {f"cfa:{code}": name for code, name in cfas().items()}


def _campuses() -> tuple[str, ...]:
    return tuple(one.code for one in references.campuses())
