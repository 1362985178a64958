"""The folded tables of Mon territoire as scenes: coverage, likes, zonings, what is missing."""

import polars as pl

from figures import coverage, news, similar, zonings
from figures.captions import published_by
from figures.profile import reason, reasons_table
from figures.scene import Scene
from figures.scene_codes import Codes
from figures.scene_tables import table_scene
from figures.scene_territory import profile_of
from figures.seance import View
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.territories import Territory

_POPULATIONS = "Populations : Insee, code officiel géographique. "
_TOLD = 3
"""Sentences of a slide's notes."""


def covered(view: View) -> Scene:
    """Return the zones d'emploi of the territory's inhabitants, with the headline figure of each."""
    codes, headline = Codes(view), read_catalogue().headline()
    place = codes.territory()
    rows = coverage.table(headline, place)
    parts = coverage.coverage(place).parts
    zones = "une zone d’emploi" if len(parts) == 1 else f"{len(parts)} zones d’emploi"
    said = coverage.sentences(headline, place)
    message = f"{place.title} : ses habitants vivent dans {zones}"
    if coverage.own(headline, place) and said:
        message = said[0].text.removesuffix(".")
    return table_scene(
        codes,
        message,
        rows,
        f"{_POPULATIONS}{_published(headline, place)}",
        note="Ce que couvrent les chiffres, zone par zone",
        file=_covered_rows(headline, place),
        sentences=[one.text for one in said][:_TOLD],
    )


def alike(view: View) -> Scene:
    """Return the zones d'emploi of France most like the territory's own."""
    codes = Codes(view)
    place = codes.territory()
    zone = similar.zone_of(place)
    rows, found = similar.table(place), similar.similar(zone) if zone else []
    if zone is None or not found:
        raise DataError(f"{place.title} : aucune zone d’emploi n’est comparée à la sienne.")
    catalogue = read_catalogue()
    cited = [code for one in similar.features(catalogue) for code in one.sources]
    producers = [catalogue.sources[code].producer for code in cited]
    return table_scene(
        codes,
        f"Les {rows.height} zones d’emploi de France qui ressemblent le plus à celle {zone.de}",
        rows,
        f"{' ; '.join(dict.fromkeys(producers))} ; calcul de l’observatoire.",
        note="De la plus proche à la moins proche ; écart : distance calculée par l’observatoire",
        file=pl.DataFrame(
            {
                "niveau": [one.place.level for one in found],
                "territoire": [one.place.code for one in found],
                "nom": [one.place.name for one in found],
                "ecart": [one.distance for one in found],
                "points_communs": rows[rows.columns[-1]],
            }
        ),
        sentences=[similar.introduction(place)],
    )


def crossed(view: View) -> Scene:
    """Return what the territory is in each zoning of the région."""
    codes = Codes(view)
    place = codes.territory()
    parts = [
        {
            "decoupage": one.zoning.code, "niveau": place.level, "territoire": place.code,
            "nom": place.name, "partie": part.code, "partie_nom": part.name,
            "habitants": part.people, "texte": one.text,
        }
        for one in zonings.zonings_of(place)
        for part in one.parts
    ]  # fmt: skip
    return table_scene(
        codes,
        f"{place.title} : SPEL, CLPE, bassin, zone d’emploi, quel découpage ?",
        zonings.table(place),
        f"{_POPULATIONS}{zonings.rule_text()}",
        note="Les découpages de la région, et ce qu’y est le territoire",
        room=("Découpage", "Défini par", "Ce territoire"),
        file=pl.DataFrame(parts) if parts else None,
        sentences=[text for text in (zonings.apart_text(), zonings.clash_text(place)) if text],
    )


def without(view: View) -> Scene:
    """Return the indicators that have no line for the territory, and why."""
    codes = Codes(view)
    profile = profile_of(codes)
    found, place = profile.without, profile.place
    many = f"{len(found)} indicateurs" if len(found) > 1 else "un indicateur"
    file = pl.DataFrame(
        {
            "indicateur": [one.code for one in found],
            "titre": [one.title for one in found],
            "niveau": [place.level] * len(found),
            "territoire": [place.code] * len(found),
            "nom": [place.name] * len(found),
            "raison": [reason(one, place) for one in found],
        },
        schema_overrides=dict.fromkeys(("indicateur", "titre"), pl.String),
    )
    return table_scene(
        codes,
        f"{place.title} : {many} sans chiffre, et pourquoi",
        reasons_table(profile),
        "Catalogue de l’observatoire.",
        note="Indicateurs sans ligne ici, et pourquoi",
        file=file,
    )


def changed(view: View) -> Scene:
    """Return, in a former edition, what changed for the territory since."""
    codes = Codes(view)
    place, former = codes.territory(), codes.typed("edition")
    if not former:
        raise DataError("Cette édition est la dernière : rien n’a changé depuis.")
    mine, holding = news.places_of(place)
    rows, beyond = (news.since(read_catalogue(), former, places) for places in (mine, holding))
    return table_scene(
        codes,
        f"{place.title} : ce qui a changé depuis l’édition du {news.label(former)}",
        pl.concat([rows, beyond]),
        "Éditions de l’observatoire, comparées chiffre à chiffre.",
        note="Chiffres qui ont changé, avant et après",
        sentences=[news.sentence(former, rows, beyond.height)],
    )


def _published(headline: Indicator, place: Territory) -> str:
    """Return who published the headline figures of the zones, "" when none has one."""
    found = [one.figure for one in coverage.rates(headline, place) if one.figure]
    if not found:
        return ""
    rows = pl.DataFrame(
        [(one.source, one.vintage) for one in found], ["source", "vintage"], orient="row"
    )
    return f"{headline.short} : {published_by(read_catalogue(), rows)}"


def _covered_rows(headline: Indicator, place: Territory) -> pl.DataFrame:
    """Return the zones of a territory to take away: codes, inhabitants, shares, the headline figure."""
    found = {one.part.zone.code: one.figure for one in coverage.rates(headline, place)}
    rows = []
    for part in coverage.coverage(place).parts:
        zone, now = part.zone, found.get(part.zone.code)
        rows.append(
            {
                "niveau": zone.level, "territoire": zone.code, "nom": zone.name,
                "habitants_communs": part.population, "part_du_territoire": part.of_place,
                "part_de_la_zone": part.of_zone, "indicateur": headline.code,
                "periode": now.row.period if now else "", "valeur": now.value if now else None,
                "unite": headline.unit, "statut": now.status if now else "",
                "millesime": now.vintage if now else "", "source": now.source if now else "",
            }
        )  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"valeur": pl.Float64})
