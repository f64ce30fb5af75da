"""Where the data is and which engine searches it: what every command is given."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APPLICATION = "inspection-searcher"
PROGRAM = "searcher"
DATA_VARIABLE = "SEARCHER_DATA"
ENGINE_VARIABLE = "SEARCHER_ENGINE"


@dataclass(frozen=True, slots=True)
class Settings:
    """``data`` is the folder of the catalogue and the indexes, ``engine`` the name of the search engine."""

    data: Path
    engine: str

    @classmethod
    def from_environment(cls) -> Settings:
        """Return what holds where a command line names neither: the environment's, else the defaults."""
        data, engine = os.environ.get(DATA_VARIABLE), os.environ.get(ENGINE_VARIABLE)
        return cls(Path(data).expanduser() if data else default_data(), engine or default_engine())

    def command(self, *arguments: str) -> str:
        """Return a command line to be typed as it stands that uses these settings.

        ``searcher --data reports-data search "annual reviews"``: options only where they differ
        from what holds without them.
        """
        usual = self.from_environment()
        options = [
            *(["--data", str(self.data)] if self.data != usual.data else []),
            *(["--engine", self.engine] if self.engine != usual.engine else []),
        ]
        words = [program(), *options, *arguments]
        return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def program() -> str:
    """Return how the program is called here: by its name where the shell finds it, else by its path as typed."""
    called = Path(sys.argv[0])
    return str(called) if called.stem == PROGRAM and not shutil.which(PROGRAM) else PROGRAM


def default_data() -> Path:
    """Return the folder used when nobody names one: the user's own for application data."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False)


def default_engine() -> str:
    """Return the name of the engine used when nobody names one."""
    from index.engine import DEFAULT_ENGINE  # noqa: PLC0415 - the help of a command does without

    return DEFAULT_ENGINE
