"""A made-up quarter of safety reports of real size, in the form of the FDA's ASCII archives.

Nobody's reports: numbers, ages, dates and pairs are drawn by chance. Some cases have earlier versions, some stand on
the list of deleted cases, some reports are there twice, and each listed medicine has an event that is drawn more often.
`python -m tests.bench.made_up_quarter FOLDER` writes the archive.
"""

import sys
import zipfile
from pathlib import Path

import numpy as np

REPORTS, DRUGS, EVENTS = 400_000, 1_600_000, 1_300_000
DEMO = (
    "primaryid$caseid$caseversion$i_f_code$event_dt$mfr_dt$init_fda_dt$fda_dt$rept_cod$auth_num$mfr_num$mfr_sndr$"
    "lit_ref$age$age_cod$age_grp$sex$e_sub$wt$wt_cod$rept_dt$to_mfr$occp_cod$reporter_country$occr_country"
)
DRUG = (
    "primaryid$caseid$drug_seq$role_cod$drugname$prod_ai$val_vbm$route$dose_vbm$cum_dose_chr$cum_dose_unit$dechal$"
    "rechal$lot_num$exp_dt$nda_num$dose_amt$dose_unit$dose_form$dose_freq"
)


def write_quarter(path: Path, listed: list[str], *, reports: int = REPORTS, seed: int = 18) -> Path:
    """Write the archive of 2024Q1 with so many rows of reports, and drugs and events in proportion."""
    chance = np.random.default_rng(seed)
    n_cases = int(reports * 0.95)
    case = np.concatenate([np.arange(n_cases), chance.integers(0, n_cases, reports - n_cases)]) + 20_000_000
    version = np.concatenate([np.full(n_cases, 1), chance.integers(2, 12, reports - n_cases)])
    number = case * 10 ** (1 + (version > 9)) + version
    number, first = np.unique(number, return_index=True)
    case, version = case[first], version[first]
    n = len(number)
    main = _ranked(chance, 6000, n)
    parts = {
        "DEMO24Q1": _demo(chance, number, case, version),
        "DRUG24Q1": _drugs(chance, number, case, int(DRUGS * n / REPORTS), main, listed),
        "REAC24Q1": _events(chance, number, case, int(EVENTS * n / REPORTS), main),
        "OUTC24Q1": _coded(chance, number, case, "outc_cod", ["HO", "OT", "DE", "LT", "DS", "CA", "RI"], n // 2),
        "RPSR24Q1": _coded(chance, number, case, "rpsr_cod", ["HP", "CSM", "LIT"], n // 20),
        "THER24Q1": _therapy(chance, number, case, n // 2),
        "INDI24Q1": _indications(chance, number, case, int(1.2 * n)),
    }
    deleted = "\n".join(map(str, chance.choice(case, n // 500, replace=False))) + "\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, lines in parts.items():
            archive.writestr(f"ASCII/{name}.txt", "\n".join(lines) + "\n")
        archive.writestr("Deleted/DELETE24Q1.txt", deleted)
    return path


def _ranked(chance: np.random.Generator, n_values: int, n: int) -> np.ndarray:
    """Draws of which a few values hold most, as names of medicines and events do."""
    weight = 1 / (np.arange(n_values) + 8.0)
    return chance.choice(n_values, n, p=weight / weight.sum())


def _demo(chance, number, case, version) -> list[str]:
    n = len(number)
    age, weight = chance.integers(1, 95, n), chance.integers(40, 120, n)
    day, event = chance.integers(1, 29, n), chance.integers(1, 29, n)
    sex, occupation = chance.choice(["F", "M", ""], n, p=[0.55, 0.38, 0.07]), chance.choice(["MD", "CN", "HP", "PH"], n)
    country = chance.choice(["US", "JP", "FR", "DE", "GB", "CA"], n, p=[0.7, 0.06, 0.06, 0.06, 0.06, 0.06])
    kind = chance.integers(0, 3, n)
    rows = zip(number, case, version, age, weight, day, event, sex, occupation, country, kind, strict=True)
    return [DEMO] + [
        f"{p}${c}${v}${'I' if v == 1 else 'F'}${('', '202401', f'202401{e:02d}')[k]}$$20240101$202403{d:02d}$EXP$$"
        f"XX-MADE-UP-{c}$MADE UP$$"
        f"{a if k else ''}${'YR' if k else ''}$${s}$Y"
        f"${w if k == 2 else ''}${'KG' if k == 2 else ''}$20240115$${o}${where}${where}"
        for p, c, v, a, w, d, e, s, o, where, k in rows
    ]


def _drugs(chance, number, case, n, main, listed) -> list[str]:
    at = np.concatenate([np.arange(len(number)), np.sort(chance.integers(0, len(number), n - len(number)))])
    names = [f"MADEUPINE {place:04d}" for place in range(6000)]
    for place, name in enumerate(listed):
        names[200 + 30 * place] = name.upper()
    name = np.concatenate([main, _ranked(chance, len(names), n - len(main))])
    role = np.where(np.arange(n) < len(number), 0, chance.integers(1, 6, n))
    rows = zip(number[at].tolist(), case[at].tolist(), role.tolist(), name.tolist(), range(n), strict=True)
    roles = ("PS", "SS", "C", "C", "C", "I")
    return [DRUG] + [
        f"{p}${c}${1 if r == 0 else 2 + i % 20}${roles[r]}${names[m]}${names[m] if m % 9 else ''}$1$Oral$1 DF QD$$$U$U"
        f"$LOT{i}$$0{m:05d}$1$DF$TABLET$QD"
        for p, c, r, m, i in rows
    ]


def _events(chance, number, case, n, main) -> list[str]:
    at = np.concatenate([np.arange(len(number)), chance.integers(0, len(number), n - len(number))])
    event = _ranked(chance, 9000, n)
    own = (main[at] * 37 + _ranked(chance, 30, n)) % 9000  # some events keep company with one medicine
    event = np.where(chance.random(n) < 0.3, own, event)
    rows = zip(number[at].tolist(), case[at].tolist(), event.tolist(), strict=True)
    return ["primaryid$caseid$pt$drug_rec_act"] + [f"{p}${c}$Made-up event {e:04d}$" for p, c, e in rows]


def _coded(chance, number, case, column, codes, n) -> list[str]:
    at, code = chance.integers(0, len(number), n), chance.choice(codes, n)
    return [f"primaryid$caseid${column}"] + [f"{number[i]}${case[i]}${c}" for i, c in zip(at, code, strict=True)]


def _therapy(chance, number, case, n) -> list[str]:
    at, day = chance.integers(0, len(number), n), chance.integers(1, 29, n)
    heading = "primaryid$caseid$dsg_drug_seq$start_dt$end_dt$dur$dur_cod"
    return [heading] + [f"{number[i]}${case[i]}$1$202312{d:02d}$$$" for i, d in zip(at, day, strict=True)]


def _indications(chance, number, case, n) -> list[str]:
    at, what = chance.integers(0, len(number), n), _ranked(chance, 2000, n)
    heading = "primaryid$caseid$indi_drug_seq$indi_pt"
    return [heading] + [f"{number[i]}${case[i]}$1$Made-up illness {w}" for i, w in zip(at, what, strict=True)]


if __name__ == "__main__":
    print(write_quarter(Path(sys.argv[1]) / "faers_ascii_2024q1.zip", sys.argv[2:] or ["Made-up brand"]))
