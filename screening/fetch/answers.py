"""What a server's answer means: go on, try again later, or give up."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from screening.errors import FetchError

PHRASES = {status.value: status.phrase for status in HTTPStatus}
BROWSER = "download it in a browser and import the file"
MOVED = "the list may have moved: look for it at the issuer"
ADVICE = {401: BROWSER, 403: BROWSER, 404: MOVED, 410: MOVED, 451: BROWSER}


class Passing(FetchError):
    """What may go well when it is tried again.

    Args:
        message: what went wrong.
        wait: seconds after which to try, None for the usual pause.
    """

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def check_status(at: str, status: int, *, retry_after: str | None, longest: float) -> None:
    """See to it that a list was sent.

    Args:
        at: the address that was asked.
        status: of the answer.
        retry_after: how long the server asks to wait, as sent.
        longest: seconds that are waited at most.

    Raises:
        Passing: the server is busy or broken.
        FetchError: it sent no list and will not.
    """
    if status == HTTPStatus.OK:
        return
    message = f"{at}: answered {status} {PHRASES.get(status, '')}".rstrip()
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        asked = _asked_wait(retry_after)
        raise Passing(message, None if asked is None else min(asked, longest))
    advice = ADVICE.get(status)
    raise FetchError(message if advice is None else f"{message}; {advice}")


def day_of(text: str | None) -> str | None:
    """The day (ISO) of a date as HTTP gives it, None where it is none."""
    moment = _moment(text)
    return None if moment is None else moment.date().isoformat()


def _asked_wait(text: str | None) -> float | None:
    """Seconds to wait, given as such or as the time when they end."""
    if text is not None and text.isascii() and text.isdecimal():
        return float(text)
    until = _moment(text)
    return None if until is None else max(0.0, (until - datetime.now(UTC)).total_seconds())


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
