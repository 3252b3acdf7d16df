"""Write a meeting the way the exports of meeting tools and chats look: one function for each format, bytes out."""

from collections.abc import Callable

from tests.transcripts.meeting import Meeting
from tests.transcripts.rendering_captions import sbv, srt, teams_vtt, zoom_captions, zoom_vtt
from tests.transcripts.rendering_chats import slack, slack_zip, whatsapp, whatsapp_ios, zoom_chat
from tests.transcripts.rendering_documents import meet_docx, meet_md, meet_txt, teams_docx, teams_docx_paragraphs
from tests.transcripts.rendering_json import fireflies_download, fireflies_json, whisper_cpp_json, whisper_json
from tests.transcripts.rendering_text import otter_txt, plain_text, plain_text_times, riverside_txt

RENDERERS: dict[str, Callable[[Meeting], bytes]] = {
    one.__name__: one
    for one in (
        zoom_vtt,
        teams_vtt,
        srt,
        sbv,
        zoom_captions,
        zoom_chat,
        teams_docx,
        teams_docx_paragraphs,
        meet_docx,
        meet_txt,
        meet_md,
        otter_txt,
        riverside_txt,
        plain_text,
        plain_text_times,
        whisper_json,
        whisper_cpp_json,
        fireflies_json,
        fireflies_download,
        slack,
        slack_zip,
        whatsapp,
        whatsapp_ios,
    )
}


def file_name(kind: str, held: Meeting) -> str:
    """The name that the tool would give the file."""
    at, title = held.started_at, held.title
    names = {
        "zoom_vtt": f"GMT{held.started_utc:%Y%m%d-%H%M%S}_Recording.transcript.vtt",
        "teams_vtt": f"{title}.vtt",
        "srt": f"{title}.srt",
        "sbv": "captions.sbv",
        "zoom_captions": "meeting_saved_closed_caption.txt",
        "zoom_chat": "meeting_saved_chat.txt",
        "teams_docx": f"{title}-{at:%Y%m%d_%H%M%S}-Meeting Transcript.docx",
        "meet_docx": f"{title} ({at:%Y-%m-%d at %H:%M} GMT+2) - Transcript.docx",
        "meet_txt": f"{title} ({at:%Y-%m-%d at %H:%M} GMT+2) - Transcript.txt",
        "meet_md": f"{title} ({at:%Y-%m-%d at %H:%M} GMT+2) - Transcript.md",
        "otter_txt": f"{title}_otter_ai.txt",
        "whisper_json": f"{title}.json",
        "fireflies_json": f"{title}-transcript.json",
        "slack": f"{at:%Y-%m-%d}.json",
        "slack_zip": f"Slack export {at:%b %d %Y}.zip",
        "whatsapp": f"WhatsApp Chat with {held.speakers[-1] if held.turns else title}.txt",
        "whatsapp_ios": "_chat.txt",
    }
    return names.get(kind, f"{title}.txt").replace("/", "-")
