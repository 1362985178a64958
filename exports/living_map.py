"""A map whose time moves in a document: one drawing whose marks are named, and what each shows at every period."""

from typing import Any
from xml.etree import ElementTree

import polars as pl

from exports.slide_svg import SVG, chart, drawing
from figures.captions import measure_note
from figures.formats import MISSING, period
from figures.headlines import map_message
from figures.legend import legend_data
from figures.map_chart import palette
from figures.nouns import NOUNS
from figures.rows import PROVISIONAL
from figures.scene import Choropleth
from figures.theme import LIGHT
from figures.tile import STATUSES

WIDTH, HEIGHT = 312, 336
"""Pixels of the drawing: small, so that its texts are large once it fills its place."""
JOINS = {LIGHT.ink: "#48515B", LIGHT.ground: LIGHT.ground}
"""The outline of an area, by the colour of a text on its class: two areas of one class must part."""
SECRET, ABSENT = "s", "n"
"""The classes of an area that has no value: hatched, or empty within a dashed outline."""


def map_svg(figure: Choropleth) -> str:
    """Return the drawing of a map at its period, each mark of a value named by its area and its part.

    `data-area` is the code of the area, `data-part` one of `area`, `halo`, `inside`, `outside`.
    Raises ValueError when a mark of a value has no name: it could then not follow the period.
    """
    spec, data = figure.drawn("light", HEIGHT)
    now = data["values"].filter(pl.col("key").str.ends_with(f"|{figure.step}"))
    svg = drawing(
        chart(_named(spec), {**data, "values": now, "periods": data["periods"].clear()}),
        WIDTH, HEIGHT, (("step", figure.step), ("selected", figure.selected)),
    )  # fmt: skip
    ElementTree.register_namespace("", SVG.strip("{}"))
    root = ElementTree.fromstring(svg)
    away = set(data["spots"].filter(pl.col("leader") == 1)["code"])
    texts = dict(now.select("key", "label").iter_rows())
    ranks = dict(now.select("key", "rank").iter_rows())
    joins = [JOINS[ink] for ink in palette(figure.panel, LIGHT)[1]]
    seen: dict[str, int] = {"area": 0, "inside": 0, "outside": 0}
    for node in root.iter():
        key = node.attrib.pop("data-key", "")
        if key not in texts:
            continue
        code, part = key.split("|")[0], _part(node, key.split("|")[0] in away)
        if part != "halo":
            seen[part] += 1
        node.set("data-area", code)
        node.set("data-part", part)
        if part == "area":
            node.set("stroke", joins[ranks[key]] if ranks[key] >= 0 else JOINS[LIGHT.ink])
            node.set("stroke-width", "0.8")
            if ranks[key] < 0:
                node.set("data-missing", missing(texts[key]))
    if seen["area"] != len(texts) or seen["inside"] + seen["outside"] != len(texts):
        raise ValueError(f"Carte : {seen} pour {len(texts)} territoires.")
    return ElementTree.tostring(root, encoding="unicode")


def missing(label: str) -> str:
    """Return how an area without a value is drawn: by what is printed in its place."""
    return SECRET if label == MISSING["C"] else ABSENT


def map_times(figure: Choropleth, message: str, note: str) -> dict[str, Any]:
    """Return what the map shows at each period, as short texts: it is written in the document.

    `message` and `note` are those of the slide, at its own period. Keys: step (that period); areas and
    names; fills, inks and joins by class, ink and join without one; notes; steps: for each period its
    label, title, note (its place among the notes), ranks ("2" is the third class, "s" secret, "n" not
    available), labels, ends (the place of the lowest and of the highest area) and counts by class.
    """
    panel, noun = figure.panel, NOUNS[figure.level]
    fills, inks = palette(panel, LIGHT)
    names = {one.code: one.name for one in panel.territories}
    counts = legend_data(panel, *noun.counted)["counts"].partition_by("step", maintain_order=True)
    notes: list[str] = []
    found: dict[str, Any] = {
        "step": figure.step,
        "areas": sorted(names),
        "names": [names[code] for code in sorted(names)],
        "fills": fills,
        "inks": inks,
        "joins": [JOINS[ink] for ink in inks],
        "ink": LIGHT.ink,
        "join": JOINS[LIGHT.ink],
        "notes": notes,
        "steps": [],
    }
    parts = panel.values.partition_by("step", maintain_order=True)
    for step, (rows, sizes) in enumerate(zip(parts, counts, strict=True)):
        at = panel.periods[step]
        own = step == figure.step
        labels = rows["label"].to_list()
        ranks = [
            str(rank) if rank >= 0 else missing(label)
            for rank, label in rows.select("rank", "label").iter_rows()
        ]
        known = rows.with_row_index("at").drop_nulls("value").sort("value")["at"].to_list()
        told = measure_note(figure.indicator, figure.measure, panel, at)
        said = note if own else f"{figure.indicator.short} par {noun.one}. {told}"
        if (rows["status"] == "P").any():
            said += f" ({PROVISIONAL['P'].strip()} : {STATUSES['P']})"
        if said not in notes:
            notes.append(said)
        found["steps"].append(
            {
                "period": period(at),
                "title": message
                if own
                else map_message(figure.indicator, figure.measure, panel, figure.level, at),
                "note": notes.index(said),
                "ranks": "".join(ranks),
                "labels": labels,
                "ends": [known[0], known[-1]] if known else [],
                "counts": sizes["text"].to_list(),
            }
        )
    return found


def _part(node: ElementTree.Element, away: bool) -> str:
    if node.tag != f"{SVG}text":
        return "area"
    if node.get("stroke"):
        return "halo"
    return "outside" if away else "inside"


def _named(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the spec where each mark that shows a value says its key, which the drawing keeps.

    The order of the marks is the engine's own: a name is sure whatever the order is.
    """
    layers = []
    for layer in spec["layer"]:
        if not any(_reads(one) for one in layer.get("transform", [])):
            layers.append(layer)
            continue
        told = {"description": {"field": "key", "type": "nominal"}}
        layers.append(
            layer
            | {
                "mark": layer["mark"] | {"aria": True},
                "encoding": layer.get("encoding", {}) | told,
            }
        )
    return spec | {"layer": layers}


def _reads(transform: dict[str, Any]) -> bool:
    return transform.get("from", {}).get("data", {}).get("name") == "values"
