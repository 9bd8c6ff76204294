"""The files of a quarter as the FDA publishes them: their names, columns, and every spelling that a column had.

Quarters of 2012Q4 and later are FAERS, older ones are AERS (reports are numbered by `isr` there). A column that the
tables keep, or whose form helps to mend a line, is declared here; all other columns of a file are read over.
"""

import re
from typing import NamedTuple

FILE_NAME = re.compile(r"(demo|drug|reac|outc|rpsr|ther|indi)(\d{2})q([1-4])\w*\.txt", re.IGNORECASE)
DELETED_NAME = re.compile(r"\w*dele\w*\.txt", re.IGNORECASE)

ID, COUNT, DAY, NUMBER = r"\d{1,18}", r"\d{0,18}", r"\d{0,8}", r"-?[\d.]*"
LETTERS = r"[A-Za-z0-9]{0,5}"
TEXT, NAMED = r".*", r".+"


class Column(NamedTuple):
    """A column under the name that it has here: the names that files give it, and the form of its cells."""

    spellings: tuple[str, ...]
    form: str
    required: bool = False


class File(NamedTuple):
    """A file of a quarter: the table that it becomes, its title in sentences, whether a quarter is whole without it."""

    table: str
    holds: str
    required: bool
    columns: dict[str, Column]


REPORT = {
    "primaryid": Column(("primaryid", "isr"), ID, required=True),
    "caseid": Column(("caseid", "case"), COUNT),
}
DRUG_NUMBER = Column(("drug_seq", "dsg_drug_seq", "indi_drug_seq"), COUNT, required=True)
FILES = {
    "demo": File(
        "reports",
        "reports",
        True,
        REPORT
        | {
            "caseversion": Column(("caseversion",), COUNT),
            "i_f_code": Column(("i_f_code", "i_f_cod"), r"[A-Za-z]?"),
            "event_dt": Column(("event_dt",), DAY),
            "mfr_dt": Column(("mfr_dt",), DAY),
            "init_fda_dt": Column(("init_fda_dt",), DAY),
            "fda_dt": Column(("fda_dt",), DAY, required=True),
            "rept_cod": Column(("rept_cod",), LETTERS),
            "age": Column(("age",), NUMBER),
            "age_cod": Column(("age_cod",), LETTERS),
            "age_grp": Column(("age_grp",), r"[A-Za-z]?"),
            "sex": Column(("sex", "gndr_cod"), LETTERS, required=True),
            "e_sub": Column(("e_sub",), r"[A-Za-z]?"),
            "wt": Column(("wt",), NUMBER),
            "wt_cod": Column(("wt_cod",), LETTERS),
            "rept_dt": Column(("rept_dt",), DAY),
            "to_mfr": Column(("to_mfr",), r"[A-Za-z]?"),
            "occp_cod": Column(("occp_cod",), LETTERS),
            "reporter_country": Column(("reporter_country",), r"[A-Za-z ,.'()-]*"),
            "occr_country": Column(("occr_country",), r"[A-Za-z ,.'()-]*"),
        },
    ),
    "drug": File(
        "report_drugs",
        "medicines",
        True,
        REPORT
        | {
            "drug_seq": DRUG_NUMBER,
            "role_cod": Column(("role_cod",), r"PS|SS|C|I|", required=True),
            "drugname": Column(("drugname",), TEXT, required=True),
            "prod_ai": Column(("prod_ai",), TEXT),
            "val_vbm": Column(("val_vbm",), r"[012]?"),
            "route": Column(("route",), TEXT),
            "dechal": Column(("dechal",), r"[YNUD]?"),
            "rechal": Column(("rechal",), r"[YNUD]?"),
        },
    ),
    "reac": File("report_events", "events", True, REPORT | {"pt": Column(("pt", "reac_pt"), NAMED, required=True)}),
    "outc": File(
        "report_outcomes",
        "outcomes",
        False,
        REPORT | {"outc_cod": Column(("outc_cod", "outc_code"), r"[A-Z]{2}", required=True)},
    ),
    "rpsr": File(
        "report_sources",
        "report sources",
        False,
        REPORT | {"rpsr_cod": Column(("rpsr_cod", "rpsr_code"), r"[A-Z]{2,3}", required=True)},
    ),
    "ther": File(
        "report_therapy",
        "therapy dates",
        False,
        REPORT
        | {
            "drug_seq": DRUG_NUMBER,
            "start_dt": Column(("start_dt",), DAY, required=True),
            "end_dt": Column(("end_dt",), DAY),
            "dur": Column(("dur",), NUMBER),
            "dur_cod": Column(("dur_cod",), LETTERS),
        },
    ),
    "indi": File(
        "report_indications",
        "indications",
        False,
        REPORT | {"drug_seq": DRUG_NUMBER, "indi_pt": Column(("indi_pt",), NAMED, required=True)},
    ),
}


class Heading(NamedTuple):
    """The first line of a file: our name of each field, "" where it is read over, and the form of its cells."""

    names: tuple[str, ...]
    forms: tuple[re.Pattern, ...]
    is_aers: bool = False


def heading_of(kind: str, line: str) -> Heading:
    """Which field is which; a column that is not known, or stands there twice, is read over."""
    ours = {spelling: name for name, column in FILES[kind].columns.items() for spelling in column.spellings}
    names: list[str] = []
    printed = [name.strip().strip('"').lower() for name in line.rstrip().removesuffix("$").split("$")]
    for spelling in printed:
        name = ours.get(spelling, "")
        names.append("" if name in names else name)
    columns = FILES[kind].columns
    forms = [re.compile(columns[name].form if name else TEXT) for name in names]
    return Heading(tuple(names), tuple(forms), "isr" in printed)


def columns_missing(kind: str, heading: Heading) -> list[str]:
    """The columns that a file of this kind must have and this one has not, under the name that it has today."""
    columns = FILES[kind].columns.items()
    return [column.spellings[0] for name, column in columns if column.required and name not in heading.names]
