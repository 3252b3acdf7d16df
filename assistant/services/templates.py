"""The templates that notes can be put together by: those that ship with Rapport and the operator's own."""

from pathlib import Path

from assistant.domain.sessions import Template
from assistant.errors import NotFound
from assistant.exports import NotesTemplate
from assistant.exports.templates import read_templates, shipped_templates


class TemplateService:
    """Templates by key; files are read each time, so that an operator sees a change without a restart.

    Args:
        folder: `templates_folder` of the settings; None for the shipped ones only.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def list(self) -> list[NotesTemplate]:
        """Every template: the shipped ones in the order of `Template`, then the operator's own by name.

        Raises:
            InvalidInput: A file of the operator's folder cannot be read as a template.
        """
        found = read_templates(self._folder)
        own = sorted((one for key, one in found.items() if key not in set(Template)), key=lambda one: one.name)
        return [found[key] for key in Template] + own

    def find(self, key: str) -> NotesTemplate:
        """Give one template.

        Raises:
            NotFound: There is none with this key.
            InvalidInput: A file of the operator's folder cannot be read as a template.
        """
        found = read_templates(self._folder)
        if key not in found:
            raise NotFound(f"There is no template {key!r}.", f"Use one of {', '.join(found)}.")
        return found[key]


def shipped_template(kind: Template) -> NotesTemplate:
    """Give the template that ships for a kind of session; it never fails, whatever the operator's folder holds."""
    return shipped_templates()[kind.value]
