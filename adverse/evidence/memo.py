"""What is worked out of one Evidence is kept with it, there when it is asked for again, and goes when that goes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

MOST_REMEMBERED = 3000

Asked = ParamSpec("Asked")
Result = TypeVar("Result")


class Memo:
    """Results by what was asked, at most so many; the one least recently used is forgotten first."""

    def __init__(self, most: int = MOST_REMEMBERED):
        self._most = most
        self._results: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()
        self._being_made: dict[Hashable, Lock] = {}

    def __len__(self) -> int:
        return len(self._results)

    def recall(self, asked: Hashable, make: Callable[[], Result]) -> Result:
        """The result kept for what is asked, else what `make` returns: one asks for it, all others wait for that."""
        with self._lock:
            if asked in self._results:
                return self._found(asked)
            turn = self._being_made.setdefault(asked, Lock())
        with turn:
            with self._lock:
                if asked in self._results:
                    return self._found(asked)
            try:
                made = make()
                with self._lock:
                    self._results[asked] = made
                    if len(self._results) > self._most:
                        self._results.popitem(last=False)
            finally:
                with self._lock:
                    self._being_made.pop(asked, None)
        return made

    def _found(self, asked: Hashable) -> Any:
        self._results.move_to_end(asked)
        return self._results[asked]


def remembered(function: Callable[Concatenate[Any, Asked], Result]) -> Callable[Concatenate[Any, Asked], Result]:
    """A function of an Evidence and hashable arguments whose results are kept with that Evidence.

    Everybody who asks gets the same object, so nobody may change it.
    """

    @wraps(function)
    def recalled(evidence: Any, *args: Asked.args, **kwargs: Asked.kwargs) -> Result:
        asked = (function, args, tuple(sorted(kwargs.items())))
        return evidence.memo.recall(asked, lambda: function(evidence, *args, **kwargs))

    return recalled
