"""How the columns of every table are shown: links open, and figures have as many decimals as they need."""

import streamlit as st

from adverse.vocabulary import REVIEW_STATUSES

COLUMN_CONFIG = {
    "Review": st.column_config.TextColumn(
        help=" ".join(f"{term.label}: {term.definition}" for term in REVIEW_STATUSES.values())
    ),
    "Document": st.column_config.LinkColumn("Document", display_text="open", help="Opens the source on its own site"),
    "Share (%)": st.column_config.NumberColumn(format="%.4g"),
    "95% low (%)": st.column_config.NumberColumn(format="%.1f"),
    "95% high (%)": st.column_config.NumberColumn(format="%.1f"),
    **{
        f"Difference {end}": st.column_config.NumberColumn(format="%+.1f")
        for end in ("(points)", "95% low", "95% high")
    },
    "Risk ratio": st.column_config.NumberColumn(format="%.2f"),
    **{f"{letter} value": st.column_config.NumberColumn(format="%.3g") for letter in "pq"},
}
