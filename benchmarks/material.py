"""What the benchmarks work on: ready passages and goals, made from the texts that ship with the project."""

import json
import random
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FEWEST_WORDS, MOST_WORDS = 5, 120
_SEED = 20260101
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_ASKS = (
    "Ideally someone in Europe who speaks German, evenings.",
    "Must have room now.",
    "Somebody senior, at least ten years in, please.",
    "Preferably in my time zone, and over video.",
    "It has to be someone who speaks Spanish.",
)


def read_lines(file: str) -> list[dict[str, Any]]:
    """Read a JSONL file of `data/`."""
    return [json.loads(line) for line in (ROOT / "data" / file).read_text(encoding="utf-8").splitlines()]


def passages(count: int) -> list[str]:
    """Give distinct passages of 5 to 120 words, always the same ones.

    Half are texts of the demo mentors and the training pairs as they are, most of them short; for the other half their
    sentences are put together anew, up to lengths drawn evenly from the whole range.
    """
    texts = _texts()
    written = [text for text in texts if FEWEST_WORDS <= len(text.split()) <= MOST_WORDS]
    half = min(count // 2, len(written))
    found = {written[at * len(written) // half]: None for at in range(half)}
    sentences = [part for text in texts for part in _SENTENCE_END.split(text)]
    rng = random.Random(_SEED)
    while len(found) < count:
        found[_recombined(sentences, rng)] = None
    return list(found)[:count]


def goals(count: int) -> list[str]:
    """Give goals in plain language from all over the training pairs; every second one asks something of the mentor."""
    written = [pair["goals"][0] for pair in read_lines("search_training/pairs.jsonl")]
    picked = [written[at * len(written) // count] for at in range(count)]
    return [f"{goal.rstrip('. ')}. {_ASKS[at // 2 % len(_ASKS)]}" if at % 2 else goal for at, goal in enumerate(picked)]


def _texts() -> list[str]:
    found: list[str] = []
    for mentor in read_lines("demo/mentors.jsonl"):
        bio = " ".join(mentor.get("bio", "").split())
        found += [bio, *_SENTENCE_END.split(bio), *mentor.get("past_themes", [])]
    for pair in read_lines("search_training/pairs.jsonl"):
        found += [*pair["mentor"], pair["not"]]
    return list(dict.fromkeys(found))


def _recombined(sentences: list[str], rng: random.Random) -> str:
    """Draw sentences until a length that was drawn before is reached."""
    wanted = rng.randint(FEWEST_WORDS, MOST_WORDS)
    words: list[str] = []
    while len(words) < wanted:
        words += rng.choice(sentences).split()
    return " ".join(words[:MOST_WORDS])
