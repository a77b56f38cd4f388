import gzip
import hashlib
import logging
import socket
import subprocess
import sys
import time
import zlib
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import stamina

from screening.errors import FetchError
from screening.fetch.download import Bounds, Fetched, Validators, download
from screening.version import VERSION
from tests.fetch.conftest import Answer, Handler, Server, answer, redirect

LIST = b"<list>" + b"<entry>Arvid Kellermund</entry>" * 500 + b"</list>"
KNOWN = Validators(etag='"v1"', last_modified="Sat, 31 Jan 2026 23:30:00 GMT")
BOUNDS: dict[str, Any] = {"attempts": 3, "first_wait": 0, "longest_wait": 0.05}


@pytest.fixture
def fetch(server: Server, tmp_path: Path) -> Callable[..., Fetched | None]:
    """Downloads from the server to `tmp_path`; pauses are short."""

    def fetch(**given: Any) -> Fetched | None:
        bounds = Bounds(**BOUNDS | given.pop("bounds", {}))
        return download(given.pop("address", server.address), tmp_path, bounds=bounds, **given)

    return fetch


@pytest.fixture
def refusal(fetch: Callable[..., Fetched | None], tmp_path: Path) -> Callable[..., str]:
    """What a download that has to fail says; that nothing is left is checked too."""

    def refusal(**given: Any) -> str:
        with pytest.raises(FetchError) as caught:
            fetch(**given)
        assert list(tmp_path.iterdir()) == []
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return refusal


Fetch = Callable[..., Fetched | None]
Refusal = Callable[..., str]


def chunked(*chunks: bytes, **headers: str) -> Answer:
    def give(handler: Handler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        for name, text in headers.items():
            handler.send_header(name.replace("_", "-"), text)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.send_header("Connection", "close")
        handler.end_headers()
        for chunk in (*chunks, b""):
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))

    return give


