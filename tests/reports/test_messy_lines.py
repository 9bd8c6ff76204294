"""Odd lines of files: each kind of odd line is read where there is one way to, else it is counted as left out."""

import pytest

from adverse.reports.database import rows_of
from adverse.reports.layouts import heading_of
from adverse.reports.lines import Lines
from adverse.reports.store import manifest_of
from tests.reports.quarters import CASES, DRUG, HEADINGS, archive, demo, drug, reac

LEGACY_REAC = "ISR$PT"
RUN_ON_DRUG = drug(11, 1, "ASPIRIN") + "QD" + drug(2210, 22, "METFORMIN")
MESSY = [  # what, kind of file, heading, bytes below it, records expected, mended, left out
    (
        "two records on one line",
        "reac",
        HEADINGS["REAC"],
        b"11$1$Nausea$222$22$Fever$\n",
        ["11$1$Nausea$", "222$22$Fever$"],
        "run_together",
        "",
    ),
    (
        "a value before the next number",
        "drug",
        DRUG,
        RUN_ON_DRUG.encode(),
        [drug(11, 1, "ASPIRIN") + "QD", drug(2210, 22, "METFORMIN")],
        "run_together",
        "",
    ),
    (
        "two records of AERS",
        "reac",
        LEGACY_REAC,
        b"7001$NAUSEA$7002$FEVER$\n",
        ["7001$NAUSEA", "7002$FEVER"],
        "run_together",
        "",
    ),
    ("three records of AERS", "reac", LEGACY_REAC, b"1$A$2$B$3$C$\n", ["1$A", "2$B", "3$C"], "run_together", ""),
    (
        "a record on two lines",
        "reac",
        HEADINGS["REAC"],
        b"11$1$Nau\nsea$\n22$2$Fever$\n",
        ["11$1$Nau sea$", "22$2$Fever$"],
        "broken_line",
        "",
    ),
    (
        "a record that never ends",
        "reac",
        HEADINGS["REAC"],
        b"11$1\n22$2$Fever$\n",
        ["22$2$Fever$"],
        "",
        "too_few_fields",
    ),
    (
        "a last record that never ends",
        "reac",
        HEADINGS["REAC"],
        b"22$2$Fever$\n11$1",
        ["22$2$Fever$"],
        "",
        "too_few_fields",
    ),
    (
        "a $ in the number of a lot",
        "drug",
        DRUG,
        drug(11, 1, "ASPIRIN").replace("U$U$", "U$U$A$7", 1).encode(),
        [drug(11, 1, "ASPIRIN").replace("U$U$", "U$U$A 7", 1)],
        "dollar_inside",
        "",
    ),
    (
        "a $ that could stand in two fields",
        "drug",
        DRUG,
        b"11$1$1$PS$AS$PIRIN$AI$1$$$$$U$U$$$$$$$\n",
        [],
        "",
        "too_many_fields",
    ),
    (
        "the heading once more",
        "reac",
        HEADINGS["REAC"],
        f"11$1$Nausea$\n{HEADINGS['REAC']}\n".encode(),
        ["11$1$Nausea$"],
        "",
        "heading_again",
    ),
    (
        "Windows-1252 among UTF-8",
        "reac",
        HEADINGS["REAC"],
        b"1$1$Caf\xe9$\n2$2$Caf\xc3\xa9$\n3$3$\x81$\n",
        ["1$1$Café$", "2$2$Café$", "3$3$\x81$"],
        "not_utf_8",
        "",
    ),
    (
        "a NUL and a lone carriage return",
        "reac",
        HEADINGS["REAC"],
        b"1$1$a\0b$\r\n2$2$c\rd$\r\n",
        ["1$1$a b$", "2$2$c d$"],
        "control_characters",
        "",
    ),
    (
        "quotation marks",
        "reac",
        HEADINGS["REAC"],
        b'1$1$"Nausea$\n2$2$5" cut$\n',
        ['1$1$"Nausea$', '2$2$5" cut$'],
        "",
        "",
    ),
]


@pytest.mark.parametrize(("what", "kind", "heading", "content", "records", "mended", "left_out"), MESSY)
def test_odd_lines(what, kind, heading, content, records, mended, left_out):
    lines = Lines([heading.encode() + b"\r\n", content])
    found = "".join(lines.blocks(heading_of(kind, lines.heading_line))).splitlines()
    assert found == records, what
    assert set(lines.mended) == {mended} - {""}
    assert set(lines.left_out) == {left_out} - {""}
    assert lines.n_read == len(records) + lines.left_out.total()


def test_a_line_that_ends_inside_a_block_is_read_once():
    content = (HEADINGS["REAC"] + "\n" + "".join(f"{n}$1$Nausea$\n" for n in range(50))).encode("utf-8-sig")
    for size in (1, 7, 64):
        lines = Lines([content[start : start + size] for start in range(0, len(content), size)])
        assert "".join(lines.blocks(heading_of("reac", lines.heading_line))).count("Nausea") == 50
        assert lines.n_read == 50


def test_the_end_of_a_line_is_known_behind_a_line_that_was_mended():
    line = b"7001$NAUSEA$\n"
    lines = Lines([b"ISR$PT\n" + 9 * line + b"7001$FEVER$7002$RASH$\n", 9 * line])
    records = "".join(lines.blocks(heading_of("reac", lines.heading_line))).splitlines()
    assert len(records) == 20 and set(records) == {"7001$NAUSEA", "7001$FEVER", "7002$RASH"}
    assert lines.mended == {"run_together": 1}


