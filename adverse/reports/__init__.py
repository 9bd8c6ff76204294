"""Safety reports: quarterly files of the FDA -> a store -> what its reports say of a medicine.

    store = open_reports(folder)                     # read-only, memory limited, no other file can be read
    store.quarters, store.steps, store.drugs         # what is in it, and what each step from rows to reports left
    store.signals_of("a medicine", role="suspect")   # every event: counts, ROR, PRR, IC, EBGM, rules and what they miss
    store.signals_of(..., by="sex", without="b")     # in strata; with another medicine out of the background
    store.adjusted_of(..., by="age_band")            # one odds ratio over strata
    store.who("a medicine", event="Pyrexia")         # who was reported, beside all reports
    store.onset("a medicine", "Pyrexia")             # days to the event, and why most reports do not say
    QUESTIONS["pairs_of_drug"]                       # the SQL behind the counts, to be shown

Reports are reports: never patients treated, never a risk. DuckDB is imported when a store is opened or changed.
`python -m adverse.reports` adds, removes, lists and checks; `docs/reports.md` says what is read and what is left out.
"""

from adverse.reports.reader import QUESTIONS, Onset, Reports, open_reports
from adverse.reports.rules import RULES

__all__ = ["QUESTIONS", "RULES", "Onset", "Reports", "open_reports"]
