"""The yardstick: one chart of one arm with one choice, as a first tutorial would write it."""

import pandas as pd
import plotly.express as px
import streamlit as st

st.title("Adverse events of blinatumomab in TOWER")
table = pd.read_csv("data/incidence.csv")
grade = st.selectbox("Grade", ["any", "ge3"])
rows = table[(table["arm_id"] == "tower-blinatumomab") & (table["grade_band"] == grade)]
figure = px.scatter(rows.sort_values("percent"), x="percent", y="event", height=600)
st.plotly_chart(figure)
