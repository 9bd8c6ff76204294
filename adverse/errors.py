"""Errors whose messages are written for the person who reads them."""


class AdverseError(Exception):
    """An error whose message is a sentence for a person."""


class EvidenceError(AdverseError):
    """Every problem found in the evidence, one sentence each."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__("\n".join([f"The evidence has {count}:", *(f"- {problem}" for problem in problems)]))


class AddressError(AdverseError):
    """Every parameter of an address that cannot be understood, one sentence each."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))


class ExportError(AdverseError):
    """A file that cannot be made, and what to do instead."""


class SettingError(AdverseError):
    """A setting of the server that cannot be understood."""


class ReportsError(AdverseError):
    """A quarter of safety reports, or a store of them, that cannot be used, and why."""


class OutsideError(AdverseError):
    """Another host that gave no answer, which says nothing of what was asked."""


class OwnDataError(AdverseError):
    """Everything for which files of a reader cannot be read, one sentence each."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))
