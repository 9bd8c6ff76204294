"""ASTCT 2019 grades of CRS and ICANS: closed lists of findings in, one grade and what decided it out.

Lee DW et al., ASTCT consensus grading for cytokine release syndrome and neurologic toxicity associated with immune
effector cells, Biol Blood Marrow Transplant 2019;25:625-638. The words of each criterion, with the documents they were
read in, are rows of grading_criteria.csv; here stands the rule. Grade 5 (death) is not asked for.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, get_type_hints

SYSTEM = "astct_2019"


class Finding(StrEnum):
    """One choice of a domain: its key, the grade it has by itself (0 for none), its label and plain words for it."""

    grade: int
    label: str
    plain: str

    def __new__(cls, key: str, grade: int, label: str, plain: str) -> Self:
        """A member that is its key as text."""
        member = str.__new__(cls, key)
        member._value_ = key
        member.grade, member.label, member.plain = grade, label, plain
        return member


class Temperature(Finding):
    """Fever, and whether something else explains it; a fever that something else explains is no CRS."""

    BELOW_38 = "below_38", 0, "Below 38 °C", "No fever."
    OTHER_CAUSE = "fever_other_cause", 0, "38 °C or higher, other cause", "A fever that something else explains."
    FEVER = "fever", 1, "38 °C or higher", "A fever that nothing else explains."


class Therapy(Finding):
    """Whether a fever of CRS came before and antipyretic or anticytokine therapy was given since, which hides fever."""

    NOT_GIVEN = (
        "not_given",
        0,
        "Not given, or no CRS fever before",
        "No medicine, or no fever of CRS first.",
    )
    GIVEN = (
        "given",
        0,
        "Given after a CRS fever",
        "A medicine that can hide fever was given: none is needed now.",
    )


class Hypotension(Finding):
    """Low blood pressure, by what it needs."""

    NONE = "none", 0, "None", "Blood pressure is not low."
    NO_VASOPRESSOR = "no_vasopressor", 2, "No vasopressor needed", "Low, without medicines that raise it."
    ONE_VASOPRESSOR = "one_vasopressor", 3, "One vasopressor", "Low enough to need one medicine that raises it."
    SEVERAL_VASOPRESSORS = "several_vasopressors", 4, "Several vasopressors", "Low enough to need several medicines."


class Hypoxia(Finding):
    """Low oxygen, by what it needs."""

    NONE = "none", 0, "None", "No extra oxygen is needed."
    LOW_FLOW = "low_flow", 2, "Low-flow cannula or blow-by", "A little oxygen through the nose or held near the face."
    HIGH_FLOW = "high_flow", 3, "High-flow cannula or mask", "Much oxygen through the nose or a mask."
    POSITIVE_PRESSURE = "positive_pressure", 4, "Positive pressure", "A machine presses the breath into the lungs."


class Ice(Finding):
    """The score of the ten-item test, in the bands of the criteria."""

    TEN = "ice_10", 0, "10 points", "All ten items were done."
    SEVEN_TO_NINE = "ice_7_9", 1, "7 to 9 points", "One to three items were missed."
    THREE_TO_SIX = "ice_3_6", 2, "3 to 6 points", "Four to seven items were missed."
    ZERO_TO_TWO = "ice_0_2", 3, "0 to 2 points", "Nearly everything was missed by someone who can be woken."
    UNAROUSABLE = "unarousable", 4, "0, unarousable", "The person cannot be woken, so there is no test."
    NOT_USED = "not_used", 0, "Not used under 12 years", "The test is not used for children under 12."


class Consciousness(Finding):
    """A depressed level of consciousness, by what wakes the person."""

    ALERT = "alert", 0, "Not depressed", "Wide awake."
    SPONTANEOUS = "spontaneous", 1, "Awakens spontaneously", "Drowsy, wakes without help."
    VOICE = "voice", 2, "Awakens to voice", "Wakes when spoken to."
    TOUCH = "touch", 3, "Awakens only to touch", "Wakes only when touched."
    UNAROUSABLE = "unarousable", 4, "Unarousable", "Cannot be woken, or only by strong or repeated touch."


class Seizure(Finding):
    """A seizure, by how it ends."""

    NONE = "none", 0, "None", "No seizure."
    RESOLVES = "resolves", 3, "Resolves", "A seizure that ends soon, or one on EEG only that treatment ends."
    PROLONGED = "prolonged", 4, "Prolonged or repetitive", "Over 5 minutes, or one after another without waking."


class Motor(Finding):
    """Deep focal weakness; tremor and myoclonus do not count."""

    NONE = "none", 0, "None", "No weakness of a side or of both legs."
    DEEP_FOCAL = "deep_focal", 4, "Deep focal weakness", "Marked weakness of one side or of both legs."


class Edema(Finding):
    """Brain edema or raised pressure; bleeding does not count."""

    NONE = "none", 0, "None", "No swelling of the brain."
    FOCAL = "focal", 3, "Focal edema on imaging", "Swelling in one place on a scan."
    DIFFUSE = "diffuse", 4, "Diffuse edema or raised pressure", "Swelling of the whole brain, or signs of pressure."


class IceItem(StrEnum):
    """The ten items of the ICE score, one point each."""

    YEAR = "year"
    MONTH = "month"
    CITY = "city"
    HOSPITAL = "hospital"
    OBJECT_1 = "object_1"
    OBJECT_2 = "object_2"
    OBJECT_3 = "object_3"
    COMMAND = "command"
    SENTENCE = "sentence"
    COUNTING = "counting"


class Findings:
    """What all sets of findings share: one choice a domain, named as its field."""

    @classmethod
    def domains(cls) -> dict[str, type[Finding]]:
        """Domain -> its closed list."""
        return get_type_hints(cls)

    @classmethod
    def read(cls, cells: Mapping[str, str]) -> Self:
        """From keys, by domain. Raises KeyError for a domain without a key and ValueError for an unknown key."""
        lists: dict[str, Callable[[str], Finding]] = dict(cls.domains())
        return cls(**{domain: finding(cells[domain]) for domain, finding in lists.items()})

    def by_domain(self) -> dict[str, int]:
        """Domain -> the grade its finding has by itself."""
        return {domain: getattr(self, domain).grade for domain in self.domains()}


@dataclass(frozen=True)
class CrsFindings(Findings):
    """What ASTCT grades CRS by; low pressure or oxygen explained by another cause is not a finding."""

    temperature: Temperature = Temperature.BELOW_38
    therapy: Therapy = Therapy.NOT_GIVEN
    hypotension: Hypotension = Hypotension.NONE
    hypoxia: Hypoxia = Hypoxia.NONE


@dataclass(frozen=True)
class IcansFindings(Findings):
    """What ASTCT grades ICANS by; what another cause explains, such as a prior deficit, is not a finding."""

    ice: Ice = Ice.TEN
    consciousness: Consciousness = Consciousness.ALERT
    seizure: Seizure = Seizure.NONE
    motor: Motor = Motor.NONE
    edema: Edema = Edema.NONE


@dataclass(frozen=True)
class Grade:
    """One grade, 1 to 4, or 0 where the criteria give none, and the domains that decided it.

    Where fever is missing, `grade` is 0 and temperature decided, whatever else was found. `is_complete` is False where
    the ICE score does not apply: the other domains give the lowest grade it can be.
    """

    syndrome: str
    grade: int
    decided_by: tuple[str, ...]
    is_complete: bool = True
    system: str = SYSTEM


def crs_grade(findings: CrsFindings) -> Grade:
    """The grade of the more severe of hypotension and hypoxia, with fever; grade 1 is fever alone.

    Fever of 38 °C or higher that nothing else explains is required. In a patient whose CRS began with such a fever and
    who was then given antipyretic or anticytokine therapy, a temperature below 38 °C no longer matters: hypotension and
    hypoxia decide. A fever that something else explains is no CRS, whatever was given (Lee 2019, CRS table, notes).
    """
    own = findings.by_domain()
    is_waived = findings.temperature is Temperature.BELOW_38 and findings.therapy is Therapy.GIVEN
    if findings.temperature is not Temperature.FEVER and not is_waived:
        return Grade("crs", 0, ("temperature",) if max(own.values()) else ())
    return _worst("crs", own)


def icans_grade(findings: IcansFindings) -> Grade:
    """The grade of the most severe domain (Lee 2019, ICANS table): ICE score, consciousness, seizure, motor, edema."""
    return _worst("icans", findings.by_domain(), is_complete=findings.ice is not Ice.NOT_USED)


def ice_score(missed: Collection[str]) -> int:
    """Points of the ICE score, 0 to 10: one for each item that was not missed."""
    return len(IceItem) - len(set(missed))


def ice_band(score: int) -> Ice:
    """The band of a score of 0 to 10 in someone who can be woken. Raises ValueError for any other number."""
    if not 0 <= score <= len(IceItem):
        raise ValueError(f"The ICE score is 0 to {len(IceItem)}, not {score}.")
    lowest = {10: Ice.TEN, 7: Ice.SEVEN_TO_NINE, 3: Ice.THREE_TO_SIX, 0: Ice.ZERO_TO_TWO}
    return next(band for points, band in lowest.items() if score >= points)


def grade_of(findings: Findings) -> Grade:
    """The grade of either syndrome."""
    if isinstance(findings, CrsFindings):
        return crs_grade(findings)
    assert isinstance(findings, IcansFindings)
    return icans_grade(findings)


def _worst(syndrome: str, own: dict[str, int], *, is_complete: bool = True) -> Grade:
    worst = max(own.values())
    decided_by = tuple(domain for domain, grade in own.items() if worst and grade == worst)
    return Grade(syndrome, worst, decided_by, is_complete)


FEVER = (
    "fever of 38 °C or higher that nothing else explains; below 38 °C counts only after a CRS fever for which "
    "fever-hiding therapy was given"
)
SYNDROMES: dict[str, type[Findings]] = {"crs": CrsFindings, "icans": IcansFindings}