@pytest.mark.parametrize(
    ("kind", "line", "ours"),
    [
        ("demo", "PRIMARYID$CASEID$FDA_DT$GNDR_COD", ("primaryid", "caseid", "fda_dt", "sex")),
        (
            "demo",
            "\ufeffISR$CASE$I_F_COD$FDA_DT$GNDR_COD$v6".lstrip("\ufeff"),
            ("primaryid", "caseid", "i_f_code", "fda_dt", "sex", ""),
        ),
        ("outc", "primaryid$caseid$outc_code", ("primaryid", "caseid", "outc_cod")),
        ("ther", "primaryid$caseid$drug_seq$start_dt", ("primaryid", "caseid", "drug_seq", "start_dt")),
        ("indi", "primaryid$caseid$indi_drug_seq$indi_pt$", ("primaryid", "caseid", "drug_seq", "indi_pt")),
    ],
)
def test_every_spelling_of_a_column_is_known(kind, line, ours):
    assert heading_of(kind, line).names == ours


def test_every_row_read_is_kept_or_left_out_with_its_reason(run, tmp_path):
    files = {
        "DEMO": [
            demo(11, 1),
            demo("x", 2),
            demo(33, 3, age="54", age_cod=""),
            demo(33, 3, age="54", age_cod=""),
            demo(44, "4a"),
        ],
        "DRUG": [drug(11, 1, "ASPIRIN"), drug(99, 9, "ASPIRIN"), drug(11, 1, ""), drug(33, 3, "ASPIRIN", role="ZZ")],
        "REAC": [reac(11, 1, "Nausea"), reac(11, 1, " "), "$$$", "", reac("1e9", 1, "Fever")],
        "THER": ["11$1$1$20240101$$$", "11$1$1$20241301$$$"],
    }
    run("add", archive(tmp_path, files, deleted="5\n\nsix\n7"))
    tables = manifest_of(tmp_path / "store")["quarters"]["2024Q1"]["tables"]
    assert {table: counts["left_out"] for table, counts in tables.items() if counts["left_out"]} == {
        "reports": {"no_number": 1, "same_row_again": 1},
        "report_drugs": {"no_name": 1, "no_report": 1},
        "report_events": {"no_name": 1, "no_number": 2},
        "deleted_cases": {"no_number": 1},
    }
    assert tables["reports"]["remarks"] == {"age_unreadable": 2, "case_no_number": 1}
    assert tables["report_drugs"]["remarks"] == {"role_unknown": 1}
    assert tables["report_therapy"]["remarks"] == {"start_date_unreadable": 1}
    assert (tables["report_events"]["blank_lines"], tables["deleted_cases"]["blank_lines"]) == (1, 1)
    for counts in tables.values():
        assert counts["rows_read"] == counts["rows_kept"] + sum(counts["left_out"].values())
    said = run("list")[1]
    assert "1 left out: no report of this number in the quarter" in said
    assert "1 blank lines" in said
    assert "The archive has no file of: outcomes, report sources, indications" in said


def test_a_medicine_with_a_row_for_each_dose_counts_once(run, tmp_path):
    import duckdb

    files = {"DEMO": [demo(11, 1)], "REAC": [reac(11, 1, "Nausea")]}
    files["DRUG"] = [drug(11, 1, "ASPIRIN"), drug(11, 1, "ASPIRIN"), drug(11, 1, "Aspirin.", role="C", place=2)]
    run("add", archive(tmp_path, files))
    manifest = manifest_of(tmp_path / "store")
    assert manifest["quarters"]["2024Q1"]["tables"]["report_drugs"]["left_out"] == {"same_row_again": 1}
    with duckdb.connect(str(tmp_path / "store" / manifest["database"]), read_only=True) as connection:
        assert rows_of(connection, "SELECT drug, role FROM report_drugs JOIN drugs USING (drug_id)") == [("aspirin", 1)]


def test_events_of_aers_and_faers_are_the_same_event(run, tmp_path):
    import duckdb

    legacy = b"ISR$CASE$FDA_DT$GNDR_COD\n7001$1$20110201$F$\n7002$2$20110201$M$\n"
    old = {"DEMO": legacy, "DRUG": b"ISR$DRUG_SEQ$ROLE_COD$DRUGNAME\n7001$1$PS$ASPIRIN$\n"}
    old["REAC"] = b"ISR$PT\n7001$COVID-19$\n7001$GUILLAIN-BARRE SYNDROME$\n7002$CHEST PAIN$\n"
    new = {"DEMO": [demo(33, 3)], "REAC": [reac(33, 3, "COVID-19"), reac(33, 3, "Guillain-Barre syndrome")]}
    run("add", archive(tmp_path, old, quarter="11Q1"), archive(tmp_path, new))
    database = tmp_path / "store" / manifest_of(tmp_path / "store")["database"]
    with duckdb.connect(str(database), read_only=True) as opened:
        events = rows_of(opened, "SELECT event, n_reports FROM events ORDER BY event")
    assert events == [("COVID-19", 2), ("Chest pain", 1), ("Guillain-Barre syndrome", 2)]


def test_the_samples_have_the_roles_and_outcomes_of_the_documents(run, tmp_path):
    import duckdb

    run("add", *sorted(CASES.glob("*.zip")))
    parquet = str(tmp_path / "store/quarters/*/report_drugs.parquet")
    roles_of = "SELECT quarter, role, count(*) FROM read_parquet($p) GROUP BY ALL ORDER BY ALL"
    with duckdb.connect() as connection:
        roles = rows_of(connection, roles_of, p=parquet)
    assert sum(n for *_, n in roles) == 386 + 328
    assert {role for _, role, _ in roles} == {"PS", "SS", "C", "I"}