def drip(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(500):
        handler.wfile.write(b".")
        time.sleep(0.01)


def silence(handler: Handler) -> None:
    time.sleep(0.2)


def hang_up(handler: Handler) -> None:
    pass


def test_a_list_is_written_hashed_and_described(server: Server, fetch: Fetch) -> None:
    server.says(answer(LIST, ETag='W/"v1"', Last_Modified="Sat, 31 Jan 2026 23:30:00 GMT"))

    fetched = fetch()

    assert fetched is not None
    assert fetched.path.read_bytes() == LIST
    assert fetched == Fetched(
        path=fetched.path,
        sha256=hashlib.sha256(LIST).hexdigest(),
        size=len(LIST),
        etag='W/"v1"',
        last_modified="Sat, 31 Jan 2026 23:30:00 GMT",
        published_on="2026-01-31",
    )


@pytest.mark.parametrize(
    ("last_modified", "day"),
    [
        ("Sun, 01 Feb 2026 00:30:00 +0100", "2026-01-31"),
        ("Sat, 31 Jan 2026 23:30:00 -0000", "2026-01-31"),
        ("yesterday", None),
        ("Sat, 31 Jan 99999 23:30:00 GMT", None),
    ],
)
def test_the_day_is_that_of_last_modified_where_it_is_a_date(
    server: Server, fetch: Fetch, last_modified: str, day: str | None
) -> None:
    server.says(answer(LIST, Last_Modified=last_modified))

    fetched = fetch()

    assert fetched is not None
    assert (fetched.last_modified, fetched.published_on) == (last_modified, day)


def test_what_the_server_does_not_say_stays_empty(server: Server, fetch: Fetch) -> None:
    server.says(answer(LIST))

    fetched = fetch()

    assert fetched is not None
    assert (fetched.etag, fetched.last_modified, fetched.published_on) == (None, None, None)


def test_the_server_is_told_the_program_and_no_more(server: Server, fetch: Fetch) -> None:
    server.says(answer(LIST))

    fetch()

    (_, headers) = server.asked[0]
    assert headers.pop("User-Agent") == f"screening/{VERSION}"
    assert headers.keys() == {"Host", "Accept", "Accept-Encoding", "Connection"}


def test_a_server_that_refuses_others_is_told_what_it_wants(
    server: Server, fetch: Fetch
) -> None:
    server.says(answer(LIST))

    fetch(user_agent="Mozilla/5.0")

    assert server.asked[0][1]["User-Agent"] == "Mozilla/5.0"


def test_the_folder_is_made(server: Server, fetch: Fetch, tmp_path: Path) -> None:
    server.says(answer(LIST))

    fetched = download(server.address, tmp_path / "data" / "lists")

    assert fetched is not None
    assert fetched.path.parent == tmp_path / "data" / "lists"


def test_progress_counts_what_was_sent_against_what_was_announced(
    server: Server, fetch: Fetch
) -> None:
    server.says(answer(LIST))
    said: list[tuple[int, int | None]] = []

    fetch(say_progress=lambda came, total: said.append((came, total)))

    assert said[-1] == (len(LIST), len(LIST))
    assert said == sorted(said)


def test_progress_of_a_list_of_unknown_length_has_no_total(
    server: Server, fetch: Fetch
) -> None:
    server.says(chunked(LIST[:100], LIST[100:]))
    said: list[tuple[int, int | None]] = []

    fetched = fetch(say_progress=lambda came, total: said.append((came, total)))

    assert fetched is not None
    assert fetched.path.read_bytes() == LIST
    assert said[-1] == (len(LIST), None)


# still as known


def test_a_list_that_is_as_known_is_not_downloaded(
    server: Server, fetch: Fetch, tmp_path: Path
) -> None:
    server.says(answer(status=304))

    assert fetch(known=KNOWN) is None
    assert server.asked[0][1]["If-None-Match"] == KNOWN.etag
    assert server.asked[0][1]["If-Modified-Since"] == KNOWN.last_modified
    assert list(tmp_path.iterdir()) == []


def test_a_changed_list_is_downloaded(server: Server, fetch: Fetch) -> None:
    server.says(answer(LIST, ETag='"v2"'))

    fetched = fetch(known=KNOWN)

    assert fetched is not None
    assert fetched.etag == '"v2"'


def test_the_question_follows_a_redirect(server: Server, fetch: Fetch) -> None:
    server.says(redirect("/bucket/list.xml"))
    server.pages["/bucket/list.xml"] = deque([answer(status=304)])

    assert fetch(known=KNOWN) is None
    assert server.asked[1][1]["If-None-Match"] == KNOWN.etag


@pytest.mark.parametrize("known", [None, Validators(None, None), Validators("", None)])
def test_unchanged_is_no_answer_to_who_did_not_ask(
    server: Server, refusal: Refusal, known: Validators | None
) -> None:
    server.says(answer(status=304))

    assert "nothing has changed (304), which was not asked" in refusal(known=known)
    assert len(server.asked) == 1


def test_a_validator_that_cannot_be_sent_back_is_left_out(server: Server, fetch: Fetch) -> None:
    server.says(answer(LIST))

    fetch(known=Validators(etag='"façade"', last_modified="to\r\nX-Other: day"))

    assert not server.asked[0][1].keys() & {"If-None-Match", "If-Modified-Since", "X-Other"}


# tried again


@pytest.mark.parametrize(
    "first",
    [
        answer(status=429, Retry_After="3600"),
        answer(status=503, Retry_After="Fri, 31 Dec 2100 23:59:59 GMT"),
        answer(status=503, Retry_After="soon"),
        answer(status=500),
        answer(LIST[:-10], length=len(LIST)),
        answer(gzip.compress(LIST)[:-10], Content_Encoding="gzip"),
        chunked(LIST, Content_Length=str(len(LIST) - 1)),
        hang_up,
        silence,
    ],
    ids=(
        "busy until-then busy-for-a-while broken half-a-body half-a-packing "
        "lengths-that-differ hangs-up silent"
    ).split(),
)
def test_what_may_pass_is_tried_again(server: Server, fetch: Fetch, first: Answer) -> None:
    server.says(first, answer(LIST))

    fetched = fetch(patience=0.1)

    assert fetched is not None
    assert fetched.path.read_bytes() == LIST
    assert len(server.asked) == 2


def test_nothing_is_left_of_the_attempts_before(
    server: Server, fetch: Fetch, tmp_path: Path
) -> None:
    server.says(answer(LIST[:-10], length=len(LIST)), answer(LIST))

    fetched = fetch()

    assert fetched is not None
    assert list(tmp_path.iterdir()) == [fetched.path]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answer(status=429), "answered 429 Too Many Requests; tried 3 times"),
        (answer(status=500), "answered 500 Internal Server Error; tried 3 times"),
        (answer(b"1234", length=10), "half a body, 4 of 10 bytes came; tried 3 times"),
        (answer(length=10), "half a body, 0 of 10 bytes came; tried 3 times"),
        (
            chunked(b"1234", Content_Length="3"),
            "half a body, 4 of 3 bytes came; tried 3 times",
        ),
        (
            answer(gzip.compress(LIST)[:-10], Content_Encoding="gzip"),
            "half a body, its packing is torn (the packed body ends too early); tried 3",
        ),
        (answer(LIST, Content_Encoding="gzip"), "half a body, its packing is torn (Error -3"),
        (hang_up, "the connection failed (Server disconnected"),
        (silence, "no answer within 0.1 s; tried 3 times"),
    ],
)
def test_what_does_not_pass_is_told_in_the_end(
    server: Server, refusal: Refusal, given: Answer, said: str
) -> None:
    server.says(given)

    message = refusal(patience=0.1)

    assert message.startswith(f"{server.host}/list.xml: {said}")
    assert len(server.asked) == 3


