"""Damage to files, the same for the same seed: what disks, editors, mail programs and bad luck do to an export."""

import copy
import html
import json
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

TOKENS = (
    b"-->", b"WEBVTT", b"\n\n", b"\r", b": ", b"<v ", b"</v>", b"00:00:01.000", b"99999:59:59", b"NOTE ", b"<c>",
    b"{", b"}", b"[", b"]", b'"', b"null", b"1e999", b"NaN", b"-1", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xd8\x3d",
    b"\xe2\x80\x8e", b"\xf0\x9f\x91\x8b", b"**", b"###", b"\\", b"\t", b" ", b"&lt;", b"&#0;", b"\x1a", b"PK\x03\x04",
    b"12/31/24, 9:41 PM - ", b"[1/2/24, 9:41:09] ", b"  0:15  ", b"From  x  to  y:", b"Dana: ", b"Transcript\n",
    b"Attendees\n", b"ended after 00:10:00",
)  # fmt: skip


WORDS = re.compile(rb">([^<>]+)<")
ODD_VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1e308, 10**30, "", " ", "x", "00:00:99", "NaN", "-5", "<@U1>", "\ud83d", [], {}, [[]], [None],
    {"text": 3},
)  # fmt: skip


def mutated(data: bytes, seed: int, others: Sequence[bytes]) -> bytes:
    """Change a file in one to four places; of a Word document or an archive often the text that is packed in it."""
    chance = random.Random(seed)
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _within_archive(data, chance, others)
    if data[:1] in (b"{", b"[") and chance.random() < 0.7:
        return _within_json(data, chance)
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(CHANGES)(data, chance, others)
    return data


def _within_words(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Change what stands between two tags of XML: it stays XML, but says something else."""
    start, end = chance.choice([match.span(1) for match in WORDS.finditer(data)] or [(0, 0)])
    changed = chance.choice(CHANGES)(data[start:end], chance, others).decode("utf-8", "ignore")
    plain = "".join(one for one in changed if one >= " " and one not in "\ufffe\uffff")
    return data[:start] + html.escape(plain).encode() + data[end:]


def _within_json(data: bytes, chance: random.Random) -> bytes:
    """Replace, drop or repeat values anywhere in a JSON file: it stays JSON, but not what a service writes."""
    try:
        root = json.loads(data)
    except ValueError:
        return data
    for _ in range(chance.randint(1, 4)):
        parent, key = _place(root, chance)
        change = chance.randrange(4)
        if parent is None:
            break
        if change == 0:
            del parent[key]
        elif change == 1 and isinstance(parent, list):
            parent.insert(chance.randrange(len(parent) + 1), copy.deepcopy(parent[key]))
        else:
            parent[key] = copy.deepcopy(chance.choice(ODD_VALUES))
    return json.dumps(root).encode()


def _place(root: Any, chance: random.Random) -> tuple[Any, Any]:
    """A random place: what holds it, and its key."""
    held, key = None, None
    while isinstance(root, dict | list) and root and (held is None or chance.random() < 0.8):
        held = root
        key = chance.choice(list(root)) if isinstance(root, dict) else chance.randrange(len(root))
        root = held[key]
    return held, key


def disordered(data: bytes, seed: int, odd_lines: Sequence[bytes]) -> bytes:
    """Change a text file line by line only, so that every word that is left can still be read."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 4)):
        if chance.random() < 0.5:
            lines = data.split(b"\n")
            lines.insert(chance.randrange(len(lines) + 1), chance.choice(odd_lines))
            data = b"\n".join(lines)
        else:
            data = chance.choice((_swap_lines, _drop_line, _repeat, _truncate, _digits))(data, chance, [data])
    return data


def _within_archive(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        wanted = [name for name in archive.namelist() if name.endswith((".json", "document.xml"))]
        files = {name: archive.read(name) for name in wanted}
    name = chance.choice(wanted)
    if name.endswith(".json") and chance.random() < 0.7:
        files[name] = _within_json(files[name], chance)
    elif chance.random() < 0.7:
        files[name] = _within_words(files[name], chance, others)
    else:
        files[name] = chance.choice(CHANGES)(files[name], chance, others)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _cut(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _span(data, chance, 200)
    return data[:start] + data[end:]


def _truncate(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flip(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _insert(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 50)) + data[at:]


def _repeat(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _span(data, chance, 120)
    return data[:end] + data[start:end] * chance.randint(1, 4) + data[end:]


def _swap_lines(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b"\n".join(lines)


def _drop_line(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def _splice(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _span(other := chance.choice(others), chance, 400)
    at = chance.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]


def _digits(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Other digits in a stretch: times and dates that go anywhere."""
    start, end = _span(data, chance, 200)
    part = bytes(chance.choice(b"0123456789") if 48 <= one <= 57 else one for one in data[start:end])
    return data[:start] + part + data[end:]


def _encode(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    return data.decode("utf-8", "replace").encode(
        chance.choice(("utf-16", "utf-16-le", "cp1252", "utf-8-sig")), "replace"
    )


def _span(data: bytes, chance: random.Random, longest: int) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randint(0, longest))


CHANGES: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    _cut, _truncate, _flip, _insert, _insert, _repeat, _swap_lines, _drop_line, _splice, _digits, _encode,
)  # fmt: skip
