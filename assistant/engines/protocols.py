"""What the product asks of an engine. `matching` and `analysis` import this file and never a concrete engine."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.domain.report import Coverage, Line

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

    def parse_all(self, texts: Sequence[str]) -> list[ParsedText]:
        """Read many texts, much faster than one by one."""
        ...

    def entities(self, text: str) -> tuple[Span, ...]:
        """Find the names in one text, labelled as spaCy labels them: a model of its own, so not part of `parse`."""
        ...

    def entities_of(self, texts: Iterable[str]) -> list[tuple[Span, ...]]:
        """Find the names in many texts, much faster than one by one."""
        ...

    def sentences(self, texts: Iterable[str]) -> list[tuple[Span, ...]]:
        """Split many texts into sentences, much faster than `parse`; an empty text gives an empty tuple."""
        ...


LineCheck: TypeAlias = Callable[[Line], bool]
"""Says whether the text of a line is supported by its evidence."""


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance as a writer reads it: its index in the transcript, the speaker's name, the words."""

    index: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class WritePart:
    """One topic: all that was said in it, and the extract that stands where nothing better is written."""

    said: tuple[Said, ...]
    extract: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class WriteRequest:
    """What is to be written: some lines for each part, then an overview of the whole.

    Args:
        overview: The extract of the whole.
        part_lines: Most lines for a part, 1 or more.
        overview_lines: Most lines of the overview, 1 or more.
    """

    parts: tuple[WritePart, ...]
    overview: tuple[Line, ...]
    part_lines: int = 3
    overview_lines: int = 5


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer made of a request.

    Args:
        parts: Lines for each part of the request, in its order.
        written: Lines that a model wrote and that stand.
        replaced: Lines of a model that were not supported, or that it failed to write, and gave way to the extract.
        coverage: How many of the words the writer read.
        notices: What the person should know ("the endpoint did not answer").
    """

    parts: tuple[tuple[Line, ...], ...]
    overview: tuple[Line, ...]
    identity: ModelIdentity
    coverage: Coverage
    written: int = 0
    replaced: int = 0
    notices: tuple[str, ...] = ()


class Writer(Protocol):
    """Puts what was said into words; each line holds its evidence."""

    @property
    def identity(self) -> ModelIdentity:
        """Which engine writes."""
        ...

    def write(
        self, request: WriteRequest, *, check: LineCheck, progress: Progress | None = None, stop: Stop | None = None
    ) -> Written:
        """Write the lines of a request.

        Args:
            request: What was said, and the extract.
            check: Asked for each line that a model wrote; a line that fails gives way to the extract.
            progress: Called with parts done and all parts, the overview counted as one.
            stop: Asked while the model works.

        Raises:
            EngineUnavailable: The engine cannot be used as it is set up; one that merely fails is told in `notices`.
            Stopped: `stop` said so.
        """
        ...
