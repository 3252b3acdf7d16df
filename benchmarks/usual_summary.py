"""What people use for notes instead: summaries of chunks by DistilBART, and a label for each turn by DistilBERT.

The weights are random, since nothing is downloaded; the time is that of the published ones. Both work in float32.
"""

import time
from collections.abc import Sequence
from typing import Any

from assistant.engines.store import ModelStore
from benchmarks.material import ROOT

CHUNK_TOKENS = 1024
NEW_TOKENS = 142
BEAMS = 4
_BART = {"d_model": 1024, "encoder_layers": 12, "decoder_layers": 6, "encoder_ffn_dim": 4096, "decoder_ffn_dim": 4096}
_HEADS = {"encoder_attention_heads": 16, "decoder_attention_heads": 16, "vocab_size": 50264}
_SEED = 20260101


class UsualSummary:
    """DistilBART-CNN-12-6 and DistilBERT, as `transformers` runs them."""

    def __init__(self) -> None:
        import torch
        from transformers import AutoModelForSeq2SeqLM, BartConfig, pipeline, set_seed

        set_seed(_SEED)
        self._torch = torch
        config = BartConfig(**_BART, **_HEADS, max_position_embeddings=CHUNK_TOKENS)
        self._summariser: Any = AutoModelForSeq2SeqLM.from_config(config).eval()
        self._tokenizer = _tokenizer()
        self._classifier: Any = pipeline(
            "text-classification", model=_classifier(), tokenizer=self._tokenizer, device="cpu"
        )

    def chunk_count(self, texts: Sequence[str]) -> float:
        """Say how many chunks a talk has; the last may be a part of one."""
        return sum(len(ids) for ids in self._tokenizer(list(texts))["input_ids"]) / CHUNK_TOKENS

    def summarise_chunk_s(self) -> float:
        """Time one full chunk with exactly 142 new tokens."""
        tokens = self._torch.randint(4, _HEADS["vocab_size"], (1, CHUNK_TOKENS))
        started = time.perf_counter()
        found = self._summariser.generate(
            tokens,
            attention_mask=self._torch.ones_like(tokens),
            num_beams=BEAMS,
            do_sample=False,
            min_new_tokens=NEW_TOKENS,
            max_new_tokens=NEW_TOKENS,
        )
        taken = time.perf_counter() - started
        assert found.shape[1] - 1 == NEW_TOKENS, found.shape
        return taken

    def classify_s(self, texts: Sequence[str]) -> float:
        """Time a label for each text."""
        started = time.perf_counter()
        assert len(self._classifier(list(texts), truncation=True, max_length=512)) == len(texts)
        return time.perf_counter() - started


def _classifier() -> Any:
    from transformers import DistilBertConfig, DistilBertForSequenceClassification

    return DistilBertForSequenceClassification(DistilBertConfig()).eval()


def _tokenizer() -> Any:
    """The words of BERT, which are those of DistilBERT; BART's pieces are about as many."""
    from tokenizers import Tokenizer
    from transformers import PreTrainedTokenizerFast

    folder = ModelStore(ROOT / "models" / "registry.toml").locate("all-MiniLM-L6-v2").folder
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_input_names=["input_ids", "attention_mask"],
    )
