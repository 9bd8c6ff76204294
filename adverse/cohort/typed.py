"""Tables of a reader's own rows, typed and checked by the schema of the published ones."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from adverse.evidence.load import typed_table
from adverse.evidence.tables import TABLES


@cache
def empty(name: str) -> pd.DataFrame:
    """A table without rows, typed once; nothing of a reader is in it."""
    return typed(name, pd.DataFrame())[0]


def typed(name: str, raw: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The table as the schema has it, and what is wrong with it; columns that `raw` lacks are empty."""
    definition = TABLES[name]
    raw = raw.reindex(columns=list(definition.columns)).astype(object).fillna("").astype("str")
    return typed_table(name, raw.assign(line=range(2, len(raw) + 2)), definition, may_be_empty=True)


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Numbers as plain digits, which the schema reads again."""

    def told(value: Any) -> Any:
        is_number = isinstance(value, (float, np.floating))
        return value if not is_number else "" if not np.isfinite(value) else f"{value:.10f}".rstrip("0").rstrip(".")

    return table.apply(lambda column: column.map(told)) if len(table) else table
