"""The lock that keeps a second indexer out of a data folder.

It is an operating system lock on an open file, so it ends with the process that holds it, however that process
ends. The file itself stays and names the last holder.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import CatalogueBusy, CatalogueError

LOCK_NAME = "indexer.lock"
_TAKEN = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    # Windows forbids others to read locked bytes; this one lies far behind the words they want to read.
    _LOCKED_BYTE = 1 << 30

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


_ELSEWHERE = "Give a folder of your own on a local disk with --data."


class IndexerLock:
    """Holds ``<data>/indexer.lock`` from construction to ``release`` or the end of the ``with`` block.

    The folder must exist.

    Raises:
        CatalogueBusy: another process, or another lock of this one, holds it.
        CatalogueError: the folder cannot be written or its file system has no locks.
    """

    def __init__(self, data: Path) -> None:
        self.path = data / LOCK_NAME
        self._descriptor: int | None = None
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as refused:
            raise CatalogueError(f"{self.path} cannot be written ({refused.strerror}). {_ELSEWHERE}") from refused
        try:
            _lock(descriptor)
        except OSError as refused:
            os.close(descriptor)
            if refused.errno not in _TAKEN:
                raise CatalogueError(f"{self.path} cannot be locked ({refused.strerror}). {_ELSEWHERE}") from refused
            raise CatalogueBusy(
                f"Another indexing run ({self._holder()}) is using {data}. "
                "Wait until it has finished and try again, or give another folder with --data."
            ) from refused
        self._descriptor = descriptor
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"process {os.getpid()}, since {datetime.now():%Y-%m-%d %H:%M}\n".encode())

    def release(self) -> None:
        """Let the next indexer in. Safe to call twice."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):  # closing the file unlocks it in any case
                _unlock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _holder(self) -> str:
        # The holder may be between taking the lock and writing its name.
        try:
            return self.path.read_text(encoding="utf-8").strip() or "just started"
        except OSError:
            return "of another user"
