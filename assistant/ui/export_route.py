"""The download of an export: a route of our own that asks who is there and whether they may, each time."""

from typing import TYPE_CHECKING

from assistant.errors import (
    AssistantError,
    EngineUnavailable,
    InvalidInput,
    NotAllowed,
    NotFound,
)
from assistant.exports import ExportFormat
from assistant.ui.acting import actor_of
from assistant.ui.errors import incident
from assistant.ui.session_export import ROUTE, choice_from

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI, Request

    from assistant.services import Assistant

_STATUS: dict[type[AssistantError], int] = {
    NotAllowed: 403,
    NotFound: 404,
    InvalidInput: 409,
    EngineUnavailable: 503,
}


def add_export_route(app: "FastAPI", assistant: "Assistant", user_of: "Callable[[Request], str | None]") -> None:
    """Add the download of a session's notes; nothing is written to a disk where somebody else could fetch it."""
    from fastapi import Request, Response
    from fastapi.responses import PlainTextResponse

    def export(session_id: str, kind: str, request: Request) -> Response:
        sent = dict(request.query_params)
        try:
            actor = actor_of(user_of(request), sent.get("acting_as"))
        except AssistantError as error:
            return PlainTextResponse(str(error), 401)
        if kind not in set(ExportFormat):
            return PlainTextResponse(f"There is no export {kind!r}. Use one of {', '.join(ExportFormat)}.", 404)
        try:
            made = assistant.exports.export(actor, session_id, choice_from(sent).request(ExportFormat(kind)))
        except AssistantError as error:
            return PlainTextResponse(str(error), _STATUS.get(type(error), 400))
        except Exception as error:
            return PlainTextResponse(incident(error), 500)
        headers = {
            "Content-Disposition": f'attachment; filename="{made.file.name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(made.file.content, media_type=made.file.media_type, headers=headers)

    # FastAPI reads the annotations of a route when it is added; they are strings here only where typing asks for it.
    app.add_api_route(
        ROUTE + "/{session_id}/export/{kind}", export, methods=["GET"], include_in_schema=False, response_model=None
    )
