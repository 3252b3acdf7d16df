"""Regular expressions that are compiled at first use, so that importing the readers of goals costs nothing."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

Match = re.Match[str]


class LazyPattern:
    """A pattern with the methods of `re.Pattern` that the readers use.

    Args:
        pattern: The regular expression.
        flags: As for `re.compile`.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern; made once."""
        return re.compile(self.pattern, self._flags)

    def search(self, text: str, start: int = 0, end: int | None = None) -> Match | None:
        """Find the first match between two positions."""
        return self.compiled.search(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0) -> Match | None:
        """Match at a position."""
        return self.compiled.match(text, start)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Find all matches between two positions, in order."""
        return self.compiled.finditer(text, start, len(text) if end is None else end)

    def sub(self, replacement: str | Callable[[Match], str], text: str) -> str:
        """Replace all matches."""
        return self.compiled.sub(replacement, text)

    def split(self, text: str) -> list[str]:
        """Split at all matches."""
        return [str(part) for part in self.compiled.split(text)]


def word_set(words: str) -> frozenset[str]:
    """Make a set of the words of a text, so that long lists of words stay readable."""
    return frozenset(words.split())
