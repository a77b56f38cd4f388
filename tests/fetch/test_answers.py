from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from screening.fetch.answers import Passing, check_status

AN_HOUR_AGO = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)
IN_AN_HOUR = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        (None, None),
        ("7", 7),
        ("0", 0),
        ("3600", 60),
        ("9" * 400, 60),
        ("-5", None),
        ("²", None),
        ("soon", None),
        ("", None),
        (AN_HOUR_AGO, 0),
        (IN_AN_HOUR, 60),
    ],
)
def test_a_server_says_how_long_to_wait_up_to_a_minute(
    asked: str | None, wait: float | None
) -> None:
    with pytest.raises(Passing) as caught:
        check_status("an address", 503, retry_after=asked, longest=60)
    assert caught.value.wait == wait
