"""A site on loopback that notes what it is asked, and when."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pytest

_PAGE = "<html><head><title>通报</title></head><body><p>某局关于巡察整改进展情况的通报</p></body></html>"


class Asked(NamedTuple):
    """One request: its path, its agent, and when it came."""

    path: str
    agent: str
    at: float


class Site:
    """What the site answers by path, and what it was asked; a path may have several answers, one after another."""

    PAGE = _PAGE

    def __init__(self) -> None:
        self.answers: dict[str, list[tuple[int, dict[str, str], bytes]]] = {}
        self.asked: list[Asked] = []
        self.at_once = self.most_at_once = 0
        self.takes = 0.0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, path: str, body: str | bytes = _PAGE, status: int = 200, **headers: str) -> str:
        """Add an answer for a path, and return its address."""
        data = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": "text/html; charset=utf-8"} | {
            name.replace("_", "-"): v for name, v in headers.items()
        }
        self.answers.setdefault(path, []).append((status, named, data))
        return self.url + path

    def times(self) -> Counter[str]:
        """Return how often each path was asked for."""
        return Counter(asked.path for asked in self.asked)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with site._lock:
                    site.asked.append(Asked(self.path, self.headers["User-Agent"], time.monotonic()))
                    site.at_once += 1
                    site.most_at_once = max(site.most_at_once, site.at_once)
                    answers = site.answers.get(self.path, [(404, {}, b"")])
                    status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
                time.sleep(site.takes)
                with site._lock:
                    site.at_once -= 1
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with suppress(ConnectionError):  # who asks may hang up
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    """Yield a site without a robots.txt."""
    served = Site()
    yield served
    served.close()


@pytest.fixture
def other() -> Iterator[Site]:
    """Yield another site."""
    served = Site()
    yield served
    served.close()


@pytest.fixture
def gone() -> Site:
    """Return a site that does not answer any more."""
    served = Site()
    served.close()
    return served
