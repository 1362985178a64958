"""The scenes of the page Campus: the map of the sites as a picture, and their list."""

from collections.abc import Sequence
from dataclasses import replace

from figures import site_page, site_picture, site_room, sites
from figures.formats import listing
from figures.scene import Drawing, Grid, Scene
from figures.scene_codes import Codes
from figures.seance import View
from figures.site_view import SiteView
from figures.sites import Choice, chosen
from loaders import site_tables
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.sites import LABELS, Site, read_sites, sectors

_LAYER = "campus"


def view_of_sites(codes: Codes) -> SiteView:
    """Return what the page's codes keep of the sites, listed even when that is nothing."""
    every, place = read_sites(), codes.territory()
    around = codes.typed("autour")
    if around and around not in site_tables.communes():
        raise DataError(f"La commune {around} n’est pas connue.")
    km = codes.among("km", site_page.DISTANCES, site_page.NEAR)
    choice = Choice(
        sector=codes.filtering("secteur", sectors()),
        filiere=codes.typed("filiere"),
        label=LABELS.get(codes.filtering("label", LABELS), ""),
        place=site_page.place_of(place),
        around=around,
        km=float(km),
    )
    layers = codes.several("couches", (*site_page.layers(every), site_page.RATES), (_LAYER,))
    kept = site_page.ordered(chosen(site_page.of_layers(every, layers), choice), around)
    selected = codes.optional("site", [one.key for one in every])
    if selected and selected not in {one.key for one in kept}:
        codes.notices.append(site_page.off_the_list(selected))
        selected = ""
    return SiteView(every, kept, selected, layers, choice)


def cited(found: Sequence[Site]) -> list[str]:
    """Return who says where some sites are: a room reads the short name of a document."""
    short = {one.title: one.name for one in read_catalogue().sources.values() if one.document}
    names = {one.source.split(", ligne ")[0] for one in found}
    return sorted({short.get(one, one) for one in names})


def map_of_sites(view: View) -> Scene:
    """Return the map of the sites that the view's codes keep, and their list as its rows."""
    codes = Codes(view)
    shown = view_of_sites(codes)
    every, kept, layers, choice = shown.every, shown.kept, shown.layers, shown.choice
    if not kept:
        raise DataError("Aucun site ne répond à ces choix.")
    selected, around = shown.selected, choice.around
    names, catalogue = cited(kept), read_catalogue()
    under = site_page.RATES in layers
    left = site_picture.left_out(shown, catalogue.headline().short if under else "")
    source = f"Sources : {listing(names)}. Contours : IGN, Insee. {left}".strip()

    def of_width(wide: bool) -> Drawing:
        spec, data, width, height = site_room.drawing(shown, wide)
        low = of_width(False) if wide else None
        # What a room, a page of paper and an office document show is drawn on a light ground.
        return Drawing(lambda _: (spec, data), width, height, fluid=False, low=low)

    return Scene(
        view=view,
        message=site_page.title(every, choice, layers),
        note=site_page.counted(kept),
        sentences=(site_page.lede(kept, choice, site_page.of_layers(every, layers)),),
        source=source,
        alt=site_page.alternative(kept, selected),
        figure=of_width(True),
        rows=sites.list_rows(kept, around),
        file=sites.csv_rows(kept, around),
        notices=tuple(codes.notices),
    )


def list_of_sites(view: View) -> Scene:
    """Return the list of the sites of the map, which a room reads better than their names on it."""
    whole = map_of_sites(view)
    columns = [one for one in ("Nom", "Label", "Lieu", "Distance") if one in whole.rows.columns]
    return replace(
        whole, figure=Grid(), alt=f"Liste : {whole.note}.", rows=whole.rows.select(columns)
    )
