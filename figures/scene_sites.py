"""The scenes of the page Campus: the map of the sites as a picture, and their list."""

from dataclasses import replace

from figures import site_legend, site_page, site_picture, sites
from figures.formats import listing
from figures.scene import Drawing, Grid, Scene
from figures.scene_codes import Codes
from figures.seance import View
from figures.site_view import SiteView, rate_classes
from figures.sites import Choice, chosen
from figures.theme import Mode
from loaders import site_tables
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.sites import LABELS, read_sites, sectors

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
    return SiteView(every, kept, codes.optional("site", [one.key for one in kept]), layers, choice)


def map_of_sites(view: View) -> Scene:
    """Return the map of the sites that the view's codes keep, and their list as its rows."""
    codes = Codes(view)
    shown = view_of_sites(codes)
    every, kept, layers, choice = shown.every, shown.kept, shown.layers, shown.choice
    if not kept:
        raise DataError("Aucun site ne répond à ces choix.")
    selected, around = shown.selected, choice.around
    names = sorted({one.source.split(", ligne ")[0] for one in kept})
    paper = site_picture.on_paper(shown)
    under = site_page.RATES in layers
    left = site_picture.left_out(shown, read_catalogue().headline().short if under else "")
    source = f"Sources : {listing(names)}. Contours : IGN, Insee. {left}".strip()

    def drawn(mode: Mode) -> tuple[dict, dict]:
        legend = site_legend.legend_rows(
            mode, paper, rate_classes(every).labels, site_tables.measures()["rate"].short.lower()
        )
        signs, areas, stacks = shown.signs(mode), shown.areas(), shown.stacks(mode)
        spec, data, *_ = site_picture.picture("", "", signs, areas, stacks, legend)
        return spec, data

    legend = site_legend.legend_rows("light", paper, rate_classes(every).labels, "")
    *_, width, height = site_picture.picture(
        "", "", shown.signs("light"), shown.areas(), shown.stacks("light"), legend
    )
    return Scene(
        view=view,
        message=site_page.title(every, choice, layers),
        note=site_page.counted(kept),
        sentences=(site_page.lede(kept, choice, site_page.of_layers(every, layers)),),
        source=source,
        alt=site_page.alternative(kept, selected),
        figure=Drawing(drawn, width, height, fluid=False),
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
