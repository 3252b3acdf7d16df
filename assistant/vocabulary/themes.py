"""The themes by which a mentor can be found for what their sessions were about."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme in words of the programme, and what it is known by."""

    words: str
    cues: re.Pattern[str]


@cache
def themes() -> tuple[Theme, ...]:
    """Read the themes, in the order of the file."""
    text = resources.files("assistant.vocabulary").joinpath("themes.txt").read_text(encoding="utf-8")
    lines = [line.partition("|") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(Theme(words.strip(), _pattern(cues.split(","))) for words, _, cues in lines)


def _pattern(cues: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(_cue(one.strip()) for one in cues), re.IGNORECASE)


def _cue(cue: str) -> str:
    whole = cue.startswith("=")
    end = r"\b" if whole else ""
    return rf"\b{re.escape(cue.removeprefix('='))}{end}"
