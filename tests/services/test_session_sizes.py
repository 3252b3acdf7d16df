"""Files beyond all measure through the service that keeps them: a clear outcome each, and memory stays bounded.

Each runs in a process of its own, with a limit on its address space, so that what would take more fails here.
"""

import subprocess
import sys
import textwrap

import pytest

MOST_BYTES = 4 << 30
SET_UP = """
import io, resource, sys, zipfile
from datetime import date
from pathlib import Path
sys.path.insert(0, "tests")
resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
from assistant import open_assistant
from assistant.domain.access import OPERATOR
from assistant.domain.people import Mentee, Mentor
from assistant.domain.sessions import Consent, JobState
from assistant.errors import AssistantError
from assistant.transcripts.opening import bytes_of

def upload(name, data):
    return assistant.sessions.upload(OPERATOR, pair.id, name, data, consent=Consent(mentor=True, mentee=True))

def ended(session):
    job = assistant.jobs.of_sessions(OPERATOR, [session.id])[session.id]
    return assistant.jobs.wait(job.id, timeout_s=240)

def peak_mb():
    # Not ru_maxrss: that begins with what the process had that started this one.
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024

def refusal(name, data):
    try:
        upload(name, data)
    except AssistantError as error:
        return f"{type(error).__name__}: {error}"

with open_assistant(data_folder=sys.argv[1], embedder="hashing", linguist="rules") as assistant:
    assistant.store.mentors.upsert([Mentor(id="m1", name="Anna Keller")])
    assistant.store.mentees.upsert([Mentee(id="e1", name="Dana Reyes")])
    pair = assistant.relationships.start(OPERATOR, "m1", "e1")
"""


def outcome(tmp_path, body: str) -> str:
    """Run lines with an open assistant, a pair, `upload`, `ended` and `refusal`; give what they print."""
    script = f"MOST_BYTES = {MOST_BYTES}" + SET_UP + textwrap.indent(textwrap.dedent(body), "    ")
    command = [sys.executable, "-c", script, str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.slow
def test_two_hundred_thousand_lines_are_kept_and_the_notes_say_why_there_are_none(tmp_path):
    said = outcome(
        tmp_path,
        """
        line = "Speaker {}: Yes, we do.\\n"
        session = upload("long.txt", "".join(line.format(at % 7) for at in range(200_000)).encode())
        job = ended(session)
        print(job.state, job.reason)
        print(len(assistant.sessions.list_sessions(OPERATOR)))
        """,
    )
    end, kept = said.strip().split("\n")
    assert kept == "1"
    assert end.startswith("failed The transcript has 600,000 words, and notes are made of 300,000 at most.")


@pytest.mark.slow
def test_the_same_line_over_and_over_is_analysed_in_time(tmp_path):
    said = outcome(
        tmp_path,
        """
        lines = b"Anna: It is the same every week, I think.\\nDana: Yes, I know that it is.\\n"
        session = upload("loop.txt", lines * 1_500)
        print(ended(session).state)
        """,
    )
    assert said.strip() == "done"


def test_half_a_gigabyte_is_refused_before_it_is_read(tmp_path):
    said = outcome(
        tmp_path,
        """
        file = Path(sys.argv[1]) / "call.vtt"
        with file.open("wb") as out:
            out.truncate(500 << 20)
        try:
            bytes_of(file)
        except AssistantError as error:
            print(error)
        print(refusal("call.vtt", bytes(65 << 20)))
        print(peak_mb() < 600, len(assistant.sessions.list_sessions(OPERATOR)))
        """,
    )
    first, second, bounded = said.strip().split("\n")
    assert first.startswith("call.vtt has 500 MiB, and a transcript has at most 64")
    assert second.startswith("UnreadableTranscript: call.vtt has 65 MiB")
    assert bounded == "True 0"


def test_a_bomb_in_a_word_document_is_refused_and_leaves_nothing(tmp_path):
    said = outcome(
        tmp_path,
        """
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open("word/document.xml", "w", force_zip64=True) as member:
                member.write(b"<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>")
                for _ in range(300):
                    member.write(b"a" * (1 << 20))
        print(refusal("call.docx", packed.getvalue()))
        print(peak_mb() < 600, len(assistant.sessions.list_sessions(OPERATOR)))
        """,
    )
    refused, bounded = said.strip().split("\n")
    assert refused.startswith("UnreadableTranscript: call.docx unpacks to more than")
    assert bounded == "True 0"


def test_times_of_a_hundred_hours_are_noticed_and_the_notes_are_made(tmp_path):
    said = outcome(
        tmp_path,
        """
        cue = "{0}:00:00.000 --> {0}:00:09.000\\n<v {1}>I will send you number {0} of the checklists by Friday.\\n\\n"
        cues = (cue.format(at, ("Anna Keller", "Dana Reyes")[at % 2]) for at in range(0, 101))
        session = upload("days 2026-05-04.vtt", ("WEBVTT\\n\\n" + "".join(cues)).encode())
        print(ended(session).state)
        opened = assistant.sessions.open_session(OPERATOR, session.id)
        print([one.text for one in opened.notices if "100 hours" in one.text])
        print(opened.report.coverage.read == opened.transcript.word_count == 101 * 11)
        """,
    )
    assert said.strip().split("\n") == [
        "done",
        "['The times go up to 100 hours; check that they are right.']",
        "True",
    ]
