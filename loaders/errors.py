"""The one error that data and geography raise when a file is not what it must be."""


class DataError(ValueError):
    """A French sentence naming the file, the row, the column, the value and what to do."""
