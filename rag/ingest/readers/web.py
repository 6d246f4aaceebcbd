"""Fetching a page over HTTP without being turned against the network it runs in.

A host's addresses are resolved first and all must be public; the connection then goes to the
address that was checked, so that a name can't resolve to another one in between. Each redirect is
checked in the same way.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx

from rag.errors import PageError
from rag.ingest.readers.decode import MOST_BYTES

MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGENT = "Hwabaek/0.1 (news reader; one page per request)"
_LONGEST = 60.0
Resolver = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL gave: its bytes, type and charset, and the address it was read from at last."""

    url: str
    data: bytes
    content_type: str
    charset: str | None


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host; raises `PageError` where it has none."""
    try:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise PageError(
            f"the host {host} was not found; check the address and the network"
        ) from None
    return [str(info[4][0]) for info in infos]


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Reads http and https addresses on the public network.

    `allow_loopback` is for tests with a server on this machine; `transport` and `resolver`
    replace the network.
    """

    allow_loopback: bool = False
    transport: httpx.BaseTransport | None = None
    resolver: Resolver = resolve
    timeout: float = 20.0
    headers: dict[str, str] = field(default_factory=lambda: {"User-Agent": _AGENT})

    def fetch(self, url: str) -> Fetched:
        """Return what `url` gives; raises `PageError` naming what was refused and why."""
        current = url
        with httpx.Client(
            transport=self.transport, timeout=self.timeout, trust_env=False, headers=self.headers
        ) as client:
            for _ in range(MOST_REDIRECTS + 1):
                outcome = self._step(client, current)
                if isinstance(outcome, Fetched):
                    return outcome
                current = outcome
        raise PageError(
            f"more than {MOST_REDIRECTS} redirects came from {url}; give the final address"
        )

    def _step(self, client: httpx.Client, url: str) -> Fetched | str:
        """Return what one address gives, or where it redirects to."""
        request = self._request(client, url)
        try:
            response = client.send(request, stream=True)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as problem:
            raise PageError(
                f"{url} can't be reached ({type(problem).__name__}); try later"
            ) from None
        try:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return urljoin(url, response.headers["location"])
            if response.status_code >= 400:
                raise PageError(f"{url} answered {response.status_code}; check the address")
            content_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
            return Fetched(url, _body(response, url), content_type, response.charset_encoding)
        finally:
            response.close()

    def _request(self, client: httpx.Client, url: str) -> httpx.Request:
        """Return a request that connects to the checked address but asks for the named host."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise PageError(f"{url} is no address; give one like https://host/page") from None
        if parts.scheme not in ("http", "https"):
            raise PageError(
                f"a {parts.scheme or 'relative'} address came; only http and https are read"
            )
        if not host:
            raise PageError(f"{url} names no host; give an address like https://host/page")
        address = self._checked(host, port or (443 if parts.scheme == "https" else 80))
        literal = f"[{address}]" if ":" in address else address
        try:
            target = httpx.URL(url).copy_with(host=literal)
        except (httpx.InvalidURL, ValueError):
            raise PageError(f"{url} is no address; give one like https://host/page") from None
        named = f"{host}:{port}" if port else host
        return client.build_request(
            "GET", target, headers={"Host": named}, extensions={"sni_hostname": host}
        )

    def _checked(self, host: str, port: int) -> str:
        """Return one address of the host; raises `PageError` if any of them is not public."""
        addresses = [address.split("%")[0] for address in self.resolver(host, port)]
        if not addresses:
            raise PageError(f"the host {host} was not found; check the address and the network")
        for text in addresses:
            if not self._is_allowed(text):
                raise PageError(
                    f"{host} is at {text}, an address of a private or local network; "
                    "only public pages are read"
                )
        return addresses[0]

    def _is_allowed(self, text: str) -> bool:
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            return False
        if isinstance(address, ipaddress.IPv6Address):
            inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
            if inner is not None:
                address = inner
        if address.is_loopback:
            return self.allow_loopback
        return address.is_global and not address.is_multicast


def _body(response: httpx.Response, url: str) -> bytes:
    """Read a body up to the limit, counted after decompression."""
    declared = response.headers.get("content-length", "")
    parts: list[bytes] = []
    size = int(declared) if declared.isdigit() and len(declared) < 16 else 0
    too_large = f"{url} holds over {MOST_BYTES:,} bytes; give the article's own page"
    if size > MOST_BYTES:
        raise PageError(too_large)
    size = 0
    try:
        for chunk in response.iter_bytes(65_536):
            size += len(chunk)
            if size > MOST_BYTES:
                raise PageError(too_large)
            parts.append(chunk)
    except httpx.HTTPError as problem:
        raise PageError(f"{url} broke off ({type(problem).__name__}); try later") from None
    return b"".join(parts)
