"""What every test shares: none fails because the machine is busy, and none needs a browser that is not there."""

from importlib.util import find_spec

from hypothesis import settings

# Tests of pages in a browser need more than the others; without it a plain ``pytest`` leaves them out.
collect_ignore = [] if find_spec("playwright") else ["browser"]

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
