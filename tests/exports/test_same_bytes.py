"""The same view gives the same bytes: in another process, at another time, in another order of hashes."""

import json
import os
import subprocess
import sys
from hashlib import sha256

from adverse.charts import incidence_dot_plot, incidence_heat_map
from adverse.evidence import load_evidence
from adverse.exports import figures
from adverse.exports.bundle import bundle
from adverse.exports.citations import bibtex, citations_text, ris
from adverse.exports.share import qr_png
from adverse.exports.slides import deck
from adverse.exports.workbooks import view_csv, view_json, view_workbook
from tests.conftest import ROOT
from tests.exports.conftest import make_view, shares

ENDINGS = {"png", "svg", "pdf", "pptx", "csv", "xlsx", "json", "bib", "ris", "txt", "qr.png", "zip"}


def files() -> dict[str, bytes]:
    """Every kind of file that can be taken away."""
    evidence = load_evidence()
    rows = shares(evidence)
    dots, heat_map = (make_view(evidence, draw(rows), rows) for draw in (incidence_dot_plot, incidence_heat_map))
    pictures = {ending: figures.image(dots, ending) for ending in figures.SCALES}
    cited = (dots.sources, dots.about, dots.address)
    return pictures | {
        "pptx": deck([dots, heat_map], figures.slide_image),
        "csv": view_csv(dots).encode(),
        "xlsx": view_workbook(dots),
        "json": view_json(dots).encode(),
        "bib": bibtex(*cited).encode(),
        "ris": ris(*cited).encode(),
        "txt": citations_text(*cited).encode(),
        "qr.png": qr_png(dots.address),
        "zip": bundle(dots, pictures),
    }


def test_the_same_view_gives_the_same_bytes():
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tests.exports.test_same_bytes"]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240)
        assert ran.returncode == 0, ran.stderr
        made.append(json.loads(ran.stdout))
    assert set(made[0]) == ENDINGS
    assert made[0] == made[1]


if __name__ == "__main__":
    print(json.dumps({ending: sha256(content).hexdigest() for ending, content in files().items()}))
