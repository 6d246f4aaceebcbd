"""Fetching a page over HTTP without being turned against the network it runs in.

A host's addresses are resolved once and all must be public; the connection then goes to the
address that was checked, so that a name can't resolve to another one in between. Each redirect is
checked in the same way. A fetch ends within a minute, however slowly the server drips.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from rag.errors import PageError, PageUnreached
from rag.ingest.readers.body import ACCEPTED, unfold
from rag.ingest.readers.decode import MOST_BYTES

MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGENT = "Hwabaek/0.1 (news reader; one page per request)"
_KEPT_HEADERS = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_BROKEN = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, OSError)
Resolver = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL gave: its bytes, type and charset, and the address it was read from at last."""

    url: str
    data: bytes
    content_type: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class NotModified:
    """What a URL gives that has not changed since this process last read it."""

    url: str


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host; raises `PageError` where it has none."""
    try:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise PageUnreached(
            f"the host {host} was not found; check the address and the network"
        ) from None
    return [str(info[4][0]) for info in infos]


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Reads http and https addresses on the public network.

    `allow_loopback` is for tests with a server on this machine; `transport` and `resolver`
    replace the network. `timeout` bounds each wait for the server and `longest` a whole fetch, in
    seconds. `validators` are the ETag and date of what was read, by address: what a server then
    says is unchanged is not sent again.
    """

    allow_loopback: bool = False
    transport: httpx.BaseTransport | None = None
    resolver: Resolver = resolve
    timeout: float = 20.0
    longest: float = 60.0
    validators: dict[str, dict[str, str]] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched | NotModified:
        """Return what `url` gives; raises `PageError` naming what was refused and why."""
        current = url
        headers = {"User-Agent": _AGENT, "Accept-Encoding": ACCEPTED}
        with (
            _Deadline(self.longest) as deadline,
            httpx.Client(
                transport=self.transport, timeout=self.timeout, trust_env=False, headers=headers
            ) as client,
        ):
            for _ in range(MOST_REDIRECTS + 1):
                outcome = self._step(client, current, deadline)
                if not isinstance(outcome, str):
                    return outcome
                current = outcome
        raise PageError(
            f"more than {MOST_REDIRECTS} redirects came from {url}; give the final address"
        )

    def forget(self, url: str) -> None:
        """Ask for the whole of an address again the next time."""
        self.validators.pop(url, None)

    def _step(
        self, client: httpx.Client, url: str, deadline: _Deadline
    ) -> Fetched | NotModified | str:
        """Return what one address gives, or where it redirects to."""
        request = self._request(client, url, deadline)
        try:
            response = client.send(request, stream=True)
        except _BROKEN as problem:
            raise PageUnreached(_unreached(url, problem, deadline)) from None
        try:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return urljoin(url, response.headers["location"])
            if response.status_code == 304 and url in self.validators:
                return NotModified(url)
            if response.status_code >= 400:
                raise PageError(f"{url} answered {response.status_code}; check the address")
            data = _body(response, url, deadline)
            self._remember(url, response)
            content_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
            return Fetched(url, data, content_type, response.charset_encoding)
        finally:
            response.close()

    def _remember(self, url: str, response: httpx.Response) -> None:
        kept = {ask: response.headers[say] for say, ask in _KEPT_HEADERS if say in response.headers}
        self.validators.pop(url, None)
        if kept:
            self.validators[url] = kept

    def _request(self, client: httpx.Client, url: str, deadline: _Deadline) -> httpx.Request:
        """Return a request that connects to the checked address but asks for the named host."""
        no_address = f"{url} is no address; give one like https://host/page"
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise PageError(no_address) from None
        if parts.scheme not in ("http", "https"):
            raise PageError(
                f"a {parts.scheme or 'relative'} address came; only http and https are read"
            )
        if not host:
            raise PageError(f"{url} names no host; give an address like https://host/page")
        if "@" in parts.netloc:
            raise PageError(
                f"an address of {host} with a user name or password came; give it without them"
            )
        address = self._checked(host, port or (443 if parts.scheme == "https" else 80))
        literal = f"[{address}]" if ":" in address else address
        try:
            literal_url = parts._replace(netloc=f"{literal}:{port}" if port else literal)
            target = httpx.URL(literal_url.geturl())
            name = f"[{host}]" if ":" in host else host.encode("idna").decode()
        except (httpx.InvalidURL, ValueError):
            raise PageError(no_address) from None
        named = {"Host": f"{name}:{port}" if port else name, **self.validators.get(url, {})}
        extensions = {"sni_hostname": name, "trace": deadline.watch}
        return client.build_request("GET", target, headers=named, extensions=extensions)

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
            if inner is None and address in _NAT64:
                inner = ipaddress.IPv4Address(address.packed[-4:])
            if inner is not None:
                address = inner
        if address.is_loopback:
            return self.allow_loopback
        return address.is_global and not address.is_multicast


class _Deadline:
    """Hangs up after some seconds: httpx bounds each wait, not the sum of a thousand drips."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True
        self._stream: httpcore.NetworkStream | None = None

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._ends

    def watch(self, event: str, info: dict[str, object]) -> None:
        """Remember the connection that httpx's `trace` extension tells of."""
        stream = info.get("return_value")
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")) and isinstance(
            stream, httpcore.NetworkStream
        ):
            self._stream = stream

    def _hang_up(self) -> None:
        found = self._stream.get_extra_info("socket") if self._stream else None
        if found is not None:
            with contextlib.suppress(OSError):
                found.shutdown(socket.SHUT_RDWR)


def _unreached(url: str, problem: Exception, deadline: _Deadline) -> str:
    why = "too slow" if deadline.is_over else type(problem).__name__
    return f"{url} can't be reached ({why}); try later"


def _body(response: httpx.Response, url: str, deadline: _Deadline) -> bytes:
    """Read a body up to the limit, counted as it is sent and again as it unfolds."""
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and (len(declared) > 15 or int(declared) > MOST_BYTES):
        raise PageError(f"{url} holds over {MOST_BYTES:,} bytes; give the article's own page")
    encoding = response.headers.get("content-encoding", "")
    try:
        return unfold(_chunks(response, deadline), encoding, MOST_BYTES)
    except PageError as problem:
        raise type(problem)(f"{url}: {problem}") from None
    except _BROKEN as problem:
        raise PageUnreached(_unreached(url, problem, deadline)) from None


def _chunks(response: httpx.Response, deadline: _Deadline) -> Iterator[bytes]:
    for chunk in response.iter_raw(65_536):
        if deadline.is_over:
            raise PageUnreached("the server sends too slowly; try later")
        yield chunk