def test_one_attempt_can_be_all(server: Server, refusal: Refusal) -> None:
    server.says(answer(status=500))

    assert "; tried once, " in refusal(bounds={"attempts": 1})


def test_a_server_that_is_not_there_is_tried_again(refusal: Refusal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    message = refusal(address=f"http://127.0.0.1:{port}/list.xml")

    assert "the connection failed" in message
    assert "tried 3 times" in message


def test_a_server_waits_no_longer_than_is_sensible(
    server: Server, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    stamina.instrumentation.set_on_retry_hooks([lambda told: waited.append(told.wait_for)])
    server.says(answer(status=429, Retry_After="3600"), answer(LIST))
    try:
        fetch(bounds={"longest_wait": 0.03})
    finally:
        stamina.instrumentation.set_on_retry_hooks(None)

    assert waited == [pytest.approx(0.03)]


# given up


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answer(status=403), "answered 403 Forbidden; download it in a browser and import"),
        (answer(status=404), "answered 404 Not Found; the list may have moved"),
        (answer(status=400), "answered 400 Bad Request"),
        (answer(LIST, status=206), "answered 206 Partial Content"),
        (answer(status=302), "answered 302 Found"),
        (answer(status=499), "answered 499"),
        (answer(), "answered with nothing"),
        (chunked(), "answered with nothing"),
        (answer(gzip.compress(b""), Content_Encoding="gzip"), "answered with nothing"),
        (answer(Content_Encoding="gzip"), "answered with nothing"),
        (answer(LIST, Content_Encoding="br"), "packed in a way that was not asked for ('br')"),
        (answer(length=(1 << 30) + 1), "more than 1,073,741,824 bytes, which no list has"),
    ],
)
def test_what_will_not_pass_is_told_at_once(
    server: Server, refusal: Refusal, given: Answer, said: str
) -> None:
    server.says(given)

    assert refusal().startswith(f"{server.host}/list.xml: {said}")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><title>Maintenance</title>",
        b"\xef\xbb\xbf\r\n <HTML lang='en'>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
        b"<!-- saved --><!-- twice -->\n<html>",
        b"<head><title>Maintenance</title></head>",
    ],
)
def test_a_web_page_is_no_list(server: Server, refusal: Refusal, page: bytes) -> None:
    server.says(answer(page))

    assert "answered with a web page in place of the list" in refusal()
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "body",
    [
        b'<?xml version="1.0"?><!-- html --><headline>html</headline>',
        b"name;note\nNordlys;<html>\n",
        b"<htmlList/>",
        b"<!-- html",
    ],
)
def test_a_list_may_speak_of_web_pages(server: Server, fetch: Fetch, body: bytes) -> None:
    server.says(answer(body))

    assert fetch() is not None


