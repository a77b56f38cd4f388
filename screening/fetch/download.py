"""One list file, downloaded if it has changed. Nothing here runs unless it is called."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from screening.errors import FetchError
from screening.fetch.addresses import check_redirect, parsed, shown
from screening.fetch.answers import Passing, check_status, day_of
from screening.fetch.body import Written, gunzipped, too_large, write
from screening.fetch.client import headers, is_untrusted, new_client, unlogged

if TYPE_CHECKING:
    from httpx2 import URL, Client, Response

PACKINGS = frozenset({"gzip", "x-gzip"})
CONDITIONS = frozenset({"If-None-Match", "If-Modified-Since"})

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the state at hand, by which it is asked about it again."""

    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a download may go.

    Args:
        size: bytes a body may have, as sent and unpacked.
        connect: seconds until there is a connection.
        deadline: seconds for all of it, further attempts and pauses included.
        redirects: how many are followed.
        attempts: how often it is tried.
        first_wait: seconds before the second attempt; doubled from there on.
        longest_wait: seconds that are waited at most, also where the server asks
            for more.
    """

    size: int = 1 << 30
    connect: float = 20
    deadline: float = 15 * 60
    redirects: int = 5
    attempts: int = 5
    first_wait: float = 2
    longest_wait: float = 60


BOUNDS = Bounds()
UNCONDITIONAL = Validators(etag=None, last_modified=None)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was downloaded.

    A body that was packed for the way (`Content-Encoding: gzip`) is unpacked
    again: file, digest and size are those of the list itself. A list that is
    published as an archive stays one.

    Args:
        path: a new file; whoever asked for it moves or removes it.
        sha256: digest of its bytes.
        size: how many bytes that is.
        etag: as sent.
        last_modified: as sent.
        published_on: day (ISO) of `last_modified`, None where that is no date.
    """

    path: Path
    sha256: str
    size: int
    etag: str | None
    last_modified: str | None
    published_on: str | None


def download(
    address: str,
    folder: Path,
    *,
    known: Validators | None = None,
    user_agent: str | None = None,
    patience: float = 60,
    say_progress: Progress | None = None,
    bounds: Bounds = BOUNDS,
) -> Fetched | None:
    """Download a file to a folder, unless it is still as known.

    Lost connections, silence, half a body and the answers 429 and 5xx are tried
    again after a pause; a server may say how long it should be.

    Args:
        address: where it is, an https address.
        folder: where the file is written; made where it is missing.
        known: what the server said of the state at hand, None to download it in
            any case.
        user_agent: what the server is told, where it refuses others.
        patience: seconds until the answer begins, and between two pieces of it.
        say_progress: told the bytes received so far, as sent, and those
            announced; a further attempt begins at nought.
        bounds: how far it may go.

    Returns:
        The file, or None where it is still as known.

    Raises:
        FetchError: it could not be downloaded; nothing is left in the folder.
    """
    import stamina  # late, as httpx2 is: a look-up fetches nothing

    known = known or UNCONDITIONAL
    sent = headers(etag=known.etag, last_modified=known.last_modified, user_agent=user_agent)
    ends = monotonic() + bounds.deadline
    fetch = _Download(parsed(address), folder, sent, patience, say_progress, bounds, ends)
    attempts = stamina.retry_context(
        on=_again,
        attempts=bounds.attempts,
        timeout=bounds.deadline,
        wait_initial=bounds.first_wait,
        wait_max=bounds.longest_wait,
        wait_jitter=bounds.first_wait / 2,
    )
    tried = 0
    try:
        with unlogged():
            for attempt in attempts:
                tried = attempt.num
                with attempt:
                    return fetch.attempt()
    except Passing as error:
        times = "once" if tried == 1 else f"{tried} times"
        raise FetchError(f"{error}; tried {times}, try again later") from error
    raise AssertionError("the last attempt returns or raises")


def _again(error: Exception) -> bool | float:
    """Whether to try again: not at all, after the usual pause, or after so many seconds."""
    if not isinstance(error, Passing):
        return False
    return True if error.wait is None else error.wait


