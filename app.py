"""The door: `streamlit run app.py` starts the dashboard."""

import streamlit as st

from pages.parts.server import MIDDLEWARE, ROUTES, start_and_stop

app = st.App("pages/parts/shell.py", middleware=MIDDLEWARE, routes=ROUTES, lifespan=start_and_stop)
