from __future__ import annotations

import gc
import weakref

from searcher.finding.method_cache import cached


class Counter:
    """Counts how often it is really asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    @cached(2)
    def double(self, number: int) -> int:
        """Return twice the number."""
        self.asked.append(number)
        return 2 * number


def test_a_method_keeps_the_answers_used_last() -> None:
    one = Counter()
    assert [one.double(number) for number in (1, 2, 1, 3, 2, 3)] == [2, 4, 2, 6, 4, 6]
    assert one.asked == [1, 2, 3, 2]
    assert Counter.__dict__["double"].__doc__ == "Return twice the number."


def test_each_object_keeps_its_own_and_takes_them_with_it() -> None:
    one, other = Counter(), Counter()
    assert (one.double(1), other.double(1)) == (2, 2)
    assert (one.asked, other.asked) == ([1], [1])
    gone = weakref.ref(one)
    del one
    gc.collect()
    assert gone() is None
