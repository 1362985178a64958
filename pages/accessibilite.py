import streamlit as st

st.title("Accessibilité", anchor=False)
