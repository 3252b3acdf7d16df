"""The Setup tab: what is installed and sound, and what happens to people's words."""

from typing import TYPE_CHECKING

import gradio as gr

from assistant.domain.access import Actor
from assistant.errors import NotAllowed
from assistant.services.writers import sends_words
from assistant.ui.markup import data_table, escape, items, note, table_row

if TYPE_CHECKING:
    from assistant.services import Assistant
    from assistant.services.doctor import Finding
    from assistant.settings import Settings

HERE_ONLY = (
    "Everything runs on this computer. Nothing is sent anywhere, there is no telemetry, "
    "and the page loads nothing from other servers."
)
SENT = (
    "Words of sessions are sent to {url}, because whoever runs Rapport set it up to word the notes. Nothing else "
    "leaves this computer: there is no telemetry, and the page loads nothing from other servers."
)
PRIVACY = (
    "Your goal is compared with mentors’ profiles by language models that are installed here. It is kept only if you "
    "save the search or start a relationship with it, and it is never written to a log.",
    "Names, pronouns and wishes about gender, age, origin, health or religion never change who is found, "
    "or in which order.",
    "Of past sessions only a theme such as “negotiating a first offer” is searched, never what was said.",
    "Without accounts, everybody who uses this computer can choose whom they are acting as. "
    "Serve it to others only behind a sign-in.",
)


def findings_view(assistant: "Assistant", actor: Actor) -> str:
    """Write what the doctor finds; those who may not look are told who may."""
    try:
        findings = assistant.doctor.examine(actor)
    except NotAllowed:
        return note("Choose “Operator” under “Acting as” to see what is installed.", title="For the operator.")
    rows = "".join(table_row(escape(one.what), _state(one), escape(one.details)) for one in findings)
    return f"<h3>What is installed</h3>{data_table(('Part', 'State', 'Details'), rows, 'What is installed')}"


def _state(finding: "Finding") -> str:
    looks = {"look": ("rp-check-failed", "✕ "), "optional": ("", ""), "sound": ("rp-check-met", "✓ ")}
    look, icon = looks[finding.state]
    return f'<span class="rp-badge {look}">{icon}{finding.state.capitalize()}</span>'


def privacy(settings: "Settings") -> tuple[str, ...]:
    """Say what happens to people's words under these settings."""
    first = SENT.format(url=settings.writer_url) if sends_words(settings) else HERE_ONLY
    return (first, *PRIVACY)


def build_setup_tab(settings: "Settings") -> gr.HTML:
    """Build the tab; what is installed is looked at when the tab is opened."""
    said = items(map(escape, privacy(settings)), "rp-prose")
    words = f"<h2>Setup and privacy</h2><h3>What happens to your words</h3>{said}"
    gr.HTML(words, elem_classes="rp", apply_default_css=False)
    return gr.HTML(elem_id="findings", elem_classes="rp", apply_default_css=False)
