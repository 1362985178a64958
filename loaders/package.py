"""The data folder described by the standard of open data: `datapackage.json`, with Table Schemas.

    python -m loaders.package

The description is generated from the catalogue, so it cannot drift from it: Data Package v1 and
Table Schema (https://specs.frictionlessdata.io), which frictionless checks.
"""

import json
import os
import sys
from typing import Any

from loaders.catalogue import Catalogue, Indicator, Source, read_catalogue
from loaders.errors import DataError
from loaders.observations import FOLDER, path_of
from loaders.rules import PERIODS, STATUSES, columns_of, key_of
from loaders.settings import data_root

FILE = "datapackage.json"
_LICENCES = {"Licence Ouverte 2.0": "etalab-2.0"}  # SPDX names
_SAYS = {
    "level": "Niveau géographique",
    "territory": "Code officiel du territoire, avec ses zéros",
    "period": "Période : année, trimestre, mois ou année scolaire",
    "status": "Statut de la valeur (liste SDMX) : A normale, P provisoire, R révisée, E estimée, "
    "B rupture de série avant ce point, C secret statistique, M manquante",
    "vintage": "Millésime : dernière période que contenait la publication",
    "source": "Code de la source, décrite dans sources.toml",
}


def describe(catalogue: Catalogue) -> dict[str, Any]:
    """Return the content of datapackage.json: one resource per indicator."""
    return {
        "profile": "data-package",
        "name": "observatoire-hauts-de-france",
        "title": "Observatoire emploi-formation Hauts-de-France",
        "resources": [_resource(entry, catalogue) for entry in catalogue.indicators.values()],
    }


def main() -> int:
    """Write datapackage.json beside the catalogue; return the exit code."""
    try:
        text = json.dumps(describe(read_catalogue()), ensure_ascii=False, indent=2)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    beside = data_root() / f".{FILE}.{os.getpid()}"
    beside.write_text(text + "\n", encoding="utf-8")
    os.replace(beside, data_root() / FILE)
    return 0


def _resource(indicator: Indicator, catalogue: Catalogue) -> dict[str, Any]:
    path = path_of(indicator)
    return {
        "name": indicator.code,
        "title": indicator.title,
        "description": indicator.definition,
        "path": f"{FOLDER}/{path.name}",
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": path.suffix[1:],
        "encoding": "utf-8",
        "sources": [_source(catalogue.sources[code]) for code in indicator.sources],
        "licenses": [
            {"name": _LICENCES.get(licence, licence), "title": licence}
            for licence in dict.fromkeys(catalogue.sources[c].licence for c in indicator.sources)
        ],
        "schema": {
            "fields": [_field(name, indicator) for name in columns_of(indicator)],
            "primaryKey": list(key_of(indicator)),
            "missingValues": [""],
        },
    }


def _source(source: Source) -> dict[str, str]:
    return {"title": f"{source.producer}, {source.title}", "path": source.url}


def _field(name: str, indicator: Indicator) -> dict[str, Any]:
    if name == "value":
        bounds = {"minimum": indicator.minimum, "maximum": indicator.maximum}
        says = f"{indicator.title} ({indicator.unit})"
        return {"name": name, "type": "number", "description": says, "constraints": bounds}
    constraints: dict[str, Any] = {"required": True}
    if name == "level":
        constraints["enum"] = list(indicator.levels)
    elif name == "status":
        constraints["enum"] = list(STATUSES)
    elif name == "source":
        constraints["enum"] = list(indicator.sources)
    elif name == "period":
        constraints["pattern"] = PERIODS[indicator.periodicity][0]
    says = _SAYS.get(name, "Ventilation ; T désigne le total")
    return {"name": name, "type": "string", "description": says, "constraints": constraints}


if __name__ == "__main__":
    sys.exit(main())
