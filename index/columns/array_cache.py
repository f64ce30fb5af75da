"""A bounded memory of arrays that were costly to read."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """Anything that knows its size in bytes, as numpy arrays do."""

    @property
    def nbytes(self) -> int:
        """Return the size in bytes."""
        ...


Value = TypeVar("Value", bound=Sized)


class ArrayCache(Generic[Value]):
    """Keeps what was used last, up to a number of bytes; safe to use from several threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.nbytes = 0
        self._held: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value of a key, made now when it is not held. Two threads may both make it."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        value = make()
        with self._lock:
            if key not in self._held and value.nbytes <= self.limit:
                self._held[key] = value
                self.nbytes += value.nbytes
                while self.nbytes > self.limit:
                    _, dropped = self._held.popitem(last=False)
                    self.nbytes -= dropped.nbytes
        return value
