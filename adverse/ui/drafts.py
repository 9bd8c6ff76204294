"""Rows that a visitor drafts for the tables: in the memory of this visit, handed back as lines and a patch."""

from collections.abc import Sequence

import streamlit as st

from adverse.evidence.additions import NewRow, patch_of, problems_in_additions
from adverse.exports.view import data_version
from adverse.ui import panels
from adverse.ui.page import Page
from adverse.ui.words import plain

MOST_ROWS = 200  # drafted in one visit
KEPT = "These rows are kept in this visit alone: nothing is stored on the server. Save them before you close the page."


def drafted(name: str) -> list[NewRow]:
    """The rows that this visit drafted under a name."""
    return st.session_state.setdefault(f".drafted_{name}", [])


def draft(page: Page, name: str, row: NewRow) -> list[str]:
    """Add a row to those drafted, or return a sentence for every rule that the tables would break."""
    if len(drafted(name)) >= MOST_ROWS:
        return [f"At most {MOST_ROWS} rows are drafted in one visit; save these, and begin anew."]
    problems = problems_in_additions(page.evidence, [*drafted(name), row])
    if not problems:
        drafted(name).append(row)
    return problems


def tell(problems: Sequence[str]) -> None:
    """What is wrong with a row, a line each."""
    if problems:
        st.error("\n".join(f"- {plain(problem)}" for problem in problems[:10]))


def offer(page: Page, name: str, what: str) -> None:
    """The drafted rows as they would stand in their files, to save as lines or as a patch, or to forget."""
    rows = drafted(name)
    if not rows:
        return
    st.markdown(f"**{what}: {len(rows)}**")
    st.code("\n".join(f"{row.table}.csv: {row.line}" for row in rows), language=None, wrap_lines=True)
    st.caption(KEPT)
    stem = f"{name}-{page.evidence.about['version']}"
    with st.container(horizontal=True, gap="small"):
        panels.save("Patch for git apply", patch_text(page, rows).encode(), f"{stem}.patch", "text/x-diff")
        panels.save("Lines (CSV)", "".join(f"{row.line}\n" for row in rows).encode(), f"{stem}.csv", "text/csv")
        st.button("Forget them", key=f"{name}-forget", icon=":material/delete:", on_click=drafted(name).clear)


def patch_text(page: Page, rows: Sequence[NewRow]) -> str:
    """The patch, after a line that says of which data it is, which `git apply` passes over."""
    return f"{data_version(page.evidence.about)}\n\n{patch_of(page.evidence, rows)}"
