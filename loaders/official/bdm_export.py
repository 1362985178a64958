"""The website's export of INSEE's databank (BDM), `valeurs_trimestrielles.csv`, whatever it counts.

`;`, quoted or not, one line of values per series (Libellé, idBank, Dernière mise à jour, Période,
then the quarters), each followed by a line "Codes": A normal, P provisional, SD semi-definitive.
"""

from pathlib import Path

import polars as pl

from loaders.official import sheets

STATUS = {"SD": "P"}
# An idBank has nine digits; a file that went through a spreadsheet has lost its leading zeros.
DIGITS = 9


def read(path: Path) -> pl.DataFrame:
    """Return one row per series and quarter: idBank, Libellé, column, value, status, origin.

    `value` is text, `column` the quarter as printed ("2023-T2").
    """
    rows = sheets.table(path, separator=";")
    sheets.require(rows, ["Libellé", "idBank"], path.name)
    codes = rows["Libellé"] == "Codes"
    # A line "Codes" has no idBank: it belongs to the series just above it.
    rows = rows.with_columns(
        pl.col("idBank").replace("", None).str.zfill(DIGITS).forward_fill().alias("idBank")
    )
    columns = quarters(rows)
    values = sheets.long(rows.filter(~codes), ["idBank", "Libellé"], columns, path.name)
    status = rows.filter(codes).unpivot(
        on=columns, index="idBank", variable_name="column", value_name="code"
    )
    return values.join(status, on=["idBank", "column"], how="left").select(
        *("idBank", "Libellé", "column", "value"),
        pl.col("code").replace(STATUS).alias("status"),
        sheets.ORIGIN,
    )


def quarters(rows: pl.DataFrame) -> list[str]:
    """Return the columns that are a period: they start with a year."""
    return [column for column in rows.columns if column[:4].isdigit()]
