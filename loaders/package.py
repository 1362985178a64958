"""The data folder described by the standard of open data: `datapackage.json`, with Table Schemas.

    python -m loaders.package

The description is generated from the catalogue, so it cannot drift from it: Data Package v1 and
Table Schema (https://specs.frictionlessdata.io), which frictionless checks.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from loaders import codelists, printed, recorded, rules, targets
from loaders.catalogue import Catalogue, Source, read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.observations import published_path
from loaders.settings import data_root
from loaders.tables import table
from loaders.territories import LEVELS

FILE = "datapackage.json"
_LICENCES = {"Licence Ouverte 2.0": "etalab-2.0"}  # SPDX names
REFERENCES = "references"
SITES = "sites"
JOBS = "metiers"
APPRENTICESHIP = "apprentissage"
_SAYS = {
    "level": "Niveau géographique",
    "territory": "Code officiel du territoire, avec ses zéros",
    "period": "Période : année, trimestre, mois ou année scolaire",
    "status": "Statut de la valeur (liste SDMX) : A normale, P provisoire, R révisée, E estimée, "
    "B rupture de série avant ce point, C secret statistique, M manquante",
    "vintage": "Millésime : dernière période que contenait la publication",
    "source": "Code de la source, décrite dans sources.toml",
    "document": "Code du document, décrit dans sources.toml",
    "line": "Ligne du texte du document",
    "kind": "Constat, projection, ou évolution imprimée (value est alors dans l’unité de celle-ci)",
    "start": "Première période d’une évolution, ou d’un chiffre sur plusieurs années",
    "printed": "Ce que le document imprime, mot pour mot",
    "cited": "Source que le document cite",
    "note": "Remarque pour le lecteur",
    "indicator": "Code de l’indicateur dans le catalogue",
    "dimension": "Ventilation concernée ; vide pour le total",
    "code": "Valeur de la ventilation ; vide pour le total",
    "baseline_period": "Période du point de départ",
    "definition": "Ce qui est compté",
    "engagement": "Code de l’engagement (references/engagements.csv)",
    "unit": "Unité de la valeur, en toutes lettres",
    "author": "Qui a écrit la ligne",
}
_DOUBTFUL = " ; U douteuse"


def describe(catalogue: Catalogue) -> dict[str, Any]:
    """Return the content of datapackage.json: one resource per table of the data folder."""
    indicators = catalogue.indicators.values()
    root = data_root()
    resources = [_observations(one, path, catalogue) for one, path in _published(indicators)]
    resources += [_printed(one, catalogue) for one in indicators if printed.path_of(one).exists()]
    resources += [_targets(path, catalogue) for path in targets.files()]
    resources += [_codelist(path) for path in _files(root / codelists.FOLDER)]
    if recorded.path().exists():
        resources.append(_recorded())
    for folder in (REFERENCES, SITES, JOBS, APPRENTICESHIP):
        resources += [_reference(path) for path in _files(root / folder)]
    return {
        "profile": "data-package",
        "name": "observatoire-hauts-de-france",
        "title": "Observatoire emploi-formation Hauts-de-France",
        "resources": resources,
    }


def main() -> int:
    """Write datapackage.json beside the catalogue; return the exit code."""
    try:
        text = _written(describe(read_catalogue()))
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    beside = data_root() / f".{FILE}.{os.getpid()}"
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, data_root() / FILE)
    return 0


def _written(description: dict[str, Any]) -> str:
    """Return the description with a resource a line: a change of one indicator is a change of a line."""
    resources = description.pop("resources")
    head = json.dumps(description, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in resources)
    return f'{head}, "resources": [\n{lines}\n]}}\n'


def _published(indicators: Iterable[Indicator]) -> Iterator[tuple[Indicator, Path]]:
    for indicator in indicators:
        path = published_path(indicator)
        if path is not None:
            yield indicator, path


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("[!.]*.csv"))


def _observations(indicator: Indicator, path: Path, catalogue: Catalogue) -> dict[str, Any]:
    written = table(path.read_bytes(), path).columns
    absent = set(indicator.dimensions) - set(written)
    columns = [name for name in rules.columns_of(indicator) if name not in absent]
    key = [name for name in rules.key_of(indicator) if name not in absent]
    described = {"title": indicator.title, "description": indicator.definition}
    cited = _sources([catalogue.sources[code] for code in indicator.sources])
    # Fields come in the order of the file, which frictionless compares with its header.
    fields = [_field(name, indicator) for name in sorted(columns, key=written.index)]
    return _resource(indicator.code, path, described | cited, fields, key)


def _printed(indicator: Indicator, catalogue: Catalogue) -> dict[str, Any]:
    path = printed.path_of(indicator)
    described = {
        "title": f"{indicator.title}, chiffres relevés dans les documents",
        "description": indicator.definition,
    }
    documents = catalogue.documents()
    numbers = {"line": _line(), "value": _number("value", f"{indicator.title} ({indicator.unit})")}
    asked = {
        "document": {"enum": documents},
        "kind": {"enum": list(printed.KINDS)},
        "level": {"enum": list(indicator.levels)},
        "start": {"pattern": rules.ANY_PERIOD},
        "period": {"pattern": rules.ANY_PERIOD},
        "status": {"enum": list(rules.STATUSES)},
        **{name: {"enum": _codes(indicator, name)} for name in indicator.dimensions},
    }
    fields = [
        _text(name, asked.get(name, {}), required=name not in printed.OPTIONAL)
        if name not in numbers
        else numbers[name]
        for name in printed.columns_of(indicator)
    ]
    cited = _sources([catalogue.sources[code] for code in documents])
    name = f"{printed.FOLDER}-{indicator.code}"
    return _resource(name, path, described | cited, fields, printed.key_of(indicator))


def _number(name: str, says: str) -> dict[str, Any]:
    return {"name": name, "type": "number", "description": says}


def _line() -> dict[str, Any]:
    says = _SAYS["line"]
    constraints = {"required": True, "minimum": 1}
    return {"name": "line", "type": "integer", "description": says, "constraints": constraints}


def _targets(path: Path, catalogue: Catalogue) -> dict[str, Any]:
    documents = catalogue.documents()
    asked = {
        "document": {"enum": documents},
        "indicator": {"enum": list(catalogue.indicators)},
        "level": {"enum": list(LEVELS)},
        "period": {"pattern": rules.ANY_PERIOD},
        "baseline_period": {"pattern": rules.ANY_PERIOD},
    }
    numbers = {
        "line": _line(),
        "value": _number("value", "Valeur à atteindre"),
        "baseline_value": _number("baseline_value", "Valeur du point de départ"),
    }
    fields = [
        numbers.get(name) or _text(name, asked.get(name, {}), required=name not in targets.OPTIONAL)
        for name in targets.COLUMNS
    ]
    described = {"title": f"Objectifs et cibles : {path.stem}"}
    cited = _sources([catalogue.sources[code] for code in documents])
    name = f"{targets.FOLDER}-{path.stem}"
    return _resource(name, path, described | cited, fields, targets.KEY)


def _recorded() -> dict[str, Any]:
    typed = {
        "rank": _line() | {"name": "rank", "description": "Rang de l’indicateur de suivi (suivi.csv)"},
        "value": _number("value", "Valeur constatée") | {"constraints": {"required": True}},
        "recorded": {
            "name": "recorded", "type": "date", "format": "%Y-%m-%d",
            "description": "Jour où la ligne est écrite", "constraints": {"required": True},
        },
    }  # fmt: skip
    asked = {
        "period": {"pattern": rules.ANY_PERIOD},
        "status": {"enum": list(recorded.STATUSES)},
        "source": {},
    }
    fields = [
        typed.get(name) or _text(name, asked.get(name, {}), required=name != "note")
        for name in recorded.COLUMNS
    ]
    says = "Qui donne la valeur, avec le document ou le fichier et sa date"
    fields = [one | {"description": says} if one["name"] == "source" else one for one in fields]
    title = {"title": "Valeurs des indicateurs de suivi, écrites par les coordinateurs"}
    return _resource(f"{recorded.FOLDER}-valeurs", recorded.path(), title, fields, recorded.KEY)


def _codelist(path: Path) -> dict[str, Any]:
    says = {"code": "Code, avec ses zéros", "label": "Libellé"}
    fields = [_text(name, {}, required=True) | {"description": says[name]} for name in says]
    title = {"title": f"Liste de codes : {path.stem}"}
    return _resource(f"{codelists.FOLDER}-{path.stem}", path, title, fields, ("code",))


def _reference(path: Path) -> dict[str, Any]:
    names = table(path.read_bytes(), path).columns
    fields = [{"name": name, "type": "string"} for name in names]
    title = {"title": f"Référentiel : {path.stem}"}
    return _resource(f"{path.parent.name}-{path.stem}", path, title, fields, ())


def _resource(
    name: str,
    path: Path,
    described: dict[str, Any],
    fields: list[dict[str, Any]],
    key: Sequence[str],
) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if key:
        schema["primaryKey"] = list(key)
    return {
        "name": name,
        **described,
        "path": f"{path.parent.name}/{path.name}",
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": path.suffix[1:],
        "encoding": "utf-8",
        "schema": schema,
    }


def _sources(sources: list[Source]) -> dict[str, Any]:
    """Return who publishes, and the licences that are known."""
    titles = [{"title": f"{one.producer}, {one.title}"} for one in sources]
    cited = [
        title | ({"path": one.url} if one.url else {})
        for title, one in zip(titles, sources, strict=True)
    ]
    licences = [
        {"name": _LICENCES.get(licence, licence), "title": licence}
        for licence in dict.fromkeys(one.licence for one in sources if one.licence)
    ]
    return {"sources": cited} | ({"licenses": licences} if licences else {})


def _codes(indicator: Indicator, dimension: str) -> list[str]:
    return [codelists.TOTAL, *codelists.values(indicator, dimension)]


def _field(name: str, indicator: Indicator) -> dict[str, Any]:
    if name == "value":
        bounds = {"minimum": indicator.minimum, "maximum": indicator.maximum}
        says = f"{indicator.title} ({indicator.unit})"
        return _number(name, says) | {"constraints": bounds}
    asked: dict[str, Any] = {}
    if name == "level":
        asked["enum"] = list(indicator.levels)
    elif name == "status":
        asked["enum"] = list(rules.OBSERVED)
    elif name == "source":
        asked["enum"] = list(indicator.sources)
    elif name == "period":
        asked["pattern"] = rules.PERIODS[indicator.periodicity][0]
    elif name in indicator.dimensions:
        asked["enum"] = _codes(indicator, name)
    return _text(name, asked, required=True)


def _text(name: str, asked: dict[str, Any], *, required: bool) -> dict[str, Any]:
    says = _SAYS.get(name, "Ventilation ; T désigne le total")
    if name == "status" and "U" in asked["enum"]:
        says += _DOUBTFUL
    field: dict[str, Any] = {"name": name, "type": "string", "description": says}
    constraints = ({"required": True} if required else {}) | asked
    return field | ({"constraints": constraints} if constraints else {})


if __name__ == "__main__":
    sys.exit(main())