def test_a_notice_of_nothing_but_comments_takes_no_time(server: Server, fetch: Fetch) -> None:
    server.says(answer(b"<!---->" * 10_000))
    begun = time.monotonic()

    fetch()

    assert time.monotonic() - begun < 1


# size and time


def test_a_body_is_stopped_where_it_grows_beyond_the_limit(
    server: Server, refusal: Refusal
) -> None:
    server.says(chunked(LIST, LIST))

    message = refusal(bounds={"size": len(LIST) + 1})

    assert f"more than {len(LIST) + 1:,} bytes, which no list has; refused" in message
    assert len(server.asked) == 1


def test_a_body_may_be_as_large_as_the_limit(server: Server, fetch: Fetch) -> None:
    server.says(answer(LIST))

    assert fetch(bounds={"size": len(LIST)}) is not None


def test_a_body_is_stopped_where_it_unpacks_beyond_the_limit(
    server: Server, refusal: Refusal
) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    server.says(answer(bomb, Content_Encoding="gzip"))

    assert "more than 2,000,000 bytes" in refusal(bounds={"size": 2_000_000})


def test_packing_without_an_end_and_without_content_is_stopped(
    server: Server, refusal: Refusal
) -> None:
    server.says(chunked(gzip.compress(b"") * 100, Content_Encoding="gzip"))

    assert "more than 1,000 bytes" in refusal(bounds={"size": 1000})


def test_a_slow_drip_ends_with_the_time_for_all_of_it(server: Server, refusal: Refusal) -> None:
    server.says(drip)
    begun = time.monotonic()

    message = refusal(bounds={"deadline": 0.2})

    assert message == (f"{server.host}/list.xml: not downloaded within 0.2 s; try again later")
    assert time.monotonic() - begun < 1
    assert len(server.asked) == 1


def test_silence_ends_with_the_time_for_all_of_it(server: Server, refusal: Refusal) -> None:
    server.says(silence)

    assert "not downloaded within 0.1 s" in refusal(bounds={"deadline": 0.1}, patience=60)


def test_the_next_attempt_does_not_begin_after_the_time_for_all(
    server: Server, refusal: Refusal
) -> None:
    server.says(answer(status=429, Retry_After="3600"))

    refusal(bounds={"deadline": 0.1, "longest_wait": 0.15})

    assert len(server.asked) == 1


# packed for the way


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP"])
def test_what_was_packed_for_the_way_is_unpacked(
    server: Server, fetch: Fetch, coding: str
) -> None:
    packed = gzip.compress(LIST)
    server.says(answer(packed, Content_Encoding=coding, ETag='"v1-gzip"'))
    said: list[tuple[int, int | None]] = []

    fetched = fetch(say_progress=lambda came, total: said.append((came, total)))

    assert fetched is not None
    assert server.asked[0][1]["Accept-Encoding"] == "gzip"
    assert fetched.path.read_bytes() == LIST
    assert (fetched.size, fetched.etag) == (len(LIST), '"v1-gzip"')
    assert said[-1] == (len(packed), len(packed))


