"""Sentence embeddings with PyTorch: the fastest bulk path where the processor computes in bfloat16."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.engines.batching import (
    SPECIAL_TOKENS,
    BatchPlan,
    TextTokenizer,
    TokenIds,
    embed_tokens,
)
from assistant.engines.processor import read_processor
from assistant.engines.protocols import Matrix, ModelIdentity, Progress, Stop
from assistant.engines.store import ModelStore
from assistant.errors import EngineUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_FEW = BatchPlan(padded_tokens=4096)
_BULK_TOKENS = 512
"""Small batches stay in the processor's cache; larger ones measured slower."""
_BULK_FROM_TEXTS = 32
_THREADS_LOCK = threading.Lock()


class Precision(StrEnum):
    """What the weights are computed in."""

    AUTO = "auto"
    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"


@dataclass(frozen=True, slots=True)
class _ModelFiles:
    folder: Path
    dim: int
    max_tokens: int
    tokenizer: TextTokenizer


class SentenceTransformerEmbedder:
    """Any sentence-transformers model; weights are loaded at first use, once.

    Args:
        store: Where the weights come from.
        model: A name of the registry, or `owner/name@commit`.
        precision: `AUTO` takes bfloat16 where the processor computes in it and float32 elsewhere.
    """

    def __init__(self, store: ModelStore, model: str = DEFAULT_MODEL, *, precision: Precision = Precision.AUTO) -> None:
        self._store = store
        self._spec = store.spec(model)
        self._precision = _resolve(precision)
        self._lock = threading.Lock()
        self._model: SentenceTransformer | None = None
        self._files: _ModelFiles | None = None

    @property
    def identity(self) -> ModelIdentity:
        """The published weights; precision changes a vector by less than a query would notice."""
        return ModelIdentity(self._spec.name, self._spec.pinned_revision)

    @property
    def precision(self) -> Precision:
        """What is computed in, `AUTO` resolved."""
        return self._precision

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._read_files().dim

    @property
    def max_tokens(self) -> int:
        """Tokens of a text that the model reads, without the special ones."""
        return self._read_files().max_tokens

    def warm_up(self) -> None:
        """Load the weights and run them once."""
        self.embed(["warm up"])

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None, stop: Stop | None = None) -> Matrix:
        """Embed many texts.

        Returns:
            float32, shape (len(texts), dim); rows have length 1, an empty text gives zeros.

        Raises:
            EngineUnavailable: The weights are missing or are not the published ones.
            Stopped: `stop` said so.
        """
        tokens = self._read_files().tokenizer.encode(texts)
        if len(texts) < _BULK_FROM_TEXTS:
            return embed_tokens(tokens, self._forward, self.dim, _FEW, progress=progress, stop=stop)
        self._load()
        # One batch a core, each on one thread: threads that share a batch spend their time waiting for each other.
        plan = BatchPlan(_BULK_TOKENS, workers=read_processor().cores)
        with _one_thread_each():
            return embed_tokens(tokens, self._forward, self.dim, plan, progress=progress, stop=stop)

    def embed_queries(self, texts: Sequence[str]) -> Matrix:
        """Embed a few short texts; same shape and space as `embed`."""
        return self.embed(texts)

    def embed_parts(self, parts: Sequence[str]) -> Matrix:
        """Embed a text that is given in parts, and each part for itself; see `Embedder`."""
        return self.embed([" ".join(parts), *parts])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens of whole texts, without the special ones."""
        return self._read_files().tokenizer.count(texts)

    def _read_files(self) -> _ModelFiles:
        """Read what tokens need; the weights, and PyTorch, wait until a text is embedded."""
        with self._lock:
            if self._files is None:
                self._files = _read_model_files(self._store.locate(self._spec.name).folder)
            return self._files

    def _load(self) -> "SentenceTransformer":
        files = self._read_files()
        with self._lock:
            if self._model is None:
                self._model = _open(files, self._precision)
            return self._model

    def _forward(self, ids: TokenIds, mask: TokenIds) -> Matrix:
        """Pool the token vectors in float32: in bfloat16 a mean over many tokens loses digits."""
        import torch

        encoder, *pooling = self._load()
        features = {"input_ids": torch.from_numpy(ids), "attention_mask": torch.from_numpy(mask)}
        with torch.inference_mode():
            features = encoder(features)
            features["token_embeddings"] = features["token_embeddings"].float()
            for module in pooling:
                features = module(features)
        return np.asarray(features["sentence_embedding"].numpy(), dtype=np.float32)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let threads started inside compute alone; the setting is the process's, so one bulk run at a time changes it."""
    import torch

    with _THREADS_LOCK:
        before = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_num_threads(before)


def _resolve(precision: Precision) -> Precision:
    if precision is not Precision.AUTO:
        return precision
    return Precision.BFLOAT16 if read_processor().has_fast_bfloat16 else Precision.FLOAT32


def _read_model_files(folder: Path) -> _ModelFiles:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    limits = folder / "sentence_bert_config.json"
    limit = json.loads(limits.read_text(encoding="utf-8")).get("max_seq_length") if limits.is_file() else None
    max_tokens = int(limit or config["max_position_embeddings"]) - SPECIAL_TOKENS
    tokenizer = TextTokenizer(folder / "tokenizer.json", max_tokens)
    return _ModelFiles(folder, int(config["hidden_size"]), max_tokens, tokenizer)


def _open(files: _ModelFiles, precision: Precision) -> "SentenceTransformer":
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging
    except ModuleNotFoundError as error:
        raise EngineUnavailable(f"The package {error.name} is missing.", f"Run: pip install {error.name}") from error
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    settings: dict[str, Any] = {"dtype": getattr(torch, precision.value), "attn_implementation": "sdpa"}
    model = SentenceTransformer(str(files.folder), device="cpu", local_files_only=True, model_kwargs=settings).eval()
    for module in list(model)[1:]:
        module.float()
    if (found := model.get_embedding_dimension()) != files.dim:
        raise EngineUnavailable(f"{files.folder} gives {found} dimensions, its encoder {files.dim}: not supported.")
    return model
