"""Which rows are left out of what, and why, so that a reader can open them."""

import numpy as np
import pandas as pd

from adverse.cohort.mapping import Mapped
from adverse.vocabulary import LEFT_OUT_REASONS

COLUMNS = ["file", "line", "column", "value", "reason", "left_out_of"]


class LeftOut:
    """Rows left out so far, by file, line, column and value; `reason` and `left_out_of` are keys of the vocabulary."""

    def __init__(self) -> None:
        self._parts: list[pd.DataFrame] = []

    def add(self, one: Mapped, which: np.ndarray, reason: str, role: str = "", *, of: str = "everything") -> None:
        """Note the rows of a table that `which` marks, with the cell of a role beside."""
        if reason not in LEFT_OUT_REASONS:
            raise KeyError(reason)
        if not which.any():
            return
        column = one.name(role)
        values = one.raw.cells[column][which].to_numpy() if column else ""
        lines = one.raw.cells.index[which]
        part = {"file": one.raw.file, "line": lines, "column": column, "value": values, "reason": reason}
        self._parts.append(pd.DataFrame(part | {"left_out_of": of}))

    @property
    def table(self) -> pd.DataFrame:
        """Every row left out, in the order of the files."""
        if not self._parts:
            return pd.DataFrame({name: pd.Series(dtype="int64" if name == "line" else "str") for name in COLUMNS})
        return pd.concat(self._parts).sort_values(["file", "line"], kind="stable", ignore_index=True)
