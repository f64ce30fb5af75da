"""Methods whose answers are kept for as long as their object lives, said where the method is defined."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from types import MethodType
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")


def cached(most: int | None = None) -> Callable[[Callable[Concatenate[Any, P], R]], CachedMethod[P, R]]:
    """Return what makes a method keep its answers by argument; the ``most`` used last, every one without a limit.

    Each object keeps its own. They are safe to ask for from several threads.
    """
    return lambda method: CachedMethod(method, most)


class CachedMethod(Generic[P, R]):
    """A method that is replaced on each object by one that keeps its answers, when it is first looked up there."""

    def __init__(self, method: Callable[Concatenate[Any, P], R], most: int | None) -> None:
        self._method = method
        self._most = most
        self._name = ""
        update_wrapper(cast(Callable[..., Any], self), method)

    def __set_name__(self, _: type, name: str) -> None:
        """Take the name of the attribute."""
        self._name = name

    def __get__(self, instance: Any, _: type | None = None) -> Callable[P, R]:
        """Return the object's own method; two threads that come first at once get the same one."""
        # functools.cache on the method itself would keep every object alive.
        kept = lru_cache(maxsize=self._most)(MethodType(self._method, instance))
        return cast(Callable[P, R], instance.__dict__.setdefault(self._name, kept))
