"""What whoever runs the server may set, each by an environment variable; docs/running.md lists them."""

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from adverse.errors import SettingError


class Settings(NamedTuple):
    """The settings of a server, with what holds where nothing is set."""

    api_requests_a_minute: int = 600  # of one client; 0 sets no limit
    reports: str = ""  # the folder of a store of safety reports; none is read where it is empty
    draw_ahead: int = 1  # 0 makes nothing before a reader asks for it
    outside_requests: int = 0  # 1 lets the server ask another host on a reader's word
    registry_address: str = "https://clinicaltrials.gov"
    openfda_address: str = "https://api.fda.gov"

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings in ADVERSE_... variables; SettingError says what one of them must be."""
        return cls(**{name: _value(environment, name, default) for name, default in cls._field_defaults.items()})


def _value(environment: Mapping[str, str], name: str, default: Any) -> Any:
    if isinstance(default, int):
        return _number(environment, name, default)
    variable = f"ADVERSE_{name.upper()}"
    given = environment.get(variable, "").strip() or default
    if name.endswith("_address") and not given.startswith(("https://", "http://")):
        raise SettingError(f"{variable} is {given!r}; it must be an address that begins with https://.")
    return given


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    variable = f"ADVERSE_{name.upper()}"
    given = environment.get(variable, "").strip()
    if not given:
        return default
    if not (given.isascii() and given.isdigit()):
        raise SettingError(f"{variable} is {given!r}; it must be a whole number, 0 or more.")
    return int(given)
