"""What every tab may use: who is acting, the time zone of the browser, and the sheet that lies over the page."""

from dataclasses import dataclass

import gradio as gr


@dataclass(frozen=True)
class Shared:
    """Components of the shell.

    Args:
        acting: The key of the actor chosen on the page; hidden, and always somebody who is there.
        zone: IANA zone of the browser; hidden.
        sheet: What lies over the page; empty when closed.
    """

    acting: gr.Textbox
    zone: gr.Textbox
    sheet: gr.HTML
