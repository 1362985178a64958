"""A table of a page as a scene, whatever the page: its title, what a room reads of it, what is taken away."""

from collections.abc import Sequence

import polars as pl

from figures.scene import Grid, Scene
from figures.scene_codes import Codes
from loaders.errors import DataError


def table_scene(
    codes: Codes,
    message: str,
    rows: pl.DataFrame,
    source: str,
    *,
    note: str = "",
    room: Sequence[str] = (),
    file: pl.DataFrame | None = None,
    sentences: Sequence[str] = (),
    definition: str = "",
) -> Scene:
    """Return the scene of a table; raises DataError when it has no row.

    `room` are the columns that a room has time to read (all of them when empty): the others are in
    `file`, which is `rows` unless the page takes away codes and numbers.
    """
    if rows.is_empty():
        raise DataError(f"{message} : aucune ligne.")
    kept = [name for name in room if name in rows.columns]
    return Scene(
        view=codes.view,
        message=message,
        note=note,
        sentences=tuple(sentences),
        source=source,
        alt=f"Tableau : {note or message}",
        figure=Grid(),
        rows=rows.select(kept) if kept else rows,
        file=rows if file is None else file,
        definition=definition,
        notices=tuple(codes.notices),
    )
