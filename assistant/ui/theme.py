"""The look: calm paper and pine, in light and dark, with fonts that Gradio brings along."""

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.themes import Base

_START = """<meta name="color-scheme" content="light dark"><script>
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const wanted = localStorage.getItem('rapport-look') || (dark ? 'dark' : 'light');
  const show = look => {
    document.documentElement.classList.toggle('dark', look === 'dark');
    document.body && document.body.classList.toggle('dark', look === 'dark');
  };
  document.documentElement.lang = 'en';
  show(wanted);
  addEventListener('DOMContentLoaded', () => show(localStorage.getItem('rapport-look') || wanted));
  window.rapportLook = () => {
    const next = document.documentElement.classList.contains('dark') ? 'light' : 'dark';
    localStorage.setItem('rapport-look', next);
    show(next);
    return next;
  };
})();
</script>"""


def head() -> str:
    """Write what goes into the head: light or dark before anything is drawn, the style sheets, and one script.

    The style sheets are not given as `css_paths`, because Gradio then splits every selector at its commas and
    breaks `:is(a, b)`.
    """
    folder = files("assistant.ui")
    css, more, script = ((folder / name).read_text("utf-8") for name in ("theme.css", "sessions.css", "sessions.js"))
    return f"{_START}<style>{css}{more}</style><script>{script}</script>"


def build_theme() -> "Base":
    """Build the Gradio theme; its colours are the CSS variables of `theme.css`, so that both are one look."""
    import gradio as gr

    theme = gr.themes.Base(
        font=[
            gr.themes.LocalFont("Source Sans Pro", weights=(400, 700)),
            gr.themes.Font("system-ui"),
            gr.themes.Font("sans-serif"),
        ],
        font_mono=[gr.themes.Font("ui-monospace"), gr.themes.Font("monospace")],
        radius_size=gr.themes.sizes.radius_lg,
        text_size=gr.themes.sizes.text_md,
    )
    dark = {f"{name}_dark": value for name, value in _COLOURS.items()}
    return theme.set(**_COLOURS, **dark)


_COLOURS = {
    "body_background_fill": "var(--rp-page)",
    "body_text_color": "var(--rp-ink)",
    "body_text_color_subdued": "var(--rp-quiet)",
    "background_fill_primary": "var(--rp-surface)",
    "background_fill_secondary": "var(--rp-sunk)",
    "border_color_primary": "var(--rp-line)",
    "border_color_accent": "var(--rp-accent)",
    "color_accent_soft": "var(--rp-accent-soft)",
    "link_text_color": "var(--rp-accent)",
    "link_text_color_hover": "var(--rp-accent)",
    "link_text_color_visited": "var(--rp-accent)",
    "link_text_color_active": "var(--rp-accent)",
    "block_background_fill": "var(--rp-surface)",
    "block_border_color": "var(--rp-line)",
    "block_label_background_fill": "transparent",
    "block_label_text_color": "var(--rp-ink)",
    "block_title_text_color": "var(--rp-ink)",
    "block_info_text_color": "var(--rp-quiet)",
    "panel_background_fill": "var(--rp-surface)",
    "panel_border_color": "var(--rp-line)",
    "input_background_fill": "var(--rp-field)",
    "input_background_fill_focus": "var(--rp-field)",
    "input_border_color": "var(--rp-edge)",
    "input_border_color_focus": "var(--rp-accent)",
    "input_placeholder_color": "var(--rp-quiet)",
    "checkbox_background_color": "var(--rp-field)",
    "checkbox_background_color_selected": "var(--rp-accent)",
    "checkbox_border_color": "var(--rp-edge)",
    "checkbox_border_color_selected": "var(--rp-accent)",
    "checkbox_label_background_fill": "var(--rp-surface)",
    "checkbox_label_background_fill_hover": "var(--rp-sunk)",
    "checkbox_label_background_fill_selected": "var(--rp-accent-soft)",
    "checkbox_label_text_color": "var(--rp-ink)",
    "checkbox_label_text_color_selected": "var(--rp-ink)",
    "checkbox_label_border_color": "var(--rp-line)",
    "checkbox_label_border_color_selected": "var(--rp-accent)",
    "button_primary_background_fill": "var(--rp-accent)",
    "button_primary_background_fill_hover": "var(--rp-accent-strong)",
    "button_primary_text_color": "var(--rp-on-accent)",
    "button_primary_text_color_hover": "var(--rp-on-accent)",
    "button_primary_border_color": "var(--rp-accent)",
    "button_primary_border_color_hover": "var(--rp-accent-strong)",
    "button_secondary_background_fill": "var(--rp-surface)",
    "button_secondary_background_fill_hover": "var(--rp-sunk)",
    "button_secondary_text_color": "var(--rp-ink)",
    "button_secondary_text_color_hover": "var(--rp-ink)",
    "button_secondary_border_color": "var(--rp-edge)",
    "button_secondary_border_color_hover": "var(--rp-accent)",
    "button_cancel_background_fill": "var(--rp-surface)",
    "button_cancel_background_fill_hover": "var(--rp-bad-soft)",
    "button_cancel_text_color": "var(--rp-bad)",
    "button_cancel_text_color_hover": "var(--rp-bad)",
    "button_cancel_border_color": "var(--rp-bad)",
    "button_cancel_border_color_hover": "var(--rp-bad)",
    "error_text_color": "var(--rp-bad)",
    "error_background_fill": "var(--rp-bad-soft)",
    "error_border_color": "var(--rp-bad)",
    "error_icon_color": "var(--rp-bad)",
    "loader_color": "var(--rp-accent)",
    "slider_color": "var(--rp-accent)",
    "table_text_color": "var(--rp-ink)",
    "accordion_text_color": "var(--rp-ink)",
}
