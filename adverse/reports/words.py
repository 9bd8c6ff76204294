"""What was read, what was left out, and what each step left, in lines of text for a console."""

from collections.abc import Iterator
from typing import Any

from adverse.reports.lines import LEFT_OUT, MENDED
from adverse.reports.quarter import REASONS, REMARKS

STEPS = {
    "versions": "versions of cases in all quarters",
    "latest": "after the FDA's rule: of each case the latest date, then the highest number",
    "not_deleted": "after the lists of deleted cases",
    "reports": "reports, each once",
}
NOTICES = {
    "no_case_number": "without a case number, each kept as a case of its own",
    "number_under_several_cases": "numbers of reports under more than one case, counted once",
    "case_in_aers_and_faers": "cases in both AERS and FAERS, each one case",
    "deleted_not_here": "deleted cases of which the store has no version",
    "report_without_medicine": "reports without a medicine, in no count of pairs",
    "report_without_event": "reports without an event, in no count of pairs",
}


def quarter_in_words(entry: dict[str, Any]) -> Iterator[str]:
    """Every table of a quarter: rows read, rows kept, and each reason for the difference."""
    yield f"{entry['quarter']} ({entry['layout']}), from {entry['archive']}, sha256 {entry['sha256'][:12]}"
    for table, counts in entry["tables"].items():
        yield f"  {table}: {counts['rows_read']:,} rows read, {counts['rows_kept']:,} kept"
        for kind, words in (("left_out", LEFT_OUT | REASONS), ("mended", MENDED), ("remarks", REMARKS)):
            for reason, n in counts[kind].items():
                yield f"    {n:,} {'left out' if kind == 'left_out' else kind.removesuffix('s')}: {words[reason]}"
        if counts["blank_lines"]:
            yield f"    {counts['blank_lines']:,} blank lines"
    if entry["without"]:
        yield f"  The archive has no file of: {', '.join(entry['without'])}"


def counts_in_words(manifest: dict[str, Any]) -> Iterator[str]:
    """What each step from rows to reports left, over all quarters of the store."""
    for step in manifest["steps"]:
        yield f"{step['n_rows']:>12,} {STEPS[step['name']]}"
    for name, n in manifest["notices"].items():
        if n:
            yield f"{n:>12,} {NOTICES[name]}"
