"""What was looked up lately, so that it need not be looked up again for the next question."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memory(Generic[K, V]):
    """The newest answers of a look-up, up to so many; not for use by two threads at once."""

    def __init__(self, look_up: Callable[[list[K]], Mapping[K, V]], most: int) -> None:
        """Remember up to `most` answers of `look_up`, which leaves out keys that it lacks."""
        self._look_up = look_up
        self._most = most
        self._held = OrderedDict[K, V]()

    def of(self, keys: Iterable[K]) -> dict[K, V]:
        """Return the answers for some keys, in their order; those without one are left out."""
        wanted = list(dict.fromkeys(keys))
        fresh = [key for key in wanted if key not in self._held]
        if fresh:
            self._held.update(self._look_up(fresh))
        found = {}
        for key in wanted:
            if key in self._held:
                self._held.move_to_end(key)
                found[key] = self._held[key]
        while len(self._held) > self._most:
            self._held.popitem(last=False)
        return found

    def clear(self) -> None:
        """Forget everything."""
        self._held.clear()
