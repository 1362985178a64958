"""Make the rows of territories.csv and communes.csv from the membership of the communes."""

from collections.abc import Iterable

import polars as pl

from geo.inputs import InputError
from geo.naming import Label, label

COMMUNE_COLUMNS = [
    "commune", "name", "population", "region", "departement", "arrondissement", "epci",
    "ze2020", "clpe", "bassin_bmo", "postal_codes", "lon", "lat",
]  # fmt: skip
TERRITORY_COLUMNS = [
    "level", "territory", "name", "short", "tncc", "region", "departement", "population",
    "x", "y", "radius", "interregional", "hdf",
]  # fmt: skip
_PART = "{}, partie {}"
Points = dict[tuple[str, str], tuple[float, float, float]]
Given = dict[tuple[str, str], dict[str, str]]


def given_labels(rows: pl.DataFrame) -> Given:
    """Return the rows of labels.csv by level and territory."""
    return {(row["level"], row["territory"]): row for row in rows.iter_rows(named=True)}


def with_region(communes: pl.DataFrame, given: Given) -> pl.DataFrame:
    """Add the region of each commune, which follows from its département."""
    regions = {code: row["region"] for (level, code), row in given.items() if level == "DEP"}
    unknown = sorted(set(communes["departement"]) - set(regions))
    if unknown:
        raise InputError(f"Département inconnu dans l’appartenance : {unknown[0]} (labels.csv).")
    return communes.with_columns(region=pl.col("departement").replace_strict(regions))


def _population(communes: pl.DataFrame, field: str) -> dict[str, int]:
    sums = communes.group_by(field).agg(pl.col("population").sum())
    return dict(zip(sums[field], sums["population"], strict=True))


def _main(communes: pl.DataFrame, field: str, value: str) -> dict[str, str]:
    """Return for each code of `field` the `value` where most of its inhabitants live."""
    sums = communes.group_by(field, value).agg(pl.col("population").sum())
    first = sums.sort("population", value, descending=[True, False]).unique(field, keep="first")
    return dict(zip(first[field], first[value], strict=True))


def _refuse_unlike(where: str, found: set[str], expected: set[str]) -> None:
    """Raise InputError when two inputs do not name the same codes."""
    unlike = sorted(found ^ expected)
    if unlike:
        raise InputError(
            f"{where} : le code {unlike[0]} n’a pas de correspondant dans les autres entrées ; "
            "prenez des fichiers du même millésime, ou corrigez ce code."
        )


