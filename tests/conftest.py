"""Tests of pages in a browser need more than the others; without it a plain ``pytest`` leaves them out."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("playwright") else ["browser"]
