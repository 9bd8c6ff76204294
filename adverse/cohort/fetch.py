"""The results of a study fetched from ClinicalTrials.gov by its number, where the operator of the server allows it."""

import re
import time
from collections.abc import Callable

from adverse.cohort.limits import MOST_BYTES
from adverse.cohort.read import File
from adverse.errors import OutsideError, OwnDataError
from adverse.outside import answer_of

NUMBER = re.compile(r"NCT[0-9]{8}")
TRIES, SECONDS = 2, 10.0
NO_NUMBER = "{number} is no number of ClinicalTrials.gov: it is NCT and eight digits."
NO_STUDY = "ClinicalTrials.gov has no study {number}."
EVENTS = "adverse events"


def fetched_record(number: str, address: str, *, wait: Callable[[float], None] = time.sleep) -> File:
    """The record of a study as a file, as if it had been uploaded; the number alone is sent.

    Raises OwnDataError with one sentence for what is no number, for a study that is not there, and for an outage.
    """
    wanted = number.strip().upper()
    if not NUMBER.fullmatch(wanted):
        raise OwnDataError([NO_NUMBER.format(number=number.strip()[:40] or "Nothing")])
    try:
        found = answer_of(
            f"{address.rstrip('/')}/api/v2/studies/{wanted}",
            about=EVENTS,
            tries=TRIES,
            seconds=SECONDS,
            most_bytes=MOST_BYTES,
            wait=wait,
        )
    except OutsideError as error:
        raise OwnDataError([str(error)]) from error
    if found.is_missing:
        raise OwnDataError([NO_STUDY.format(number=wanted)])
    return File(f"{wanted}.json", found.content)
