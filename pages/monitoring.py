"""Monitor: the article's monitoring algorithm as a timeline to step through, beside what sources print."""

from adverse.ui import cached, monitoring, panels

answer = panels.heading("What is watched for, when, and why then?")
evidence = cached.evidence()
panels.answer(answer, monitoring.answer_sentence(evidence))
monitoring.phase_by_phase(evidence)
