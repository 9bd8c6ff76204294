"""A reader's own files in the memory of this visit: taken in, understood, and taken out again. Nothing is stored."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from adverse.cohort import SAMPLE, Answers, Counts, DryRun, File, count, sample_files, understand
from adverse.cohort.as_evidence import own_evidence
from adverse.cohort.counts import nothing_counted
from adverse.cohort.fetch import fetched_record
from adverse.cohort.known import known_events
from adverse.cohort.small_counts import SMALLEST_SHOWN, without_small_counts
from adverse.errors import EvidenceError, OwnDataError
from adverse.evidence import Evidence
from adverse.settings import Settings
from adverse.ui import server
from adverse.ui.controls import OWN
from adverse.ui.words import plain

KEY = ".mine"
UPLOADS = ".n_uploads"  # how many times files were taken in: each time the field is a new one
MOST_READ_AT_ONCE = 2  # visits whose files are read at a time, so that others are served

NOT_OUTSIDE = (
    "This server asks no other host. For the results of a study, download its record from ClinicalTrials.gov as JSON "
    "and bring it as a file."
)
OUTSIDE = "Only the number is sent, to ClinicalTrials.gov."
MOST_EVENTS_AT_FIRST, FREQUENT = 40, 5  # with more events than that, those of at least 5% are shown first

_reading = BoundedSemaphore(MOST_READ_AT_ONCE)


@dataclass
class OwnData:
    """What a reader brought: the files, what was answered and understood, and the evidence once it is in use."""

    files: tuple[File, ...]
    answers: Answers = field(default_factory=Answers)
    run: DryRun | None = None
    problems: list[str] = field(default_factory=list)
    counts: Counts | None = None
    evidence: Evidence | None = None
    reference: str = ""
    is_randomized: bool = False
    hides_small: bool = False
    n_hidden: int = 0
    made: dict[Hashable, Any] = field(default_factory=dict)  # what was worked out of the evidence in use

    def use(self, reference: str, *, is_randomized: bool) -> None:
        """Count what was understood, for the cards that draw published rows."""
        self.reference, self.is_randomized = reference, is_randomized
        self._count()
        if self.counts is not None and self.counts.table["event"].nunique() > MOST_EVENTS_AT_FIRST:
            st.session_state[OWN + "min"] = FREQUENT

    def hide_small(self, hides_small: bool) -> None:
        """Hide counts of 1 to 4 patients everywhere, or show them again."""
        self.hides_small = hides_small
        if self.evidence is not None:
            self._count()

    def _count(self) -> None:
        if self.run is None:
            return
        self.made.clear()
        try:
            counts = count(self.run) if self.run.is_counted else nothing_counted()
            self.counts, self.n_hidden = without_small_counts(counts) if self.hides_small else (counts, 0)
            self.evidence = own_evidence(
                self.run,
                self.counts,
                server.evidence(),
                reference=self.reference,
                is_randomized=self.is_randomized,
                fewest=SMALLEST_SHOWN if self.hides_small else 1,
            )
        except (OwnDataError, EvidenceError) as error:
            self.problems = error.problems

    def once(self, asked: Hashable, make: Callable[[], Any]) -> Any:
        """What is worked out of the data in use, kept until they change."""
        if asked not in self.made:
            self.made[asked] = make()
        return self.made[asked]

    def read(self) -> None:
        """Understand the files with the answers; what was in use is in use no more."""
        self.counts = self.evidence = None
        self.made.clear()
        try:
            with _reading:
                self.run, self.problems = (
                    understand(self.files, self.answers, known_events(server.evidence().events)),
                    [],
                )
        except OwnDataError as error:
            self.run, self.problems = None, error.problems


def own_data() -> OwnData | None:
    """What this visit holds."""
    return st.session_state.get(KEY)


def take_in(files: tuple[File, ...]) -> None:
    """Put files in place of those of before, and read them."""
    data = OwnData(files)
    with st.spinner("Reading your files ..."):
        data.read()
    st.session_state[KEY] = data


def take_in_sample() -> None:
    """The sample; for use in a callback."""
    take_in(tuple(sample_files()))


def take_out() -> None:
    """Forget everything of the reader's; for use in a callback."""
    st.session_state.pop(KEY, None)
    for key in [key for key in st.session_state if str(key).startswith(OWN)]:
        del st.session_state[key]
    server.thaw()


def answer_anew(answers: Answers) -> None:
    """Read the files again with other answers."""
    data = own_data()
    if data is not None and answers != data.answers:
        data.answers = answers
        data.read()


def upload_field() -> None:
    """The field for files; what is dropped is taken in, and leaves Streamlit's own store at once."""
    number = st.session_state.setdefault(UPLOADS, 0)
    given = st.file_uploader(
        "Your files: CSV, SAS transport (xpt), Dataset-JSON, registry or label JSON, or a zip of them",
        accept_multiple_files=True,
        key=f"mine_upload_{number}",
    )
    if not given:
        return
    files = tuple(File(one.name, one.getvalue()) for one in given)
    forget_uploads()
    st.session_state[UPLOADS] = number + 1
    take_in(files)
    st.rerun()


def fetch_field() -> None:
    """A field for the number of a study where the operator lets the server ask ClinicalTrials.gov, else a sentence."""
    settings = Settings.of()
    if not settings.outside_requests:
        st.caption(NOT_OUTSIDE)
        return
    with st.form("mine_fetch", border=False):
        row = st.container(horizontal=True, vertical_alignment="bottom")
        number = row.text_input("Or a study of ClinicalTrials.gov", placeholder="NCT02013167", key=f"{OWN}number")
        asked = row.form_submit_button("Fetch its results", icon=":material/cloud_download:")
    st.caption(OUTSIDE)
    if not asked:
        return
    try:
        with st.spinner("Asking ClinicalTrials.gov ..."):
            record = fetched_record(number, settings.registry_address)
    except OwnDataError as error:
        for problem in error.problems:
            st.error(plain(problem), icon=":material/cloud_off:")
        return
    take_in((record,))
    st.rerun()


def templates() -> dict[str, bytes]:
    """File name -> content: a list of events of made-up patients, and what its columns mean."""
    return {name: (SAMPLE.parent / name).read_bytes() for name in ("listing.csv", "listing-columns.csv")}


def forget_uploads() -> None:
    """Free the files of this visit in Streamlit's store, which would keep them for minutes after the tab is closed."""
    context: Any = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def with_choices(
    answers: Answers, *, choices: Mapping[str, str], n_of_arm: Mapping[str, int], roles: Mapping
) -> Answers:
    """The answers with what the reader says now; an empty choice says nothing."""
    return Answers(
        roles=dict(roles),
        choices={key: value for key, value in choices.items() if value},
        n_of_arm={arm: n for arm, n in n_of_arm.items() if n},
        joined=answers.joined,
    )
