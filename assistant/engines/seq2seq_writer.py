"""Writing with a sequence-to-sequence model of `transformers` on this computer: BART, T5, Pegasus and their like."""

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain.report import Line
from assistant.engines.drafting import DraftFailed, Failure, find_evidence, is_looping, show, split_sentences
from assistant.engines.protocols import ModelIdentity, Said, Stop, Stopped
from assistant.errors import EngineUnavailable

_TOKENS_A_LINE = 40
_LEAST_CAPACITY = 32
_UNLIMITED = 1_000_000
"""Tokenizers that know no limit say a number far above this."""


@dataclass(frozen=True, slots=True)
class Seq2SeqOptions:
    """How the model is used; `context_tokens` is cut to what it was built for, more `beams` search wider and slower."""

    context_tokens: int = 1024
    timeout_s: float = 120.0
    beams: int = 4


@dataclass(frozen=True, slots=True)
class _Loaded:
    tokenizer: Any
    model: Any
    prefix: str
    limit: int
    most_new: int


class Seq2SeqDrafter:
    """A model that `AutoModelForSeq2SeqLM` loads; nothing is loaded before its first use.

    It does not say which utterances a sentence comes from: those whose words cover it best are looked up.

    Args:
        locate: Gives the folder with the model's files.
        name: For the page, which says who wrote.
        revision: The commit; empty for a folder, which is then told by its files.
    """

    def __init__(
        self, locate: Callable[[], Path], name: str, revision: str = "", options: Seq2SeqOptions | None = None
    ) -> None:
        self._locate = locate
        self._name = name
        self._revision = revision
        self._options = options or Seq2SeqOptions()
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None

    @property
    def identity(self) -> ModelIdentity:
        """The model's name with its commit, or with a fingerprint of its folder."""
        return ModelIdentity(self._name, self._revision or _fingerprint(self._locate()))

    def capacity(self, most_lines: int) -> int:
        """Tokens of material; the answer of such a model takes nothing from it.

        Raises:
            EngineUnavailable: The context is too small to be of use.
        """
        loaded = self._load()
        fixed = len(loaded.tokenizer(loaded.prefix).input_ids)
        if (room := loaded.limit - fixed) < _LEAST_CAPACITY:
            raise EngineUnavailable(
                f"{self._name} has room for {room} tokens of text, fewer than {_LEAST_CAPACITY}.",
                "Raise writer_context_tokens, or choose another writer_model.",
            )
        return room

    def count_tokens(self, text: str) -> int:
        """Count with the model's own tokenizer, and one more for the break between two utterances."""
        return len(self._load().tokenizer(text, add_special_tokens=False).input_ids) + 1

    def draft(self, said: Sequence[Said], most_lines: int, stop: Stop | None) -> tuple[Line, ...]:
        """Summarise some utterances; see `Drafter`. Beams without chance: the same input gives the same lines."""
        loaded = self._load()
        text = loaded.prefix + "\n".join(show(one) for one in said)
        inputs = loaded.tokenizer(text, return_tensors="pt", truncation=False)
        if inputs.input_ids.shape[1] > loaded.limit:
            raise DraftFailed(Failure.CUT_INPUT)
        written, is_finished = self._generate(loaded, inputs, most_lines * _TOKENS_A_LINE, stop)
        if is_looping(written):
            raise DraftFailed(Failure.LOOPED)
        sentences = split_sentences(written)
        if not is_finished:  # its last sentence is half a sentence
            sentences = sentences[:-1]
        if not sentences:
            raise DraftFailed(Failure.UNREADABLE if is_finished else Failure.CUT_SHORT)
        return tuple(Line(one, find_evidence(one, said)) for one in sentences[:most_lines])

    def _generate(self, loaded: _Loaded, inputs: Any, most_tokens: int, stop: Stop | None) -> tuple[str, bool]:
        """Give the text and whether the model came to its end."""
        import torch
        from transformers import StoppingCriteriaList

        deadline = time.monotonic() + self._options.timeout_s
        watch = _stopping(deadline, stop)
        with self._lock, torch.inference_mode():
            out = loaded.model.generate(
                input_ids=inputs.input_ids,
                attention_mask=inputs.attention_mask,
                max_new_tokens=min(most_tokens, loaded.most_new),
                min_length=0,
                num_beams=self._options.beams,
                do_sample=False,
                no_repeat_ngram_size=4,
                stopping_criteria=StoppingCriteriaList([watch]),
            )
        if stop is not None and stop():
            raise Stopped
        if time.monotonic() > deadline:
            raise DraftFailed(Failure.TIMED_OUT)
        ends = loaded.model.generation_config.eos_token_id
        last = set(ends if isinstance(ends, list) else [ends])
        return loaded.tokenizer.decode(out[0], skip_special_tokens=True).strip(), bool(last & set(out[0, 1:].tolist()))

    def _load(self) -> _Loaded:
        with self._lock:
            if self._loaded is None:
                self._loaded = _open(self._locate(), self._name, self._options.context_tokens)
            return self._loaded


def _stopping(deadline: float, stop: Stop | None) -> Any:
    """Ends the generation between two tokens."""
    import torch
    from transformers import StoppingCriteria

    class Watch(StoppingCriteria):
        def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:
            ends = time.monotonic() > deadline or (stop is not None and stop())
            return torch.full((input_ids.shape[0],), ends, dtype=torch.bool)

    return Watch()


def _open(folder: Path, name: str, context_tokens: int) -> _Loaded:
    try:
        import torch
        from transformers import AutoModelForSeq2SeqLM, AutoTokenizer
        from transformers.utils import logging
    except ModuleNotFoundError as error:
        raise EngineUnavailable(f"The package {error.name} is missing.", f"Run: pip install {error.name}") from error
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model: Any = AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise EngineUnavailable(
            f"{name} cannot be loaded as a sequence-to-sequence model ({type(error).__name__}).",
            "writer_model must be a folder with config, weights and tokenizer, or owner/name@commit.",
        ) from error
    limit = _limit(model.config, tokenizer, context_tokens)
    # An answer, too, may not be longer than the positions that the model was built with.
    positions = getattr(model.config, "max_position_embeddings", None) or _UNLIMITED
    return _Loaded(tokenizer, model.eval(), _prefix(model.config), limit, positions - 1)


def _limit(config: Any, tokenizer: Any, context_tokens: int) -> int:
    """The least of what is set, what the positions reach and what the tokenizer says."""
    known = [getattr(config, key, None) for key in ("max_position_embeddings", "n_positions")]
    known += [getattr(tokenizer, "model_max_length", None)]
    return min(context_tokens, *(int(one) for one in known if one and one < _UNLIMITED))


def _prefix(config: Any) -> str:
    """What T5 was taught to find in front of a text to be summarised."""
    tasks = getattr(config, "task_specific_params", None) or {}
    return str(tasks.get("summarization", {}).get("prefix", ""))


def _fingerprint(folder: Path) -> str:
    """Tell one folder's model from another's without reading gigabytes: by configuration and sizes of files."""
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        if file.is_file():
            digest.update(f"{file.name}:{file.stat().st_size}\n".encode())
            if file.name == "config.json":
                digest.update(file.read_bytes())
    return digest.hexdigest()