class Territories:
    """Collects the rows of territories.csv, level by level."""

    def __init__(self, communes: pl.DataFrame, zones: pl.DataFrame, given: Given, home: str):
        """Take all known communes, the zones of France, the given labels, the region's code."""
        self.communes, self.zones, self.given, self.home = communes, zones, given, home
        self.here = communes.filter(pl.col("region") == home)
        self.rows: list[dict[str, object]] = []

    def _add(self, level: str, code: str, name: Label, **known: object) -> None:
        empty = dict.fromkeys(TERRITORY_COLUMNS)
        self.rows.append(
            {**empty, "level": level, "territory": code, "name": name.name, "short": name.short,
             "tncc": name.tncc, "interregional": 0, "hdf": 0, **known}
        )  # fmt: skip

    def _label(self, level: str, code: str, official: str) -> Label:
        return label(level, official, self.given.get((level, code)))

    def named(self) -> None:
        """Add France, the régions, the départements and other perimeters, all named in labels.csv."""
        population = {
            "REG": _population(self.communes, "region"),
            "DEP": _population(self.communes, "departement"),
        }
        for level, code in self.given:
            if level not in ("FRANCE", "REG", "DEP", "AUTRE"):
                continue
            region = self.given[level, code]["region"]
            self._add(
                level, code, self._label(level, code, ""), region=region or None,
                departement=code if level == "DEP" else None,
                population=population.get(level, {}).get(code), hdf=int(region == self.home),
            )  # fmt: skip

    def spel(self, spel: pl.DataFrame) -> None:
        """Add the SPEL, and the arrondissements that they are."""
        population = _population(self.here, "arrondissement")
        departement = _main(self.here, "arrondissement", "departement")
        _refuse_unlike("spel.csv", set(spel["arrondissement"]), set(population))
        for row in spel.iter_rows(named=True):
            code = row["arrondissement"]
            name = self._label("SPEL", row["spel"], row["name"])
            for level, territory in (("SPEL", row["spel"]), ("ARR", code)):
                self._add(
                    level, territory, name, region=self.home, departement=departement[code],
                    population=population[code], hdf=1,
                )  # fmt: skip

    def epci(self) -> None:
        """Add the EPCI with a commune in the region; the population is that of all of them."""
        names = dict(zip(self.here["epci"], self.here["epci_name"], strict=True))
        population = _population(self.communes, "epci")
        departement = _main(self.here, "epci", "departement")
        regions = self.communes.group_by("epci").agg(pl.col("region").n_unique())
        shared = set(regions.filter(pl.col("region") > 1)["epci"])
        for code, official in names.items():
            self._add(
                "EPCI", code, self._label("EPCI", code, official), region=self.home,
                departement=departement[code], population=population[code], hdf=1,
                interregional=int(code in shared),
            )  # fmt: skip

    def ze2020(self) -> None:
        """Add all zones d'emploi of France, and the regional parts of the shared ones."""
        known = set(self.communes["region"])
        population = _population(self.communes, "ze2020")
        parts = _population(self.here, "ze2020")
        departement = _main(self.here, "ze2020", "departement")
        zones = self.zones.group_by("ze2020", "name").agg(
            pl.col("region").unique().sort(), pl.col("region").mode().sort().first().alias("main")
        )
        _refuse_unlike("l’appartenance", set(parts), set(zones["ze2020"]) & set(parts))
        region_name = self.given["REG", self.home]["name"]
        for code, official, regions, main in zones.sort("ze2020").rows():
            name, hdf = self._label("ZE2020", code, official), code in parts
            self._add(
                "ZE2020", code, name, region=self.home if hdf else main,
                departement=departement.get(code), hdf=int(hdf),
                interregional=int(len(regions) > 1),
                population=population.get(code) if known.issuperset(regions) else None,
            )  # fmt: skip
            if hdf and len(regions) > 1:
                part = Label(
                    _PART.format(name.name, region_name), _PART.format(name.short, "HdF"), name.tncc
                )
                # INSEE numbers a regional part with the region then the last digits of the zone.
                self._add(
                    "ZER2020", self.home + code[2:], part, region=self.home,
                    departement=departement[code], population=parts[code], hdf=1,
                )  # fmt: skip

    def bassins(self) -> None:
        """Add France Travail's bassins d'emploi (BE) of the région, which labels.csv names."""
        members = self.here.filter(pl.col("bassin_bmo") != "")
        population = _population(members, "bassin_bmo")
        departement = _main(members, "bassin_bmo", "departement")
        for code in sorted(population):
            if ("BE", code) not in self.given:
                raise InputError(f"labels.csv : le bassin d’emploi {code} n’a pas de nom.")
            self._add(
                "BE", code, self._label("BE", code, ""), region=self.home,
                departement=departement[code], population=population[code], hdf=1,
            )  # fmt: skip

    def table(self, points: Points, levels: Iterable[str]) -> pl.DataFrame:
        """Return the rows sorted by level in the given order then code, with their points."""
        for row in self.rows:
            point = points.get((str(row["level"]), str(row["territory"])), (None, None, None))
            row["x"], row["y"], row["radius"] = point
        order = {level: rank for rank, level in enumerate(levels)}
        self.rows.sort(key=lambda row: (order[str(row["level"])], str(row["territory"])))
        return pl.DataFrame(self.rows, infer_schema_length=None).select(TERRITORY_COLUMNS)
