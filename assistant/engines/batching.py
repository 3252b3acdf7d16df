"""What the transformer embedders share: tokens, batches of fixed order and size, pooling, unit length."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.engines.protocols import Matrix, Progress, Stop, Stopped

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TokenIds: TypeAlias = NDArray[np.int64]
Forward: TypeAlias = Callable[[TokenIds, TokenIds], Matrix]
"""From ids and mask, both of shape (n, width), to one pooled vector a row."""

SPECIAL_TOKENS = 2
"""[CLS] and [SEP] stand around every text."""


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """How much goes through the model at a time.

    Args:
        padded_tokens: Largest number of tokens, padding included, in one batch.
        workers: Batches computed at the same time.
        most_padding: Largest number of tokens in one batch that are only padding; None for any number.
    """

    padded_tokens: int
    workers: int = 1
    most_padding: int | None = None


class TextTokenizer:
    """The model's own tokenizer, loaded at first use; safe to share between threads.

    Args:
        file: `tokenizer.json`.
        max_tokens: Tokens of a text that the model reads, without the special ones.
    """

    def __init__(self, file: Path, max_tokens: int) -> None:
        self._file = file
        self._max_tokens = max_tokens
        self._lock = threading.Lock()
        self._tokenizer: Tokenizer | None = None

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Turn texts into ids with the special tokens, cut at the model's limit; a text without words gives two."""
        encoded = self._load().encode_batch_fast([_readable(text) for text in texts])
        return [_cut(encoding.ids, self._max_tokens + SPECIAL_TOKENS) for encoding in encoded]

    def count(self, texts: Sequence[str]) -> list[int]:
        """Count the tokens of whole texts, without the special ones."""
        encoded = self._load().encode_batch_fast([_readable(text) for text in texts], add_special_tokens=False)
        return [len(encoding.ids) for encoding in encoded]

    def _load(self) -> "Tokenizer":
        with self._lock:
            if self._tokenizer is None:
                from tokenizers import Tokenizer

                tokenizer = Tokenizer.from_file(str(self._file))
                # Both are switched on in the published file; fixed padding to 128 would be most of the work.
                tokenizer.no_padding()
                tokenizer.no_truncation()
                self._tokenizer = tokenizer
            return self._tokenizer


def embed_tokens(
    tokens: Sequence[list[int]],
    forward: Forward,
    dim: int,
    plan: BatchPlan,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Matrix:
    """Embed tokenised texts, longest first so that little is padded.

    The batches depend on nothing but the lengths, so the same texts give the same vectors each time.

    Returns:
        float32, shape (len(tokens), dim), in the order given; rows have length 1, texts without words give zeros.

    Raises:
        Stopped: `stop` said so.
    """
    vectors = np.zeros((len(tokens), dim), dtype=np.float32)
    batches = list(plan_batches([len(ids) for ids in tokens], plan.padded_tokens, plan.most_padding))
    done = len(tokens) - sum(map(len, batches))

    def run(rows: list[int]) -> int:
        if stop is not None and stop():
            raise Stopped
        vectors[rows] = normalise_rows(forward(*pad([tokens[row] for row in rows])))
        return len(rows)

    for count in _run_each(run, batches, plan.workers):
        done += count
        if progress is not None:
            progress(done, len(tokens))
    return vectors


def plan_batches(lengths: Sequence[int], padded_tokens: int, most_padding: int | None = None) -> Iterator[list[int]]:
    """Group texts of similar length, longest first, ties in the order given; texts without words are left out.

    Yields:
        Row numbers; rows x longest length is at most `padded_tokens`, unless one row alone is longer, and what the
        shorter rows are padded with is at most `most_padding`.
    """
    order = sorted(
        (row for row, length in enumerate(lengths) if length > SPECIAL_TOKENS), key=lambda row: -lengths[row]
    )
    start = 0
    while start < len(order):
        longest = lengths[order[start]]
        batch = order[start : start + max(1, padded_tokens // longest)]
        if most_padding is not None:
            padding = accumulate(longest - lengths[row] for row in batch)
            batch = [row for row, tokens in zip(batch, padding, strict=True) if tokens <= most_padding]
        yield batch
        start += len(batch)


def pad(rows: Sequence[list[int]]) -> tuple[TokenIds, TokenIds]:
    """Lay ids of different length into one matrix.

    Returns:
        Ids and mask (1 where a token is), int64, shape (len(rows), longest); padding is 0.
    """
    width = max(map(len, rows))
    ids = np.zeros((len(rows), width), dtype=np.int64)
    mask = np.zeros_like(ids)
    for position, row in enumerate(rows):
        ids[position, : len(row)] = row
        mask[position, : len(row)] = 1
    return ids, mask


def join_parts(tokens: Sequence[list[int]]) -> tuple[list[int], list[int]]:
    """Join tokenised parts of one text.

    Returns:
        The ids of the whole, with one pair of special tokens around it, and the number of tokens of each part.
    """
    inner = [ids[1:-1] for ids in tokens]
    first, last = tokens[0][0], tokens[0][-1]
    return [first, *chain.from_iterable(inner), last], [len(ids) for ids in inner]


def pool_parts(hidden: Matrix, counts: Sequence[int]) -> Matrix:
    """Average the vectors of the tokens of a text, and of each of its parts.

    Args:
        hidden: A row a token, special ones included, shape (2 + sum(counts), dim).
        counts: Tokens of each part.

    Returns:
        float32, shape (1 + len(counts), dim); rows have length 1, zeros for what has no tokens.
    """
    ends = np.cumsum([1, *counts])
    parts = [hidden[start:end].sum(0) for start, end in pairwise(ends)]
    return normalise_rows(np.stack([hidden.sum(0) if sum(counts) else np.zeros_like(hidden[0]), *parts]))


def normalise_rows(vectors: Matrix) -> Matrix:
    """Scale rows to length 1 in float32; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)


def _run_each(run: Callable[[list[int]], int], batches: Sequence[list[int]], workers: int) -> Iterator[int]:
    if workers == 1 or len(batches) == 1:
        yield from map(run, batches)
        return
    with ThreadPoolExecutor(workers, thread_name_prefix="embed") as pool:
        futures: list[Future[int]] = [pool.submit(run, batch) for batch in batches]
        try:
            for future in futures:
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _readable(text: str) -> str:
    """Replace lone surrogates, which the tokenizer refuses and damaged files contain."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _cut(ids: list[int], limit: int) -> list[int]:
    """Keep the first tokens and the closing [SEP]."""
    return ids if len(ids) <= limit else [*ids[: limit - 1], ids[-1]]
