"""The least a Streamlit page can cost: one widget, one text. The measures compare with it."""

import streamlit as st

CODES = [f"{number:02d}" for number in range(25)]

choice = st.selectbox("Territoire", CODES)
st.write(f"Valeur pour {choice}")
