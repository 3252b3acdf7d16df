"""The formats that are read, one line each. Where two readers are equally sure, the first one reads."""

from assistant.transcripts.protocols import Reader
from assistant.transcripts.readers.fireflies import Fireflies
from assistant.transcripts.readers.google_meet import GoogleMeet
from assistant.transcripts.readers.headed import HeadedText
from assistant.transcripts.readers.labelled import LabelledText
from assistant.transcripts.readers.otter import Otter
from assistant.transcripts.readers.plain import PlainText
from assistant.transcripts.readers.sbv import Sbv
from assistant.transcripts.readers.slack import Slack
from assistant.transcripts.readers.srt import Srt
from assistant.transcripts.readers.teams_document import TeamsDocument
from assistant.transcripts.readers.webvtt import WebVtt
from assistant.transcripts.readers.whatsapp import WhatsApp
from assistant.transcripts.readers.whisper import Whisper
from assistant.transcripts.readers.zoom_captions import ZoomCaptions
from assistant.transcripts.readers.zoom_chat import ZoomChat

READERS: tuple[Reader, ...] = (
    WebVtt(),
    Srt(),
    Sbv(),
    Fireflies(),
    Whisper(),
    Slack(),
    WhatsApp(),
    ZoomCaptions(),
    ZoomChat(),
    GoogleMeet(),
    TeamsDocument(),
    Otter(),
    HeadedText(),
    LabelledText(),
    PlainText(),
)
