"""HTTP as browsers speak it to one server: kept connections, cookies, compressed answers, and live streams.

Read with httptools, which uvicorn brings along: three hundred connections cost the measuring process little.
"""

import asyncio
import zlib
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httptools

SECONDS = 30.0
"""Nobody waits longer for an answer: it is an error then."""
_CHUNK = 65_536


@dataclass
class Answer:
    """The server's answer; header names are in lower case."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        """The body, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (zlib.decompress(self.body, zlib.MAX_WBITS | 16) if packed else self.body).decode()


class Unanswered(ConnectionResetError):
    """The connection ended before a single byte of an answer."""


class Refusal(ConnectionRefusedError):
    """The server does not open a stream; `status` is its answer."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the stream was answered {status}")
        self.status = status


class Reading:
    """One answer as it comes in, under the names that httptools calls."""

    def __init__(self) -> None:
        self.answer = Answer()
        self.cookies: dict[str, str] = {}
        self.parts: list[bytes] = []
        self.has_head = self.is_done = False
        self.parser = httptools.HttpResponseParser(self)

    def feed(self, data: bytes) -> None:
        """Read the bytes that came in. Raises OSError if they are no answer in HTTP."""
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError as fault:
            raise ConnectionAbortedError(f"the server's answer cannot be read: {fault}") from fault

    def on_header(self, name: bytes, value: bytes) -> None:
        key, said = name.decode("latin-1").lower(), value.decode("latin-1")
        if key == "set-cookie":
            cookie, _, kept = said.partition(";")[0].partition("=")
            self.cookies[cookie] = kept
        self.answer.headers[key] = said

    def on_headers_complete(self) -> None:
        self.answer.status, self.has_head = self.parser.get_status_code(), True

    def on_body(self, body: bytes) -> None:
        self.parts.append(body)

    def on_message_complete(self) -> None:
        self.is_done = True


Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Wire:
    """One browser's connections to a server and its cookies."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.cookies: dict[str, str] = {}
        self._idle: list[Connection] = []

    async def ask(self, path: str, form: Mapping[str, str] | None = None, *, is_htmx: bool = False) -> Answer:
        """GET, or POST of a form. Raises OSError (a connection that ended, or no answer in time).

        As browsers do, asks again where the server has ended an idle connection at the same moment.
        """
        while self._idle:
            with suppress(Unanswered):
                return await self._ask_on(self._idle.pop(), path, form, is_htmx)
        return await self._ask_on(await asyncio.open_connection(self.host, self.port), path, form, is_htmx)

    async def _ask_on(self, connection: Connection, path: str, form: Mapping[str, str] | None, is_htmx: bool) -> Answer:
        try:
            async with asyncio.timeout(SECONDS):
                reading = await self._exchange(connection, path, form, is_htmx)
        except BaseException:
            connection[1].close()
            raise
        if reading.parser.should_keep_alive():
            self._idle.append(connection)
        else:
            connection[1].close()
        self.cookies |= reading.cookies
        reading.answer.body = b"".join(reading.parts)
        return reading.answer

    async def _exchange(
        self, connection: Connection, path: str, form: Mapping[str, str] | None, is_htmx: bool
    ) -> Reading:
        reader, writer = connection
        body = urlencode(form).encode() if form is not None else b""
        reading, has_begun = Reading(), False
        try:
            writer.write(self._head(path, body if form is not None else None, is_htmx) + body)
            while not reading.is_done:
                data = await reader.read(_CHUNK)
                if not data:
                    raise ConnectionResetError("the server ended the connection")
                has_begun = True
                reading.feed(data)
        except ConnectionResetError as fault:
            raise fault if has_begun else Unanswered(str(fault)) from fault
        return reading

    def _head(self, path: str, body: bytes | None, is_htmx: bool) -> bytes:
        lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", f"Host: {self.host}:{self.port}"]
        lines.append("Accept-Encoding: gzip")
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if is_htmx:
            lines.append("HX-Request: true")
        if body is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    @asynccontextmanager
    async def stream(self, path: str) -> AsyncIterator[AsyncIterator[str]]:
        """Yield the words of a live stream as long as it lasts. Raises OSError if the server refuses the stream."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            writer.write(self._head(path, None, is_htmx=False))
            yield self._words(reader)
        finally:
            writer.close()

    async def _words(self, reader: asyncio.StreamReader) -> AsyncIterator[str]:
        reading, rest = Reading(), ""
        while data := await reader.read(_CHUNK):
            reading.feed(data)
            if reading.has_head and reading.answer.status != 200:
                raise Refusal(reading.answer.status)
            *lines, rest = (rest + b"".join(reading.parts).decode()).split("\n")
            reading.parts.clear()
            for word in _words_of(lines):
                yield word

    def close(self) -> None:
        """End every kept connection."""
        for _, writer in self._idle:
            writer.close()
        self._idle.clear()


def _words_of(lines: list[str]) -> Iterator[str]:
    """Yield what lines of a stream say: "open" when it has begun, then the words of notices."""
    for line in lines:
        if line.startswith("retry:"):
            yield "open"
        elif line.startswith("data: "):
            yield line.removeprefix("data: ")