def test_several_packings_one_after_the_other_are_one_body(
    server: Server, fetch: Fetch
) -> None:
    packed = gzip.compress(LIST[:100]) + gzip.compress(LIST[100:])
    server.says(chunked(packed[:7], packed[7:60], packed[60:], Content_Encoding="gzip"))

    fetched = fetch()

    assert fetched is not None
    assert fetched.path.read_bytes() == LIST


def test_a_body_with_another_check_sum_is_torn(server: Server, refusal: Refusal) -> None:
    packed = bytearray(gzip.compress(LIST))
    packed[-8:-4] = zlib.crc32(b"another").to_bytes(4, "little")
    server.says(answer(bytes(packed), Content_Encoding="gzip"))

    assert "its packing is torn" in refusal()


def test_what_lies_beyond_the_announced_length_is_no_part_of_a_body(
    server: Server, fetch: Fetch, refusal: Refusal
) -> None:
    """HTTP cannot tell such a body from a whole one; the sums of a packing can."""
    server.says(answer(gzip.compress(LIST), length=20, Content_Encoding="gzip"))
    assert "its packing is torn" in refusal()

    server.says(answer(LIST, length=20))
    fetched = fetch()
    assert fetched is not None
    assert fetched.path.read_bytes() == LIST[:20]


def test_a_list_that_is_an_archive_stays_one(server: Server, fetch: Fetch) -> None:
    archive = gzip.compress(LIST)
    server.says(answer(archive, Content_Type="application/gzip"))

    fetched = fetch()

    assert fetched is not None
    assert fetched.path.read_bytes() == archive


# redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(server: Server, fetch: Fetch, status: int) -> None:
    server.says(redirect(f"{server.host}/new/list.xml", status))
    server.pages["/new/list.xml"] = deque([redirect("list.csv?sign=1", status)])
    server.pages["/new/list.csv?sign=1"] = deque([answer(LIST, ETag='"v1"')])

    fetched = fetch()

    assert fetched is not None
    assert fetched.etag == '"v1"'
    assert [path for path, _ in server.asked] == [
        "/list.xml?token=secret",
        "/new/list.xml",
        "/new/list.csv?sign=1",
    ]


def hops(server: Server, count: int) -> str:
    """An address from which so many redirects lead to the list."""
    for number in range(count):
        after = f"/{number + 1}?sign=hidden"
        server.pages[f"/{number}?sign=hidden"] = deque([redirect(after)])
    server.pages[f"/{count}?sign=hidden"] = deque([answer(LIST)])
    return f"{server.host}/0?sign=hidden"


def test_five_redirects_are_followed(server: Server, fetch: Fetch) -> None:
    assert fetch(address=hops(server, 5)) is not None


def test_a_sixth_redirect_is_not_followed(server: Server, refusal: Refusal) -> None:
    assert refusal(address=hops(server, 6)) == (
        f"{server.host}/0: redirects more than 5 times, the last to {server.host}/6"
    )
    assert len(server.asked) == 6


def test_a_circle_of_redirects_names_both_addresses(server: Server, refusal: Refusal) -> None:
    server.says(redirect("/new?sign=hidden"))
    server.pages["/new?sign=hidden"] = deque([redirect("/list.xml?token=secret")])

    assert refusal() == (f"{server.host}/new: redirects in a circle, to {server.host}/list.xml")
    assert len(server.asked) == 2


@pytest.mark.parametrize("elsewhere", ["http://lists.example", "ftp://127.0.0.1", "file://"])
def test_a_redirect_to_what_is_not_https_names_both_addresses(
    server: Server, refusal: Refusal, elsewhere: str
) -> None:
    server.says(redirect(f"{elsewhere}/list.csv?sign=hidden"))

    message = refusal()

    assert message.startswith(f"{server.host}/list.xml: redirects to {elsewhere}")
    assert "/list.csv, which is not an https address" in message
    assert "hidden" not in message
    assert len(server.asked) == 1


def test_a_redirect_to_no_address_at_all_is_told(server: Server, refusal: Refusal) -> None:
    server.says(redirect("http://[::1:/list.csv?sign=hidden"))

    message = refusal()

    assert message.startswith(f"{server.host}/list.xml: ")
    assert "hidden" not in message


