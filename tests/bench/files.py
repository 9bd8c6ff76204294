"""How long it takes to make what is asked for: slides, a workbook of all tables, a picture, and one pooled share."""

from time import perf_counter

from numpy.random import default_rng

from adverse.cards.drawing import Drawing, chart
from adverse.cards.files import view_of
from adverse.charts import incidence_dot_plot
from adverse.evidence.select import Selection, incidence_rows
from adverse.exports import figures as pictures
from adverse.exports.slides import deck
from adverse.exports.view import View
from adverse.exports.workbooks import workbook
from adverse.statistics import pooled_proportion, with_incidence_proportion
from adverse.ui import server
from tests.bench.common import IMAGE, POOLING, SLIDES, WORKBOOK, Figures

N_SLIDES = 10
N_TIMES = 5
N_ARMS = 60


def measure_files(figures: Figures) -> None:
    """Seconds to make each file and milliseconds to pool made-up arms, nothing remembered."""
    evidence = server.evidence()
    views = [_view(arm) for arm in evidence.incidence["arm_id"].value_counts().index[:N_SLIDES]]
    for _ in range(N_TIMES):
        pictures.image.cache_clear()
        for measure, make in (
            (SLIDES, lambda: deck(views, lambda view: None)),
            (WORKBOOK, lambda: workbook(evidence.tables, evidence.about)),
            (IMAGE, lambda: pictures.image(views[0], "png")),
        ):
            begin = perf_counter()
            make()
            figures.add(measure, "made", perf_counter() - begin)
        patients, with_event = _arms()
        begin = perf_counter()
        pooled_proportion(with_event, patients)
        figures.add(POOLING, "made", 1000 * (perf_counter() - begin))


def _arms() -> tuple[list[int], list[int]]:
    """Patients at risk and with the event of 60 arms whose true shares differ, the same in every run."""
    random = default_rng(1)
    patients = random.integers(10, 400, N_ARMS)
    return patients.tolist(), random.binomial(patients, random.beta(2, 8, N_ARMS)).tolist()


def _view(arm_id: str) -> View:
    shown = incidence_rows(server.evidence(), arm_ids=(arm_id,)).apply(with_incidence_proportion)
    shown = Selection.apply(shown, lambda rows: rows.sort_values("proportion", ascending=False).head(20))
    words = {"title": arm_id, "alt": arm_id, "note": arm_id, "question": "How often?", "sentence": "So often."}
    drawing = Drawing("bench", shown, chart(incidence_dot_plot, shown.rows), **words)
    return view_of(server.evidence(), drawing, "http://localhost:8501/incidence")
