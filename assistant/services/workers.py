"""Who works on a job, and whether they still live: a process that was killed cannot say so itself."""

import os
import socket
import uuid
from datetime import datetime, timedelta

DEAD_AFTER_S = 30.0
"""A worker that was silent for so long is dead, wherever it ran."""

_living: set[str] = set()


def hire() -> str:
    """Name a new worker of this process: `host:process id:token`."""
    name = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:12]}"
    _living.add(name)
    return name


def dismiss(name: str) -> None:
    """Say that a worker of this process works no more."""
    _living.discard(name)


def is_dead(name: str, beat_at: datetime | None, now: datetime) -> bool:
    """Say whether a worker is dead: its process is gone, or it was silent for `DEAD_AFTER_S`.

    A worker of this process lives as long as it was not dismissed: after a laptop's sleep all are silent for hours.
    """
    if name in _living:
        return False
    host, _, rest = name.partition(":")
    process_id = int(rest.partition(":")[0] or 0)
    if host == socket.gethostname() and (process_id == os.getpid() or not _process_lives(process_id)):
        return True
    return beat_at is None or now - beat_at > timedelta(seconds=DEAD_AFTER_S)


def _process_lives(process_id: int) -> bool:
    # Elsewhere signal 0 is no question but ends the process; there silence alone decides.
    if os.name != "posix":
        return True
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
