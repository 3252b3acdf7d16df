"""From blocks of timed text to cues with speakers: names before a colon, in brackets, on a bullet, in the cue's id."""

import html
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.transcripts.cues import Block, Blocks
from assistant.transcripts.names import choose_names, clean_name, looks_like_name, split_prefix
from assistant.transcripts.protocols import Cue, Notice, SetAside
from assistant.transcripts.text import join

_BRACKETED = re.compile(r"\(([^()]{1,60})\)\s*|\[([^\[\]]{1,60})\]\s*")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t]+([^<>]*))?>")
_TAGS = re.compile(r"</v>|</?(?:[cbiu]|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d{1,4}:[\d:.]+>|\{\\an?\d\}")
_BULLETS = frozenset({"-", "–", "—", "•"})
_ROLLING_SHARE = 0.4
_ROLLED_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Captions:
    """Cues, and what the person should know about how they were read."""

    cues: tuple[Cue, ...]
    notices: tuple[Notice, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


def read_captions(blocks: Sequence[Block]) -> Captions:
    """Find who says each cue; lines of one cue that name different people become cues of their own."""
    if any("<v" in text for block in blocks for text in block.texts):
        voiced = tuple(cue for block in _with_stray_ids(blocks) for cue in _voices(block))
        if any(cue.speaker for cue in voiced):
            return Captions(voiced, (), _unused_ids(blocks))
    blocks = [replace(block, texts=list(filter(None, map(without_tags, block.texts)))) for block in blocks]
    blocks, repeats = _unrolled(_with_stray_ids(blocks))
    texts = [text for block in blocks for text in block.texts]
    names = choose_names((prefix for prefix, _ in map(split_prefix, texts) if prefix), len(texts))
    bracketed = _bracketed_names(blocks)
    labels = choose_names((block.label for block in blocks if block.label), len(blocks))
    cues = tuple(cue for block in blocks for cue in _cues(block, names, bracketed, labels))
    said = Notice("Lines that the captions repeat while they roll were read once.", repeats)
    return Captions(cues, (said,) if repeats else (), _unused_ids(blocks, labels & {cue.speaker for cue in cues}))


def without_tags(text: str) -> str:
    """Drop the tags of captions and decode HTML references; other words in angle brackets stay."""
    return decode_references(_TAGS.sub("", text)).strip()


def decode_references(text: str) -> str:
    """Decode HTML references that end in a semicolon: "R&D" and "a&lt" are what somebody typed."""
    return _REFERENCE.sub(lambda match: html.unescape(match[0]), text)


def _voices(block: Block) -> Iterator[Cue]:
    """The cues of one block by its voice tags; a voice applies to this block and is not inherited."""
    text = "\n".join(block.texts)
    tags = list(_VOICE.finditer(text))
    starts = [(0, 0, "")] + [(tag.start(), tag.end(), tag[1] or "") for tag in tags]
    ends = [start for start, _, _ in starts[1:]] + [len(text)]
    for (_, begin, name), end in zip(starts, ends, strict=True):
        words = join([without_tags(text[begin:end])])
        if words or name:
            yield Cue(clean_name(decode_references(name)), words, block.start_s, block.end_s, block.line)


def _cues(block: Block, names: frozenset[str], bracketed: frozenset[str], labels: frozenset[str]) -> Iterator[Cue]:
    speaker = block.label if block.label in labels else ""
    held: list[str] = []
    for text in block.texts:
        prefix, rest = split_prefix(text)
        alone = _bracketed(text)
        if prefix not in names and alone not in bracketed:
            held += [] if text in _BULLETS else [text]
            continue
        if held:
            yield _cue(block, speaker, held)
        speaker, held = (prefix, [rest]) if prefix in names else (alone, [])
    if held:
        yield _cue(block, speaker, held)


def _cue(block: Block, speaker: str, held: list[str]) -> Cue:
    return Cue(clean_name(speaker), join(held), block.start_s, block.end_s, block.line)


def _bracketed_names(blocks: Sequence[Block]) -> frozenset[str]:
    """Names in brackets, where most cues open with one; "(Laughter)" now and then is no name."""
    found = [name for block in blocks for text in block.texts[:1] if (name := _bracketed(text))]
    return choose_names(found, len(found)) if 2 * len(found) > len(blocks) else frozenset()


def _bracketed(text: str) -> str:
    """`Name` of a line that is `(Name)` and nothing else, as extensions for Meet write it."""
    found = _BRACKETED.fullmatch(text) if text[:1] in "([" else None
    name = (found[1] or found[2]).strip() if found else ""
    return name if looks_like_name(name) and name != name.lower() else ""


def before_first(found: Blocks) -> tuple[SetAside, ...]:
    """What stands above the first line of times, without its number."""
    return tuple(SetAside(text, "before the first time", line) for line, text in found.head if not text.isdigit())


def _unused_ids(blocks: Iterable[Block], speakers: Collection[str] = ()) -> tuple[SetAside, ...]:
    """Ids of cues that are no numbers and no speakers: nobody said them, but they may be words."""
    return tuple(SetAside(one.label, "the id of a cue", one.line) for one in blocks if one.label not in {"", *speakers})


def _with_stray_ids(blocks: Sequence[Block]) -> Sequence[Block]:
    """Give a line that was taken for a cue's id back to the cue before, when it reads like speech."""
    for before, block in pairwise(blocks):
        if block.label.count(" ") and not looks_like_name(block.label):
            before.texts.append(block.label)
            block.label = ""
    return blocks


def _unrolled(blocks: Sequence[Block]) -> tuple[Sequence[Block], int]:
    """Drop the lines that each cue repeats from the one before, where a file does so throughout.

    Somebody who says "Yes." three times repeats whole cues; captions that roll have new lines below the repeated ones.
    """
    repeats = list(_repeats(blocks))
    rolled = sum(0 < again < len(block.texts) for block, again in zip(blocks[1:], repeats, strict=True))
    if sum(map(bool, repeats)) < max(2, _ROLLING_SHARE * len(blocks)) or rolled < _ROLLED_SHARE * len(blocks):
        return blocks, 0
    for block, again in zip(blocks[1:], repeats, strict=True):
        block.texts = block.texts[again:]
    return blocks, sum(repeats)


def _repeats(blocks: Iterable[Block]) -> Iterator[int]:
    """How many lines each cue after the first repeats of the end of the one before."""
    before: list[str] | None = None
    for block in blocks:
        if before is not None:
            most = min(len(before), len(block.texts), 3)
            yield next((size for size in range(most, 0, -1) if before[-size:] == block.texts[:size]), 0)
        before = list(block.texts)
