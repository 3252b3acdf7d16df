"""What the product asks of an engine. `matching` and `analysis` import this file and never a concrete engine."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Matrix: TypeAlias = NDArray[np.float32]
Progress: TypeAlias = Callable[[int, int], None]
"""Called with (done, total)."""
Stop: TypeAlias = Callable[[], bool]
"""Asked between batches; True ends the work early by raising `Stopped`."""


class Stopped(Exception):  # noqa: N818  an ordinary outcome, asked for by the person
    """The person stopped the work."""


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which weights made a vector; vectors are comparable only within one identity."""

    name: str
    revision: str

    def __str__(self) -> str:
        return f"{self.name}@{self.revision[:12]}"


class Embedder(Protocol):
    """Turns texts into vectors whose inner product is their similarity."""

    @property
    def identity(self) -> ModelIdentity:
        """Which weights are used."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    def warm_up(self) -> None:
        """Load the weights now rather than at first use."""
        ...

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None, stop: Stop | None = None) -> Matrix:
        """Embed many texts, as fast as the machine allows.

        Returns:
            float32, shape (len(texts), dim); rows have length 1, an empty text gives zeros.

        Raises:
            Stopped: `stop` said so.
        """
        ...

    def embed_queries(self, texts: Sequence[str]) -> Matrix:
        """Embed a few short texts with the least delay; same shape and space as `embed`."""
        ...

    def embed_parts(self, parts: Sequence[str]) -> Matrix:
        """Embed a text that is given in parts: the whole, and each part.

        An engine that can reads the text once and pools the tokens of each part ("late chunking", Guenther et al.
        2024), so that a part is understood in its context and costs nothing more; others embed each for itself.

        Returns:
            float32, shape (1 + len(parts), dim), the whole first; rows have length 1, a part without words gives zeros.
        """
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens without the special ones, so that passages are cut before the model would."""
        ...

    @property
    def max_tokens(self) -> int:
        """Tokens of a text that the model reads, without the special ones."""
        ...


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `head` is the index of its syntactic head."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Span:
    """The stretch `start` to `end` (characters) of a text; `label` where there is one."""

    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text with its grammar; an empty text gives no tokens and no sentences."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]


class Linguist(Protocol):
    """Reads grammar."""

    def warm_up(self) -> None:
        """Load the model now rather than at first use."""
        ...

    def parse(self, text: str) -> ParsedText:
        """Read one text: tokens, dependencies, sentences."""
        ...

    def entities(self, text: str) -> tuple[Span, ...]:
        """Find the names in one text, labelled as spaCy labels them: a model of its own, so not part of `parse`."""
        ...

    def sentences(self, texts: Iterable[str]) -> list[tuple[Span, ...]]:
        """Split many texts into sentences, much faster than `parse`; an empty text gives an empty tuple."""
        ...
