"""The steps of a store on Spark: the same SQL files over the same Parquet, for more quarters than one machine holds.

Needs the packages of requirements-spark.txt and a Java runtime; nothing else of this package imports them.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from adverse.errors import ReportsError


def spark_session() -> Any:
    """A session of Spark on this machine, or the one that is there; raises ReportsError without Spark."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise ReportsError(
            "Spark is not installed: pip install -r requirements-spark.txt, and a Java runtime."
        ) from error
    builder = SparkSession.builder.appName("adverse.reports").config("spark.ui.enabled", "false")
    return builder.config("spark.sql.shuffle.partitions", "8").getOrCreate()


def in_spark(select: str) -> str:
    """A step's text as Spark reads it."""
    import sqlglot

    [text] = sqlglot.transpile(select, read="duckdb", write="spark")
    return text


def write_steps(
    steps: dict[str, str], parquet: dict[str, list[str]], given: dict[str, pd.DataFrame], folder: Path
) -> dict[str, str]:
    """Run every step and write its table into the folder; step -> the files of its table, as DuckDB names them.

    `parquet` holds the files behind each table of the quarters, `given` small tables.
    """
    session = spark_session()
    for name, paths in parquet.items():
        session.read.parquet(*paths).createOrReplaceTempView(name)
    for name, rows in given.items():
        records = [tuple(row) for row in rows.astype(object).itertuples(index=False)]
        session.createDataFrame(records, list(rows.columns)).createOrReplaceTempView(name)
    written = {}
    for name, select in steps.items():
        path = str(folder / name)
        session.sql(in_spark(select)).write.parquet(path)
        session.read.parquet(path).createOrReplaceTempView(name)
        written[name] = f"{path}/*.parquet"
    return written
