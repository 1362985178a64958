"""What is done once in a process so that every later run is fast."""

import gc
import importlib
import threading

from pages.parts.frontend import prepare

_lock = threading.Lock()
_frozen = False


def freeze_collector() -> None:
    """Take what is loaded so far out of the garbage collector's sight, once in the process.

    Streamlit collects after every run: with the chart and data libraries loaded that costs near
    90 ms of CPU a run, next to nothing once they are frozen. Call it when the first run has loaded
    and cached what it needs.
    """
    global _frozen
    with _lock:
        if _frozen:
            return
        gc.collect()
        gc.freeze()
        _frozen = True


def _load() -> None:
    prepare()
    # Imported here: the server must answer before these are loaded.
    from figures.measures import MEASURES
    from figures.rows import panel
    from loaders import observations
    from loaders.catalogue import read_catalogue
    from loaders.errors import DataError
    from pages.parts import views

    try:
        catalogue = read_catalogue()
        for indicator in (catalogue.headline(), *catalogue.tiles()):
            observations.periods(indicator)
        values = panel(catalogue.headline(), MEASURES["valeur"], "ZE2020")
        views.prepare(values)
    except DataError:
        # The page that needs the file says what is wrong with it.
        return


def warm_up() -> threading.Thread:
    """Load the libraries, then start loading, beside the server, what the first visit will need."""
    # Here and not in the thread: a library that two threads import at once may be met half-made.
    for name in ("numpy", "pandas", "polars", "altair"):
        importlib.import_module(name)
    thread = threading.Thread(target=_load, name="warm-up", daemon=True)
    thread.start()
    return thread