@dataclass(frozen=True, slots=True)
class _Download:
    """All attempts at one file."""

    url: "URL"
    folder: Path
    headers: dict[str, str]
    patience: float
    say_progress: Progress | None
    bounds: Bounds
    ends: float

    @property
    def at(self) -> str:
        return shown(self.url)

    def attempt(self) -> Fetched | None:
        import httpx2

        left = self._time_left()
        patience, connect = min(self.patience, left), min(self.bounds.connect, left)
        try:
            with (
                new_client(self.headers, patience=patience, connect=connect) as client,
                self._answer(client) as response,
            ):
                return self._fetched(response)
        except httpx2.ConnectTimeout as error:
            self._time_left()
            raise Passing(f"{self.at}: no connection within {connect:g} s") from error
        except httpx2.TimeoutException as error:
            self._time_left()
            raise Passing(f"{self.at}: no answer within {patience:g} s") from error
        except httpx2.TransportError as error:
            if is_untrusted(error):
                raise FetchError(
                    f"{self.at}: the server's certificate is not to be trusted ({error}); "
                    "nothing was downloaded"
                ) from error
            reason = str(error) or type(error).__name__
            raise Passing(f"{self.at}: the connection failed ({reason})") from error

    @contextmanager
    def _answer(self, client: "Client") -> Iterator["Response"]:
        """The answer at the end of the redirects, its body not yet read."""
        request, seen = client.build_request("GET", self.url), {self.url}
        response = client.send(request, stream=True)
        try:
            while (following := response.next_request) is not None:
                response.close()
                self._check_redirect(response.url, following.url, seen)
                seen.add(following.url)
                response = client.send(following, stream=True)
            yield response
        finally:
            response.close()

    def _check_redirect(self, before: "URL", after: "URL", seen: set["URL"]) -> None:
        self._time_left()
        check_redirect(self.url, before, after)
        if after in seen:
            raise FetchError(f"{shown(before)}: redirects in a circle, to {shown(after)}")
        if len(seen) > self.bounds.redirects:
            raise FetchError(
                f"{self.at}: redirects more than {self.bounds.redirects} times, "
                f"the last to {shown(after)}"
            )

    def _fetched(self, response: "Response") -> Fetched | None:
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            if not self.headers.keys() & CONDITIONS:
                raise FetchError(
                    f"{self.at}: answered that nothing has changed (304), which was not asked"
                )
            return None
        check_status(
            self.at,
            response.status_code,
            retry_after=response.headers.get("Retry-After"),
            longest=self.bounds.longest_wait,
        )
        written = self._written(response)
        last_modified = response.headers.get("Last-Modified")
        return Fetched(
            path=written.path,
            sha256=written.sha256,
            size=written.size,
            etag=response.headers.get("ETag"),
            last_modified=last_modified,
            published_on=day_of(last_modified),
        )

    def _written(self, response: "Response") -> Written:
        pieces = self._pieces(response)
        packing = response.headers.get("Content-Encoding", "").strip().lower()
        if packing in PACKINGS:
            pieces = gunzipped(pieces)
        elif packing not in ("", "identity"):
            raise FetchError(
                f"{self.at}: packed in a way that was not asked for ({packing!r}); "
                "download it in a browser and import the file"
            )
        try:
            return write(pieces, self.folder, at=self.at, limit=self.bounds.size)
        except (EOFError, zlib.error) as error:
            raise Passing(f"{self.at}: half a body, its packing is torn ({error})") from error

    def _pieces(self, response: "Response") -> Iterator[bytes]:
        """The body as sent, as long as it keeps to the bounds and is whole."""
        import httpx2

        length, came = response.headers.get("Content-Length", ""), 0
        announced = int(length) if length.isdecimal() else None
        if announced is not None and announced > self.bounds.size:
            raise too_large(self.at, self.bounds.size)
        try:
            for piece in response.iter_raw():
                self._time_left()
                came += len(piece)
                if came > self.bounds.size:
                    raise too_large(self.at, self.bounds.size)
                if self.say_progress is not None:
                    self.say_progress(came, announced)
                yield piece
        except httpx2.TransportError as error:
            self._time_left()
            raise self._half(came, announced) from error
        if announced is not None and came != announced:
            raise self._half(came, announced)

    def _half(self, came: int, announced: int | None) -> Passing:
        of = "" if announced is None else f" of {announced:,}"
        return Passing(f"{self.at}: half a body, {came:,}{of} bytes came")

    def _time_left(self) -> float:
        left = self.ends - monotonic()
        if left <= 0:
            within = f"{self.bounds.deadline:g} s"
            raise FetchError(f"{self.at}: not downloaded within {within}; try again later")
        return left
