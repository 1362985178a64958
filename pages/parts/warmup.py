"""What is done once in a process so that every later run is fast."""

import gc
import importlib
import threading

from pages.parts.frontend import prepare

# Imported by the pages; loading them while the first browser fetches its files hides their cost.
_HEAVY_MODULES = ("polars", "altair")

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
    for name in _HEAVY_MODULES:
        importlib.import_module(name)


def warm_up() -> threading.Thread:
    """Start loading, beside the server, what the first visit will need."""
    thread = threading.Thread(target=_load, name="warm-up", daemon=True)
    thread.start()
    return thread
