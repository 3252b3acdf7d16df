"""What a process loads: a fresh interpreter for each, since imports cannot be undone."""

import subprocess
import sys

import pytest

PREPARE = """
import sys
from assistant.engines.registry import build_embedder, build_linguist
from assistant.engines.store import ModelStore
from assistant.resources import models_folder
store = ModelStore(models_folder() / "registry.toml")
"""


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PREPARE + code], capture_output=True, text=True, timeout=120, check=True
    )
    return done.stdout.strip()


def test_building_engines_loads_nothing_heavy() -> None:
    code = """
for name in ("minilm", "minilm-torch", "minilm-onnx", "hashing"): build_embedder(name, store)
build_linguist("spacy", store)
print(sorted({"torch", "spacy", "onnxruntime", "tokenizers", "transformers", "huggingface_hub"} & set(sys.modules)))
"""
    assert run(code) == "[]"


@pytest.mark.model
def test_answering_a_query_never_imports_torch() -> None:
    code = """
build_embedder("minilm", store).embed_queries(["a mentor for nurses"])
build_linguist("spacy", store).parse("Somebody who speaks German.")
print("torch" in sys.modules, "transformers" in sys.modules)
"""
    assert run(code) == "False False"


@pytest.mark.model
def test_torch_can_be_imported_after_spacy() -> None:
    code = """
build_linguist("spacy", store).warm_up()
import torch
print(torch.ones(2).sum().item(), build_embedder("minilm-torch", store).embed(["text"]).shape)
"""
    assert run(code) == "2.0 (1, 384)"


@pytest.mark.model
def test_spacy_works_while_another_thread_imports_torch() -> None:
    code = """
import threading
torch_thread = threading.Thread(target=build_embedder("minilm-torch", store).warm_up)
torch_thread.start()
found = build_linguist("spacy", store).entities("Somebody in Lisbon.")
torch_thread.join()
import torch, transformers
print(len(found), transformers.utils.is_torch_available())
"""
    assert run(code) == "1 True"
