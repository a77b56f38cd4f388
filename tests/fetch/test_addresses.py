import httpx2
import pytest

from screening.errors import FetchError
from screening.fetch.addresses import check_redirect, is_local, parsed, shown


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:8080/list.xml", True),
        ("http://127.9.9.9/", True),
        ("http://[::1]/", True),
        ("http://localhost/", True),
        ("https://localhost/", False),  # needs no exception
        ("http://localhost.lists.example/", False),
        ("http://127.0.0.1.lists.example/", False),
        ("http://127.0.0.1@lists.example/", False),
        ("http://0.0.0.0/", False),
        ("http://lists.example/", False),
        ("ftp://localhost/", False),
    ],
)
def test_only_this_machine_is_this_machine(address: str, local: bool) -> None:
    assert is_local(httpx2.URL(address)) is local


@pytest.mark.parametrize("address", ["https://lists.example/a.xml", "http://localhost/a.xml"])
def test_https_and_this_machine_may_be_asked(address: str) -> None:
    assert str(parsed(address)) == address


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://lists.example/a.xml?key=hidden", "http://lists.example/a.xml: lists are"),
        ("ftp://lists.example/a.xml?key=hidden", "ftp://lists.example/a.xml: lists are"),
        ("lists.example/a.xml?key=hidden", "cannot be understood"),
        ("/home/lists/a.xml", "cannot be understood"),
        ("https://lists.example:port/a.xml?key=hidden", "cannot be understood"),
        ("https://", "cannot be understood"),
        ("", "cannot be understood"),
    ],
)
def test_no_other_address_is_asked(address: str, said: str) -> None:
    with pytest.raises(FetchError) as caught:
        parsed(address)
    assert said in str(caught.value)
    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize(
    ("first", "before", "after", "allowed"),
    [
        ("https://a.example/", "https://a.example/", "https://b.example/", True),
        ("https://a.example/", "https://b.example/", "http://a.example/", False),
        ("https://a.example/", "https://a.example/", "http://127.0.0.1/", False),
        ("https://a.example/", "https://a.example/", "ftp://a.example/", False),
        ("http://localhost/", "http://localhost/", "http://127.0.0.1/", True),
        ("http://localhost/", "http://localhost/", "https://a.example/", True),
        ("http://localhost/", "https://a.example/", "http://a.example/", False),
    ],
)
def test_a_redirect_leads_to_https_or_stays_on_this_machine(
    first: str, before: str, after: str, allowed: bool
) -> None:
    urls = [httpx2.URL(address) for address in (first, before, after)]

    if allowed:
        check_redirect(*urls)
    else:
        with pytest.raises(FetchError, match="which is not an https address") as caught:
            check_redirect(*urls)
        assert str(caught.value).startswith(f"{before}: redirects to {after}, ")


def test_an_address_is_shown_without_what_opens_it() -> None:
    url = httpx2.URL("https://user:password@lists.example:8443/a%20b/list.xml?key=1#part")

    assert shown(url) == "https://lists.example:8443/a%20b/list.xml"


def test_what_is_shown_cannot_move_the_cursor() -> None:
    assert shown(httpx2.URL("https://lists.example/%1b[2J")) == "https://lists.example/%1b[2J"
