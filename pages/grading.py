"""Grade it: the ASTCT grade of CRS or ICANS, which finding decides, and vignettes to practice on."""

from adverse.cards import notes
from adverse.cards.grading import cells_of
from adverse.charts import grade_ladder
from adverse.sentences import practice_answer
from adverse.ui import cached, grading, panels
from adverse.ui.cached import chart, once

answer = panels.heading("What grade is it, and which finding decides?")
evidence = cached.evidence()
part = grading.choose_part()
if part == "practice":
    panels.answer(answer, once(practice_answer, evidence.vignettes))
    grading.practice(evidence)
else:
    form, result = grading.columns()
    with form:
        findings = grading.choose_findings(evidence, part)
    sentence = grading.answer(findings)
    panels.answer(answer, sentence)
    cells = once(cells_of, evidence, part, findings)
    with result:
        panels.chart_card(
            chart(grade_ladder, cells.rows, grading.names()),
            cells,
            name="ladder",
            title="Each domain's own grade",
            alt=f"Criteria by domain and grade. {sentence}",
            note=notes.GRADES_BY_ASTCT,
            columns=grading.criteria_columns,
        )
        grading.label_card(evidence, part, findings)
    grading.ctcae_card(evidence, part)
