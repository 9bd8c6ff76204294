"""Archives for the tests, made of a few lines in the form of the FDA's files."""

import zipfile
from pathlib import Path

CASES = Path(__file__).parent / "cases"
DEMO = (
    "primaryid$caseid$caseversion$i_f_code$event_dt$mfr_dt$init_fda_dt$fda_dt$rept_cod$auth_num$mfr_num$mfr_sndr$"
    "lit_ref$age$age_cod$age_grp$sex$e_sub$wt$wt_cod$rept_dt$to_mfr$occp_cod$reporter_country$occr_country"
)
DRUG = (
    "primaryid$caseid$drug_seq$role_cod$drugname$prod_ai$val_vbm$route$dose_vbm$cum_dose_chr$cum_dose_unit$dechal$"
    "rechal$lot_num$exp_dt$nda_num$dose_amt$dose_unit$dose_form$dose_freq"
)
HEADINGS = {
    "DEMO": DEMO,
    "DRUG": DRUG,
    "REAC": "primaryid$caseid$pt$drug_rec_act",
    "OUTC": "primaryid$caseid$outc_cod",
    "RPSR": "primaryid$caseid$rpsr_cod",
    "THER": "primaryid$caseid$dsg_drug_seq$start_dt$end_dt$dur$dur_cod",
    "INDI": "primaryid$caseid$indi_drug_seq$indi_pt",
}


def demo(number, case, *, received="20240301", event="20240110", age="54", age_cod="YR", sex="F", country="US") -> str:
    """A line of DEMO."""
    return (
        f"{number}${case}$1$F${event}$$20240101${received}$EXP$$US-X-{case}$X$${age}${age_cod}$${sex}$Y$60$KG$20240115"
        f"$$MD${country}${country}"
    )


def drug(number, case, name, *, ingredient="", role="PS", place=1) -> str:
    """A line of DRUG."""
    return f"{number}${case}${place}${role}${name}${ingredient}$1$Oral$$$$U$U$$$$$$$"


def reac(number, case, event) -> str:
    """A line of REAC."""
    return f"{number}${case}${event}$"


def archive(folder: Path, files: dict[str, list[str] | bytes], *, quarter="24Q1", deleted: str | None = None) -> Path:
    """A zip archive: kind of file -> its lines below the heading, or its bytes; three are always there."""
    path = folder / f"faers_ascii_20{quarter.lower()}.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for kind in dict.fromkeys(["DEMO", "DRUG", "REAC", *files]):
            lines = files.get(kind, [])
            content = lines if isinstance(lines, bytes) else "\n".join([HEADINGS[kind], *lines, ""]).encode()
            opened.writestr(f"ASCII/{kind}{quarter}.txt", content)
        if deleted is not None:
            opened.writestr(f"Deleted/DELETE{quarter}.txt", deleted)
    return path
