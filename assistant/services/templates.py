"""The templates that notes can be put together by: those that ship with Rapport and the operator's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.sessions import Template
from assistant.errors import InvalidInput, NotFound
from assistant.exports import NotesTemplate
from assistant.exports.templates import read_own_templates, shipped_templates


@dataclass(frozen=True, slots=True)
class ChosenTemplate:
    """What a session's notes are shown by; `problem` says why it is not the one that was chosen, else empty."""

    template: NotesTemplate
    problem: str = ""


class TemplateService:
    """Templates by key; files are read each time, so that an operator sees a change without a restart.

    Args:
        folder: Where the operator's own are; None for the shipped ones only.
        optional: Whether the folder need not be there.
    """

    def __init__(self, folder: Path | None = None, *, optional: bool = False) -> None:
        self._folder = folder
        self._optional = optional

    def list(self) -> list[NotesTemplate]:
        """Every template that can be used: the shipped ones in the order of `Template`, then the own by name."""
        found = self._usable()
        own = sorted((one for key, one in found.items() if key not in set(Template)), key=lambda one: one.name)
        return [found[key] for key in Template] + own

    def problems(self) -> tuple[str, ...]:
        """Why files of the operator's folder cannot be used, each with file, key and next step."""
        try:
            return tuple(str(one) for one in self._own().values() if isinstance(one, InvalidInput))
        except InvalidInput as error:
            return (str(error),)

    def find(self, key: str) -> NotesTemplate:
        """Give one template.

        Raises:
            NotFound: There is none with this key.
            InvalidInput: Its file, or the operator's folder, cannot be read.
        """
        found = {**shipped_templates(), **self._own()}.get(key)
        if isinstance(found, InvalidInput):
            raise found
        if found is None:
            raise NotFound(f"There is no template {key!r}.", f"Use one of {', '.join(self._usable())}.")
        return found

    def choose(self, key: str) -> ChosenTemplate:
        """Give the template of a session; it never fails: without it the notes are shown as a regular meeting."""
        try:
            return ChosenTemplate(self.find(key))
        except (NotFound, InvalidInput) as error:
            instead = shipped_templates().get(key, shipped_template(Template.REGULAR))
            return ChosenTemplate(instead, f"{error} Until then the notes are in the order of “{instead.name}”.")

    def _usable(self) -> dict[str, NotesTemplate]:
        try:
            own = self._own()
        except InvalidInput:
            own = {}
        return {**shipped_templates(), **{key: one for key, one in own.items() if isinstance(one, NotesTemplate)}}

    def _own(self) -> Mapping[str, NotesTemplate | InvalidInput]:
        if self._folder is None or (self._optional and not self._folder.exists()):
            return {}
        return read_own_templates(self._folder)


def shipped_template(kind: Template) -> NotesTemplate:
    """Give the template that ships for a kind of session; it never fails, whatever the operator's folder holds."""
    return shipped_templates()[kind.value]
