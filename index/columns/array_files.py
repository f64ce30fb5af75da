"""Arrays on disk, many in a file, never with pickle; read by mapping the file, so opening costs nothing.

A file is one line of JSON (each array's name, type and length) and the arrays one after another,
each beginning at a multiple of 64 bytes, little-endian.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BOUNDARY = 64
_TYPES = ("int32", "int64", "float64")


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
