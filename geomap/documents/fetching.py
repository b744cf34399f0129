"""What is asked of web servers: politely, with limits, and never what they ask robots to leave.

The only module of the room that opens sockets. It does so when a web address is read, and never
otherwise.
"""

import http.client
import os
import ssl
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from geomap.documents.robots import Robots
from geomap.errors import FetchError
from geomap.resources import version

PAUSE = 1.0  # seconds between two requests to one host
_TIMEOUT = 20.0  # seconds that a server may be silent
_DEADLINE = 60.0  # seconds that an answer may take in all
_HOPS = 5  # redirections that are followed
_BLOCK = 1 << 16  # bytes read at once
_ROBOTS_BYTES = 512_000  # of a robots.txt; RFC 9309 wants at least 500 KiB
_ROBOTS_KEPT = 24 * 3600.0  # seconds for which a robots.txt holds, by RFC 9309
_FAILURE_KEPT = 600.0  # seconds for which a host that does not answer is not asked again
_MOVED = {301, 302, 303, 307, 308}
_BUSY = {408, 425, 429, 500, 502, 503, 504}
_ACCEPT = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,*/*;q=0.5"


class Validators(NamedTuple):
    """What a server gave to ask whether something has changed since: ETag and Last-Modified."""

    tag: str | None = None
    changed: str | None = None


class Answer(NamedTuple):
    """What a server gave: from which address in the end, of which media type, and its bytes."""

    url: str
    kind: str
    charset: str | None
    data: bytes
    validators: Validators


class _Response(NamedTuple):
    """An answer as it stands on the wire, its body not yet read."""

    status: int
    headers: Message
    body: Any  # to read from; urllib's types differ by the status


class _Host:
    """When a host may be asked again, and what its robots.txt says."""

    def __init__(self) -> None:
        self.free_at = 0.0
        self.robots: Robots | FetchError | None = None
        self.robots_until = 0.0


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection by itself, since each address must first be allowed."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow none."""


class Fetcher:
    """Asks web servers for pages, one at a time.

    It says who it is (``geomap/<version>``, and what ``$GEOMAP_CONTACT`` holds), keeps to each
    host's robots.txt (RFC 9309) and a pause between requests, and gives up on what is slow, large
    or moved without end. Each redirection is looked at as an address of its own.

    Args:
        pause: seconds between two requests to one host; a longer ``Crawl-delay`` wins.
        timeout: seconds that a server may be silent.
        deadline: seconds that an answer may take in all.
        clock: seconds that only rise.
        sleep: waits.
    """

    def __init__(
        self,
        *,
        pause: float = PAUSE,
        timeout: float = _TIMEOUT,
        deadline: float = _DEADLINE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._pause, self._timeout, self._deadline = pause, timeout, deadline
        self._clock, self._sleep = clock, sleep
        self._hosts: dict[str, _Host] = {}
        self._agent = _agent()

    def fetch(
        self,
        url: str,
        *,
        max_bytes: int,
        known: Validators = Validators(),  # noqa: B008 - frozen
    ) -> Answer | None:
        """Return what stands at an address, None if it has not changed since ``known``.

        Raises:
            FetchError: if robots.txt forbids it, or the server does not give it within the limits.
        """
        for _ in range(_HOPS + 1):
            url = checked(url)
            self._obey(url)
            response = self._ask(url, known)
            with response.body:
                if response.status not in _MOVED:
                    return self._answer(url, response, max_bytes)
                url = _target(url, response)
        raise FetchError(f"moved more than {_HOPS} times; the last address was {url}")

    def _answer(self, url: str, response: _Response, max_bytes: int) -> Answer | None:
        if response.status == http.client.NOT_MODIFIED:
            return None
        _refuse_failure(response)
        headers = response.headers
        return Answer(
            url,
            headers.get_content_type() if headers.get("Content-Type") else "",
            headers.get_content_charset(),
            self._body(response, max_bytes),
            Validators(headers.get("ETag"), headers.get("Last-Modified")),
        )

    def _obey(self, url: str) -> None:
        """Let pass what the host's robots.txt allows."""
        robots = self._robots(url)
        if isinstance(robots, FetchError):
            raise robots
        if not robots.allow(url):
            raise FetchError("its robots.txt asks programs not to read it")

    def _robots(self, url: str) -> Robots | FetchError:
        host = self._host(url)
        if host.robots is None or self._clock() >= host.robots_until:
            try:
                host.robots, kept = self._asked_robots(url), _ROBOTS_KEPT
            except FetchError as error:
                host.robots, kept = error, _FAILURE_KEPT
            host.robots_until = self._clock() + kept
        return host.robots

    def _asked_robots(self, url: str) -> Robots:
        """Return what robots.txt says: all is allowed where there is none, nothing in doubt."""
        address = urljoin(url, "/robots.txt")
        for _ in range(_HOPS + 1):
            response = self._ask(address, Validators())
            with response.body:
                if response.status in _MOVED:
                    address = checked(_target(address, response))
                    continue
                if 400 <= response.status < 500 and response.status not in _BUSY:
                    return Robots("")
                _refuse_failure(response, "its robots.txt: ")
                text = self._body(response, _ROBOTS_BYTES, cut=True)
                return Robots(text.decode("utf-8", errors="replace"))
        return Robots("")  # RFC 9309: one that is moved without end is none

    def _ask(self, url: str, known: Validators) -> _Response:
        host = self._host(url)
        robots = host.robots if isinstance(host.robots, Robots) else Robots("")
        if (wait := host.free_at - self._clock()) > 0:
            self._sleep(wait)
        try:
            return self._sent(url, known)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise FetchError(_reason(error), again=True) from None
        finally:
            host.free_at = self._clock() + max(self._pause, robots.delay)

    def _sent(self, url: str, known: Validators) -> _Response:
        headers = {"User-Agent": self._agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        conditions = {"If-None-Match": known.tag, "If-Modified-Since": known.changed}
        headers |= {name: value for name, value in conditions.items() if value}
        opener = urllib.request.build_opener(_Stay)  # anew, to see the proxies of the moment
        request = urllib.request.Request(url, headers=headers)
        try:
            got = opener.open(request, timeout=self._timeout)
        except urllib.error.HTTPError as error:  # any answer but a good one
            return _Response(error.code, error.headers, error)
        return _Response(got.status, got.headers, got)

    def _body(self, response: _Response, max_bytes: int, *, cut: bool = False) -> bytes:
        """Return the body unpacked, and cut or refused where it is larger than ``max_bytes``."""
        until = self._clock() + self._deadline
        packed = response.headers.get("Content-Encoding", "").strip().lower()
        unpack = _unpacking(packed)
        data, came = b"", 0
        try:
            while len(data) <= max_bytes and (block := response.body.read1(_BLOCK)):
                came += len(block)
                data += unpack(block, max_bytes + 1 - len(data))
                if self._clock() > until:
                    raise FetchError(f"took more than {self._deadline:g} s", again=True)
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise FetchError(f"broke off ({_reason(error)})", again=True) from None
        if len(data) > max_bytes:
            if not cut:
                raise FetchError(f"larger than {max_bytes / 1e6:g} MB; raise --max-size")
        elif came < _length(response.headers.get("Content-Length")):
            raise FetchError("broke off before its end", again=True)
        return data[:max_bytes]

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        return self._hosts.setdefault(f"{parts.scheme}://{parts.netloc.lower()}", _Host())


def _length(told: str | None) -> int:
    """Return how many bytes a server promised; 0 where it tells no number."""
    return int(told) if told and told.strip().isdecimal() else 0


def is_web(source: object) -> bool:
    """Tell whether a source is an address of the web."""
    return isinstance(source, str) and source.lower().startswith(("http://", "https://"))


def path_of(url: str) -> str:
    """Return the path of an address, whose ending may tell a format."""
    return urlsplit(url).path


def linked(page: str, link: str) -> str:
    """Return the address that a link on a page leads to."""
    return urljoin(page, link)


def checked(url: str) -> str:
    """Return an address as servers take it: in ASCII, without fragment.

    Raises:
        FetchError: if it is no address of the web.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise FetchError(f"{url!r} is no web address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError(f"{url!r} is no web address; one begins with http:// or https://")
    if ":" in host:
        host = f"[{host}]"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    return urlunsplit((parts.scheme, host + port, path, query, ""))


def _agent() -> str:
    contact = " ".join(os.environ.get("GEOMAP_CONTACT", "").split())
    about = f" ({contact})" if contact.isascii() and contact else ""
    return f"geomap/{version()}{about}"


def _target(url: str, response: _Response) -> str:
    where = response.headers.get("Location")
    if not where:
        raise FetchError(f"answers {response.status} and does not say where it is now")
    return urljoin(url, where)


def _refuse_failure(response: _Response, what: str = "") -> None:
    status = response.status
    if 200 <= status < 300:
        return
    words = http.client.responses.get(status, "an unknown answer")
    wait = _wait(response.headers.get("Retry-After"))
    raise FetchError(
        f"{what}the server answers {status} ({words})", again=status in _BUSY, wait=wait
    )


def _wait(told: str | None) -> float:
    """Return the seconds of a Retry-After, which is in seconds or a date; 0 without one."""
    if not told:
        return 0.0
    if told.strip().isdecimal():
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _unpacking(encoding: str) -> Callable[[bytes, int], bytes]:
    """Return what unpacks a block to no more bytes than asked, so that no small one fills memory.

    Raises:
        FetchError: if the server packed the body in a way that it was not asked for.
    """
    if encoding in ("", "identity"):
        return lambda block, most: block[:most]
    if encoding in ("gzip", "x-gzip"):
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return lambda block, most: stream.decompress(stream.unconsumed_tail + block, most)
    raise FetchError(f"is packed as {encoding!r}, which was not asked for")


def _reason(error: Exception) -> str:
    inner = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(inner, TimeoutError):
        return "the server does not answer in time"
    if isinstance(inner, ssl.SSLError):
        return f"no safe connection can be made ({inner.reason or inner})"
    if isinstance(inner, OSError):
        return f"the server cannot be reached ({inner.strerror or inner})"
    return f"the server's answer makes no sense ({inner})"
