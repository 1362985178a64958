"""The frame around every page: settings, navigation, territory, errors, footer."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # Streamlit puts only this file's folder there.
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402
from streamlit.navigation.page import StreamlitPage  # noqa: E402

from loaders.cache import steady  # noqa: E402
from pages.parts import choices, faults, frame, gathering  # noqa: E402
from pages.parts.plan import PAGES  # noqa: E402
from pages.parts.warmup import freeze_collector  # noqa: E402

pages: dict[str, list[StreamlitPage]] = {}
for rank, entry in enumerate(PAGES):
    one = st.Page(
        entry.path,
        title=entry.title,
        url_path=entry.slug,
        default=rank == 0,
        visibility="visible" if entry.listed else "hidden",
    )
    pages.setdefault(entry.section, []).append(one)
page = st.navigation(pages, position="top")
with st.container(key="content"):
    top = frame.open_page(page.title)
    with faults.boundary() as page_run, steady():
        choices.start()
        gathering.begin(page.url_path or PAGES[0].slug)
        page.run()
with faults.boundary():
    frame.close_page(top)
if not page_run.failed:  # A page that failed half-way has not told all its codes.
    gathering.offer_room()
    choices.finish()
freeze_collector()
