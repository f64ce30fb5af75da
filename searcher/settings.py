"""Where the data is and which engine searches it: what every command is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from index.choose_engine import DEFAULT_ENGINE

APPLICATION = "inspection-searcher"
DATA_VARIABLE = "SEARCHER_DATA"
ENGINE_VARIABLE = "SEARCHER_ENGINE"


@dataclass(frozen=True, slots=True)
class Settings:
    """``data`` is the folder of the catalogue and the indexes, ``engine`` the name of the search engine."""

    data: Path
    engine: str = DEFAULT_ENGINE


def default_data() -> Path:
    """Return the folder used when nobody names one: the user's own for application data."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False)
