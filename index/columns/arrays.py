"""Arrays on disk, many in a file, and a bounded memory of those that were costly to make.

A file is read by mapping it, so opening costs nothing, and never with pickle. It is one line of JSON (each
array's name, type and length) and the arrays one after another, each beginning at a multiple of 64 bytes,
little-endian.
"""

from __future__ import annotations

import json
import mmap
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

_BOUNDARY = 64

_TYPES = ("int32", "int64", "float64")


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


def save_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays of one dimension by name into one file."""
    contents = [(name, array.dtype.name, len(array)) for name, array in arrays.items()]
    with path.open("wb") as file:
        file.write(json.dumps(contents).encode() + b"\n")
        for array in arrays.values():
            file.write(bytes(-file.tell() % _BOUNDARY))
            file.write(array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes())


def load_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of a file written by ``save_arrays``, not to be written to.

    Raises:
        OSError or ValueError: it is not such a file.
    """
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return dict(_arrays(mapped))


def _arrays(mapped: mmap.mmap) -> Iterator[tuple[str, NDArray[Any]]]:
    place = mapped.find(b"\n") + 1
    for name, kind, length in json.loads(mapped[:place]):
        if kind not in _TYPES:
            raise ValueError(f"{kind} is not a type of array")
        place += -place % _BOUNDARY
        array = np.frombuffer(mapped, dtype=np.dtype(kind).newbyteorder("<"), count=length, offset=place)
        place += array.nbytes
        yield name, array
