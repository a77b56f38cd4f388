"""A server on this machine that answers as each test tells it to."""

import shutil
import ssl
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    server: "Server"

    def do_GET(self) -> None:
        with self.server.turn:
            self.server.asked.append((self.path, dict(self.headers.items())))
            answers = self.server.pages.get(self.path, self.server.answers)
            # the last one is given again and again
            answer = answers.popleft() if len(answers) > 1 else answers[0]
        answer(self)

    def log_message(self, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Answers with `answers` one after the other, or with those of a page of its own."""

    daemon_threads = False  # closing it waits for them, so that no socket stays open

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.host = f"http://127.0.0.1:{self.server_port}"
        self.turn = threading.Lock()
        self.answers: deque[Answer] = deque()
        self.pages: dict[str, deque[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def address(self) -> str:
        return f"{self.host}/list.xml?token=secret"

    def says(self, *answers: Answer) -> None:
        self.answers = deque(answers)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: that a client hangs up is what some tests are about."""


def answer(
    body: bytes = b"", status: int = 200, length: int | None = None, **headers: str
) -> Answer:
    """An answer; `length` announces another number of bytes than are sent."""

    def give(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        for name, text in headers.items():
            handler.send_header(name.replace("_", "-"), text)
        handler.end_headers()
        handler.wfile.write(body)

    return give


def redirect(address: str, status: int = 302) -> Answer:
    return answer(status=status, Location=address)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Server() as server, serving(server):
        yield server


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine that nobody signed, with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    command = (
        f"{openssl} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 "
        f"-subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout {path} -out {path}.1"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    with path.open("ab") as both:
        both.write(path.with_name(f"{path.name}.1").read_bytes())
    return path


@pytest.fixture
def secure_server(server: Server, certificate: Path) -> Iterator[Server]:
    """Another one, over https."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Server() as secure:
        secure.host = f"https://localhost:{secure.server_port}"
        secure.socket = context.wrap_socket(secure.socket, server_side=True)
        with serving(secure):
            yield secure


@contextmanager
def serving(server: Server) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
