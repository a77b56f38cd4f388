import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from screening.cli.output import Exit
from tests.cli.conftest import Process, Run
from tests.cli.lists.conftest import LOOSE


class Handler(BaseHTTPRequestHandler):
    pages: dict[str, bytes]

    def do_GET(self) -> None:
        body = self.pages.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def pages(own: Run, march: Path, tmp_path: Path) -> Iterator[dict[str, bytes]]:
    """What a server on this machine has; the UN's list is looked for there."""
    found = {"/consolidated.xml": march.read_bytes()}
    handler = type("Own", (Handler,), {"pages": found})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{server.server_port}"
        addresses = (
            f'[addresses]\nun-sc = "{host}/consolidated.xml"\nch-seco = "{host}/none.xml"\n'
        )
        (tmp_path / "screening.toml").write_text(LOOSE + addresses, encoding="utf-8")
        yield found
        server.shutdown()


@pytest.mark.usefixtures("pages")
def test_a_list_is_downloaded_and_the_next_look_up_need_not_wait(
    process: Process, tmp_path: Path
) -> None:
    done = process("lists", "update", "un-sc", "--json")

    told = json.loads(done.stdout)
    assert (told["state"], told["added"], told["failure"]) == ("active", 3, None)
    assert "un-sc: downloading" in done.stderr
    assert done.returncode == Exit.CLEAR
    assert list((tmp_path / "data" / "index").glob("*.idx"))


@pytest.mark.usefixtures("pages")
def test_one_that_fails_does_not_stop_the_others(own: Run) -> None:
    done = own("lists", "update", "ch-seco", "ca-gac", "un-sc", "--json")

    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["state"] for each in told] == ["failed", "failed", "active"]
    assert len({tuple(each) for each in map(sorted, told)}) == 1
    assert "404" in told[0]["failure"]
    assert done.exit_code == Exit.FAILED
    assert "ch-seco: " in done.stderr


@pytest.mark.usefixtures("pages")
def test_a_failure_is_told_by_the_status_until_it_is_mended(
    own: Run, pages: dict[str, bytes]
) -> None:
    own("lists", "update", "un-sc")
    whole = pages.pop("/consolidated.xml")
    failed = own("lists", "update", "un-sc")
    status = own("lists")
    look_up = own("Arvid Kellermund")
    pages["/consolidated.xml"] = whole
    own("lists", "update")

    assert failed.exit_code == Exit.FAILED
    assert "state\tfailed" in failed.stdout
    assert "\tfailing\t" in status.stdout
    assert "downloads fail since" in status.stderr
    assert "downloads fail since" in look_up.stderr
    assert "failing" not in own("lists").stdout


def test_a_quarantined_update_ends_with_5(
    own: Run, pages: dict[str, bytes], may: Path, tmp_path: Path
) -> None:
    own("lists", "update", "un-sc")
    settings = tmp_path / "screening.toml"
    strict = settings.read_text(encoding="utf-8").replace("shrink = 1.0", "shrink = 0.3")
    settings.write_text(strict, encoding="utf-8")
    pages["/consolidated.xml"] = may.read_bytes()

    assert own("lists", "update", "un-sc").exit_code == Exit.LISTS_UNFIT


def test_a_list_that_nobody_knows_is_refused_before_anything_is_done(own: Run) -> None:
    done = own("lists", "update", "un-sc", "nobody")

    assert done.exit_code == Exit.USAGE
    assert "no list is called 'nobody'" in done.stderr
    assert done.stdout == ""