def test_no_cookie_is_taken_along(server: Server, fetch: Fetch) -> None:
    server.says(answer(status=302, Location="/b", Set_Cookie="a=b; Path=/"))
    server.pages["/b"] = deque([answer(LIST)])

    fetch()

    assert "Cookie" not in server.asked[1][1]


# https


def test_a_server_that_cannot_prove_who_it_is_is_not_asked(
    secure_server: Server, refusal: Refusal
) -> None:
    secure_server.says(answer(LIST))

    message = refusal(address=secure_server.address)

    said = "the server's certificate is not to be trusted"
    assert message.startswith(f"{secure_server.host}/list.xml: {said}")
    assert "tried" not in message
    assert secure_server.asked == []


def test_certificates_of_the_environment_are_trusted(
    secure_server: Server,
    fetch: Fetch,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    secure_server.says(answer(LIST))

    assert fetch(address=secure_server.address) is not None


def test_https_does_not_lead_to_this_machine_without_it(
    secure_server: Server,
    server: Server,
    refusal: Refusal,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    secure_server.says(redirect(server.address))
    server.says(answer(LIST))

    message = refusal(address=secure_server.address)

    assert f"redirects to {server.host}/list.xml, which is not an https address" in message
    assert server.asked == []


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ALL_PROXY", "ftp://user:password@proxy.example"),
        ("ALL_PROXY", "http://proxy.example:port"),
        ("SSL_CERT_FILE", "/nowhere/certificates.pem"),
        ("SSL_CERT_FILE", __file__),
    ],
)
def test_what_cannot_be_used_of_the_environment_is_named(
    server: Server,
    refusal: Refusal,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
) -> None:
    monkeypatch.setenv(variable, value)

    message = refusal()

    assert variable in message
    assert "password" not in message


# what is kept to itself


def test_neither_log_nor_message_shows_what_is_behind_the_question_mark(
    server: Server,
    refusal: Refusal,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    server.says(redirect("/signed?sign=hidden"))
    server.pages["/signed?sign=hidden"] = deque([answer(status=500)])

    message = refusal(address=server.address.replace("//", "//user:password@"))

    assert "HTTP Request" not in caplog.text
    told = message + caplog.text + "".join(capfd.readouterr())
    for word in ("secret", "hidden", "password"):
        assert word not in told


def test_what_others_log_is_theirs(
    server: Server, fetch: Fetch, caplog: pytest.LogCaptureFixture
) -> None:
    server.says(answer(LIST))
    fetch()

    with caplog.at_level(logging.INFO):
        logging.getLogger("httpx2").info("of another")

    assert caplog.messages == ["of another"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, BrokenPipeError])
def test_nothing_is_left_where_somebody_stops_it(
    server: Server, fetch: Fetch, tmp_path: Path, stop: type[BaseException]
) -> None:
    server.says(answer(LIST))

    def interrupt(came: int, total: int | None) -> None:
        raise stop

    with pytest.raises(stop):
        fetch(say_progress=interrupt)
    assert list(tmp_path.iterdir()) == []
    assert len(server.asked) == 1


def test_a_folder_that_cannot_be_written_is_named(
    server: Server,
    open_folder: Path,
    read_only: Callable[[Path], AbstractContextManager[None]],
) -> None:
    server.says(answer(LIST))

    with (
        read_only(open_folder),
        pytest.raises(FetchError, match=r"cannot be written \(Permission denied\)") as caught,
    ):
        download(server.address, open_folder)
    assert str(open_folder) in str(caught.value)
    assert len(server.asked) == 1


def test_who_fetches_nothing_does_not_wait_for_the_client() -> None:
    script = (
        "import sys, screening.fetch.download, screening.fetch.store;"
        "print(sorted({'httpx2', 'stamina', 'logging'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert done.stdout.strip() == "[]"
