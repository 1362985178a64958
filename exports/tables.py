"""Rows to take away: CSV as French spreadsheets open it, and Parquet for programs."""

from io import BytesIO

import polars as pl

_FORMULA = r"^[=+\-@\t\r]"


def csv_bytes(rows: pl.DataFrame) -> bytes:
    """Return rows as CSV: UTF-8 with BOM, `;`, decimal comma; empty where a value is missing.

    A text that a spreadsheet would run as a formula is preceded by an apostrophe (OWASP, CSV
    injection); numbers are not texts and keep their sign.
    """
    text = pl.col(pl.String)
    safe = rows.with_columns(text.str.replace(_FORMULA, "'$0"))
    return b"\xef\xbb\xbf" + safe.write_csv(separator=";", decimal_comma=True).encode()


def parquet_bytes(rows: pl.DataFrame) -> bytes:
    """Return rows as Parquet, with their types."""
    buffer = BytesIO()
    rows.write_parquet(buffer)
    return buffer.getvalue()
