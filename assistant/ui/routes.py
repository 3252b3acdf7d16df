"""Our own routes beside Gradio's: downloads, each of which asks who is there and whether they may."""

from typing import TYPE_CHECKING

from assistant.domain.access import Action, may
from assistant.errors import AssistantError
from assistant.ui.acting import actor_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI, Request

    from assistant.ui.import_runs import Reports


def add_routes(app: "FastAPI", reports: "Reports", user_of: "Callable[[Request], str | None]") -> None:
    """Add the download of an import's remarks.

    `auth_dependency` does not guard routes of ours, so each asks by itself.
    """
    from fastapi import HTTPException, Request, Response

    def import_report(name: str, request: Request, acting_as: str = "") -> Response:
        try:
            allowed = may(actor_of(user_of(request), acting_as), Action.IMPORT_PEOPLE)
        except AssistantError:
            raise HTTPException(401, "Nobody is signed in.") from None
        if not allowed:
            raise HTTPException(403, "Only coordinators and the operator read import reports.")
        text = reports.find(name)
        if text is None:
            raise HTTPException(404, "This report is not kept any more. Import the file again to get it.")
        headers = {
            "Content-Disposition": 'attachment; filename="rapport-import-remarks.csv"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)

    # FastAPI reads the annotations of a route when it is added; they are strings here only where typing asks for it.
    app.add_api_route(
        "/reports/imports/{name}.csv", import_report, methods=["GET"], include_in_schema=False, response_model=None
    )
