"""JSON of transcription services: Fireflies (GraphQL and download), WhisperX with speakers, whisper.cpp."""

import json
from typing import Any

from tests.transcripts.meeting import Meeting, Turn, all_pieces, clock

FILTERS = ("task", "question", "date_and_time", "metric", "pricing")


def whisper_json(held: Meeting) -> bytes:
    """WhisperX with diarisation: SPEAKER_00 in order of appearance, a time for nearly every word."""
    labels = {name: f"SPEAKER_{at:02}" for at, name in enumerate(held.speakers)}
    segments = [_segment(cue, labels[cue.speaker]) for cue in all_pieces(held, 8)]
    return _bytes(
        {"segments": segments, "word_segments": [w for one in segments for w in one["words"]], "language": "en"}
    )


def whisper_cpp_json(held: Meeting) -> bytes:
    """whisper.cpp: times as text and in milliseconds, no speakers."""
    rows = [
        {
            "timestamps": {"from": clock(cue.start_s, ","), "to": clock(cue.end_s, ",")},
            "offsets": {"from": round(cue.start_s * 1000), "to": round(cue.end_s * 1000)},
            "text": f" {cue.text}",
        }
        for cue in all_pieces(held, 8)
    ]
    return _bytes(
        {"systeminfo": "AVX = 1", "params": {"language": "en"}, "result": {"language": "en"}, "transcription": rows}
    )


def fireflies_json(held: Meeting) -> bytes:
    """Fireflies, the answer of its GraphQL interface."""
    sentences = [
        {
            "index": at,
            "text": cue.text,
            "raw_text": cue.text,
            "start_time": f"{cue.start_s:.2f}",
            "end_time": f"{cue.end_s:.2f}",
            "speaker_id": str(held.speakers.index(cue.speaker)),
            "speaker_name": cue.speaker or None,
            "ai_filters": {**dict.fromkeys(FILTERS), "sentiment": "neutral", "text_cleanup": cue.text},
        }
        for at, cue in enumerate(all_pieces(held, 7))
    ]
    transcript = {
        "id": "01HQ3J8Q4",
        "title": held.title,
        "date": round(held.started_at.timestamp() * 1000),
        "duration": round(held.duration_s / 60, 2),
        "speakers": [{"id": at, "name": name} for at, name in enumerate(held.speakers)],
        "sentences": sentences,
        "summary": {"overview": "", "action_items": ""},
    }
    return _bytes({"data": {"transcript": transcript}})


def fireflies_download(held: Meeting) -> bytes:
    """Fireflies, the file that its page downloads: a bare list."""
    return _bytes(
        [
            {
                "sentence": cue.text,
                "startTime": f"{cue.start_s:.2f}",
                "endTime": f"{cue.end_s:.2f}",
                "speaker_name": cue.speaker or None,
                "speaker_id": held.speakers.index(cue.speaker),
            }
            for cue in all_pieces(held, 7)
        ]
    )


def _segment(cue: Turn, label: str) -> dict[str, Any]:
    words = cue.text.split()
    step = (cue.end_s - cue.start_s) / max(1, len(words))
    return {
        "start": round(cue.start_s, 3),
        "end": round(cue.end_s, 3),
        "text": f" {cue.text}",
        "words": [_word(word, cue.start_s + at * step, step, label) for at, word in enumerate(words)],
        "speaker": label,
    }


def _word(word: str, start_s: float, took_s: float, label: str) -> dict[str, Any]:
    if word[0].isdigit():  # numerals cannot be aligned
        return {"word": word}
    return {"word": word, "start": round(start_s, 3), "end": round(start_s + took_s, 3), "score": 0.8, "speaker": label}


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
