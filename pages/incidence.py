"""Incidence: the share of patients who had each event, by arm."""

from adverse.cards import notes
from adverse.cards.incidence import absent_arms, incidence_view
from adverse.charts import grade_stack, incidence_dot_plot, incidence_heat_map, organ_class_areas
from adverse.sentences import absent_arms_in_words, across_settings, counted_in_words, most_frequent_event
from adverse.ui import cached, panels, words
from adverse.ui.cached import chart, once
from adverse.ui.incidence_controls import choose_incidence

answer = panels.heading("How often does each event happen?")
evidence = cached.evidence()
choice = choose_incidence(evidence)

shown = once(incidence_view, evidence, choice)
if shown.rows.empty:
    panels.answer(answer, "No row fits this choice.")
    panels.nothing_to_show(
        "No arm in view reports this. Not reported is not zero: choose other arms, grades or periods."
    )

names = words.names_in_view(evidence, shown.rows)
counted = counted_in_words(shown.rows)
if choice.event:
    panels.answer(
        answer,
        once(across_settings, shown.rows, words.event_names(evidence)[choice.event], plain_words=words.is_learner()),
    )
    drawn = chart(incidence_dot_plot, shown.rows, rows_by="arm_label", names=names, sections="setting_label")
    name = words.event_names(evidence)[choice.event]
    title = f"{name} in every arm in view that reports it ({counted}), by setting"
    absent = absent_arms_in_words(once(absent_arms, evidence, choice, shown), name)
    note = f"{once(notes.of_shares, shown.rows)} {absent}".strip()
else:
    panels.answer(answer, once(most_frequent_event, shown.rows, name_column=words.name_column()))
    sections = {"sections": "soc" if choice.sort == "organ_class" else "apart"} if choice.show == "dots" else {}
    draw, title, note = {
        "dots": (incidence_dot_plot, "", once(notes.of_shares, shown.rows)),
        "grades": (grade_stack, "", notes.GRADES),
        "heat_map": (incidence_heat_map, "", once(notes.of_heat_map, shown.rows)),
        "organ_classes": (organ_class_areas, panels.arm_title(shown), notes.ORGAN_CLASSES),
    }[choice.show]
    drawn = chart(draw, shown.rows, names=names, **sections)
alt = title if choice.event else f"{title or 'Share of patients with each event, by arm'} ({counted})"
panels.explain(shown.rows)
panels.chart_card(drawn, shown, name=f"incidence-{choice.show}", title=title, alt=alt, note=note)
