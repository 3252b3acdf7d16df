"""Keeping words at home: an address is asked for only where it lies on this computer or its private network."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.errors import EngineUnavailable, InvalidInput

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Place:
    """Where to connect: the address that was looked at, so that a second look-up cannot lead elsewhere."""

    address: str
    port: int
    host: str
    is_tls: bool

    @property
    def origin(self) -> str:
        """`http://127.0.0.1:11434`, with the address in place of the name."""
        shown = f"[{self.address}]" if ":" in self.address else self.address
        return f"{'https' if self.is_tls else 'http'}://{shown}:{self.port}"


def check_url(url: str) -> None:
    """Say whether a URL can be an endpoint's; nothing is looked up.

    Raises:
        InvalidInput: It is not, or it carries a password.
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        raise InvalidInput("Setting 'writer_url' is not a URL.", "Use one such as http://127.0.0.1:11434/v1.") from None
    if not usable or "@" in parts.netloc or parts.query or parts.fragment:
        raise InvalidInput(
            "Setting 'writer_url' is not the plain http or https address of an endpoint.",
            "Use one such as http://127.0.0.1:11434/v1; a key goes into writer_key.",
        )


def find_places(url: str, *, allow_public: bool) -> list[Place]:
    """Look up where a URL leads, and refuse what is outside unless that is allowed.

    Returns:
        One place or more, to be tried in order: `localhost` may be ::1 while the endpoint listens on 127.0.0.1.

    Raises:
        InvalidInput: The URL cannot be an endpoint's.
        EngineUnavailable: The name is not known, or one of its addresses is public.
    """
    check_url(url)
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise EngineUnavailable(
            f"The writer's endpoint {host} is not known ({type(error).__name__}).", "Check writer_url."
        ) from None
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    outside = [one for one in addresses if not is_private(one)]
    if outside and not allow_public:
        raise EngineUnavailable(
            f"The writer's endpoint {host} is outside this private network ({outside[0]}); nothing was sent.",
            "Use an endpoint of your own, or set writer_allow_public if transcripts may leave.",
        )
    return [Place(one, port, parts.netloc, parts.scheme == "https") for one in addresses]


def is_private(address: str) -> bool:
    """Whether an IP address is this computer or a private network (RFC 1918, RFC 4193, link-local).

    >>> is_private("192.168.1.5"), is_private("8.8.8.8")
    (True, False)
    """
    found: _Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped  # taken as it stands, every mapped address counts as private
    return found.is_loopback or found.is_link_local or (found.is_private and not found.is_unspecified)
