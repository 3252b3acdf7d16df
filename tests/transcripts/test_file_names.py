"""Title and date in the names of files."""

import pytest

from assistant.transcripts.file_names import read_file_name


@pytest.mark.parametrize(
    ("name", "title", "moment", "day"),
    [
        ("GMT20260115-140000_Recording.transcript.vtt", "", "2026-01-15 14:00:00+00:00", "2026-01-15"),
        ("Weekly 1-1-20260615_133555-Meeting Transcript.docx", "Weekly 1-1", "2026-06-15 13:35:55", "2026-06-15"),
        ("1-1 (2026-03-30 at 10_02 GMT+2) - Transcript.txt", "1-1", "2026-03-30 10:02:00+02:00", "2026-03-30"),
        ("Career talk - 2026-03-30.srt", "Career talk", "None", "2026-03-30"),
        ("2026-03-30 Career talk.vtt", "Career talk", "None", "2026-03-30"),
        ("2026-03-30.json", "", "None", "2026-03-30"),
        ("Weekly 1-1_otter_ai.txt", "Weekly 1-1", "None", "None"),
        ("_chat.txt", "", "None", "None"),
        ("meeting_saved_closed_caption.txt", "", "None", "None"),
        ("2026-13-45.txt", "", "None", "None"),
        ("GMT20261399-990000_Recording.vtt", "", "None", "None"),
        ("", "", "None", "None"),
    ],
)  # fmt: skip
def test_names_of_files(name: str, title: str, moment: str, day: str):
    facts = read_file_name(name)
    assert (facts.title, str(facts.started_at), str(facts.day)) == (title, moment, day)
