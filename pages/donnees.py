"""Données et méthode: placeholder until written."""

import streamlit as st

st.title("Données et méthode", anchor=False)
