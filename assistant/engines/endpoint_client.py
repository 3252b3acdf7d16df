"""One question to an OpenAI-compatible endpoint: with a time limit, retries, a stop, and nothing sent elsewhere."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.engines.drafting import DraftFailed, Failure
from assistant.engines.private_network import Place, check_url, find_places
from assistant.engines.protocols import Stop, Stopped
from assistant.errors import EngineUnavailable

if TYPE_CHECKING:
    import httpx

_MOST_BYTES = 4 * 2**20
_LOOK_S = 0.05
_FIRST_PAUSE_S = 0.25
_TOO_LONG = ("context", "too long", "maximum length", "max_tokens", "n_ctx")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers and how long we wait.

    Args:
        url: Up to and with the version, `http://127.0.0.1:11434/v1`.
        model: Its name there.
        key: Sent as a bearer token; empty sends none.
        timeout_s: For one answer, whether its bytes trickle or not.
        retries: How often a question is asked again after a failure that may pass.
        allow_public: Whether it may lie outside this private network.

    Raises:
        InvalidInput: The URL is none.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout_s: float = 120.0
    retries: int = 2
    allow_public: bool = False

    def __post_init__(self) -> None:
        check_url(self.url)


def ask(endpoint: Endpoint, body: dict[str, Any], stop: Stop | None) -> dict[str, Any]:
    """Post a chat completion and give its JSON.

    Raises:
        DraftFailed: No usable answer came; what may pass was tried again first.
        EngineUnavailable: The address is outside, and that is not allowed.
        Stopped: `stop` said so; the connection is let go.
    """
    places = find_places(endpoint.url, allow_public=endpoint.allow_public)
    pause_s = _FIRST_PAUSE_S
    for attempt in range(endpoint.retries + 1):
        try:
            return _in_time(lambda cancelled: _post_to_any(endpoint, places, body, cancelled), endpoint.timeout_s, stop)
        except DraftFailed as failed:
            if attempt == endpoint.retries or failed.failure not in {Failure.TIMED_OUT, Failure.UNREACHABLE}:
                raise
        _wait(pause_s, stop)
        pause_s *= 2
    raise AssertionError("the last attempt returns or raises")


def _in_time(work: Callable[[threading.Event], dict[str, Any]], timeout_s: float, stop: Stop | None) -> dict[str, Any]:
    """Run work in a thread that is left behind when time is up: a server that says nothing cannot hold the person."""
    results: list[dict[str, Any]] = []
    errors: list[BaseException] = []
    cancelled, done = threading.Event(), threading.Event()

    def run() -> None:
        try:
            results.append(work(cancelled))
        except BaseException as error:
            errors.append(error)
        finally:
            done.set()

    threading.Thread(target=run, name="rapport-writer", daemon=True).start()
    deadline = time.monotonic() + timeout_s
    try:
        while not done.wait(_LOOK_S):
            if stop is not None and stop():
                raise Stopped
            if time.monotonic() > deadline:
                raise DraftFailed(Failure.TIMED_OUT)
    finally:
        cancelled.set()
    if errors:
        raise errors[0]
    return results[0]


def _wait(pause_s: float, stop: Stop | None) -> None:
    until = time.monotonic() + pause_s
    while time.monotonic() < until:
        if stop is not None and stop():
            raise Stopped
        time.sleep(_LOOK_S)


def _post_to_any(
    endpoint: Endpoint, places: list[Place], body: dict[str, Any], cancelled: threading.Event
) -> dict[str, Any]:
    *others, last = places
    for place in others:
        try:
            return _post(endpoint, place, body, cancelled)
        except DraftFailed as failed:
            if failed.failure is not Failure.UNREACHABLE:
                raise
    return _post(endpoint, last, body, cancelled)


def _post(endpoint: Endpoint, place: Place, body: dict[str, Any], cancelled: threading.Event) -> dict[str, Any]:
    try:
        import httpx
    except ModuleNotFoundError as error:
        raise EngineUnavailable(f"The package {error.name} is missing.", f"Run: pip install {error.name}") from error
    headers = {"Host": place.host} | ({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})
    url = f"{place.origin}{urlsplit(endpoint.url).path.rstrip('/')}/chat/completions"
    extensions = {"sni_hostname": urlsplit(endpoint.url).hostname} if place.is_tls else {}
    try:
        # No proxy of the environment and no redirect: both would carry the words to somewhere that was not checked.
        with (
            httpx.Client(
                trust_env=False,
                follow_redirects=False,
                timeout=endpoint.timeout_s,
                verify=place.is_tls,  # without TLS there is nothing to verify, and no certificates to load
            ) as client,
            client.stream("POST", url, json=body, headers=headers, extensions=extensions) as response,
        ):
            return _read(response, cancelled)
    except httpx.TimeoutException:
        raise DraftFailed(Failure.TIMED_OUT) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise DraftFailed(Failure.UNREACHABLE, type(error).__name__) from None


def _read(response: "httpx.Response", cancelled: threading.Event) -> dict[str, Any]:
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if cancelled.is_set():
            raise DraftFailed(Failure.TIMED_OUT)
        if len(content) > _MOST_BYTES:
            raise DraftFailed(Failure.UNREADABLE, f"more than {_MOST_BYTES} bytes")
    status = response.status_code
    if status != 200:
        raise _failure(status, bytes(content))
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        raise DraftFailed(Failure.UNREADABLE) from None
    if not isinstance(values, dict):
        raise DraftFailed(Failure.UNREADABLE)
    return values


def _failure(status: int, content: bytes) -> DraftFailed:
    """What a status means; the body may repeat the transcript and is never shown."""
    if status == 413 or (status == 400 and any(word in content.decode(errors="replace") for word in _TOO_LONG)):
        return DraftFailed(Failure.CUT_INPUT)
    if status in {408, 429} or status >= 500:
        return DraftFailed(Failure.UNREACHABLE, f"HTTP {status}")
    return DraftFailed(Failure.REFUSED, f"HTTP {status}")
