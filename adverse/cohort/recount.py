"""Counts listing.csv again and compares with counts.csv; needs nothing but Python. Ends with 1 where they differ.

    python recount.py [FOLDER]

FOLDER holds listing.csv and counts.csv of one zip; without it, the folder of this file.
"""

import csv
import sys
from collections import defaultdict
from io import StringIO
from pathlib import Path

BANDS = {"any": (0, 5), "1_2": (1, 2), "ge3": (3, 5), "3": (3, 3), "4": (4, 4), "5": (5, 5), "not_graded": (0, 0)}
NOT_MARKS = {"patient", "arm", "event", "soc", "grade", "day", "line"}


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))


def worst_grades(listing: list[dict[str, str]]) -> dict[tuple[str, str, str, str], dict[str, int]]:
    """(arm, level, event or class, subset) -> patient -> the worst grade, 0 where none is graded."""
    marks = [name for name in (listing[0] if listing else {}) if name not in NOT_MARKS]
    worst: dict[tuple[str, str, str, str], dict[str, int]] = defaultdict(dict)
    for row in listing:
        grade, patient = int(float(row["grade"] or 0)), row["patient"]
        names = [("any", "Any adverse event")]
        names += [("event", row["event"]), ("class", row["soc"])] if row["event"] else []
        for level, name in names:
            for subset in ("all", *(mark for mark in marks if row[mark] == "True")):
                of_patients = worst[row["arm"], level, name, subset]
                of_patients[patient] = max(grade, of_patients.get(patient, 0))
    return worst


def main(folder: Path) -> int:
    """Count, compare and say what differs; the exit status."""
    if not (folder / "listing.csv").is_file():
        sys.exit("listing.csv is not here: tick the rows of patients when you save the zip.")
    worst, counts, n_wrong = worst_grades(rows_of(folder / "listing.csv")), rows_of(folder / "counts.csv"), 0
    for row in counts:
        low, high = BANDS[row["grade_band"]]
        grades = worst[row["arm"], row["level"], row["event"], row["subset"]].values()
        n = sum(low <= grade <= high for grade in grades)
        if n != int(row["n_with_event"]):
            n_wrong += 1
            print(f"{row['arm']}, {row['event']}, {row['grade_band']}, {row['subset']}: {n}, not {row['n_with_event']}")
    print(f"{len(counts)} counts made again, {n_wrong} of them otherwise.")
    return 1 if n_wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent))
