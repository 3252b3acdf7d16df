"""Text that people copy or export: Otter, Riverside, and `Name: text` with and without times."""

from tests.transcripts.meeting import Meeting, all_pieces, long_clock, short_clock


def otter_txt(held: Meeting) -> bytes:
    """Otter: name and time with two spaces after each, a footer at the end."""
    lines = []
    for turn in all_pieces(held, 45):
        lines += [f"{turn.speaker or 'Unknown Speaker'}  {short_clock(turn.start_s)}  ", turn.text, ""]
    return "\n".join([*lines, "Transcribed by https://otter.ai", ""]).encode()


def riverside_txt(held: Meeting) -> bytes:
    """Riverside: `Name (00:12)`, then the text."""
    lines = []
    for turn in held.turns:
        minutes, seconds = divmod(int(turn.start_s), 60)
        lines += [f"{turn.speaker} ({minutes:02}:{seconds:02})", turn.text, ""]
    return "\n".join(lines).encode()


def plain_text(held: Meeting) -> bytes:
    """`Name: text`, one turn a line."""
    return "".join(f"{turn.speaker}: {turn.text}\n" for turn in held.turns).encode()


def plain_text_times(held: Meeting) -> bytes:
    """`[00:05:32] Name: text`, one turn a line."""
    return "".join(f"[{long_clock(turn.start_s)}] {turn.speaker}: {turn.text}\n" for turn in held.turns).encode()
