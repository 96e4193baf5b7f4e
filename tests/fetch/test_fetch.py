"""Fetching from sites on loopback, and from nowhere else."""

import gzip
import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from textmine.errors import TextmineError
from textmine.fetch import fetch
from textmine.fetch.addresses import read_lines
from textmine.fetch.client import Manners, agent_of
from textmine.fetch.run import Fetched, Summary

QUICK = Manners(delay=0, tries=3, backoff=0.01, timeout=5)


def pages(folder: Path) -> list[tuple[str, int, str]]:
    """Return what the archives hold: address, status, text."""
    found = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all"):
                address = record.headers["WARC-Target-URI"]
                found.append((address, record.http_headers.status_code, record.reader.read().decode()))
    return found


def run(folder: Path, *urls: str, **options: object) -> tuple[Summary, list[Fetched]]:
    told: list[Fetched] = []
    return fetch(urls, folder, **({"manners": QUICK, "report": told.append} | options)), told  # type: ignore[arg-type]


def test_pages_lie_in_a_web_archive_as_they_were_sent(site: Any, tmp_path: Path) -> None:
    plain = site.answer("/a.html")
    packed = site.answer("/b.html", gzip.compress(site.PAGE.encode()), Content_Encoding="gzip")
    summary, told = run(tmp_path, plain, packed)
    assert pages(tmp_path) == [(plain, 200, site.PAGE), (packed, 200, site.PAGE)]
    assert (summary.fetched, summary.failed, [one.status for one in told]) == (2, 0, [200, 200])


def test_a_second_run_asks_for_what_is_new(site: Any, tmp_path: Path) -> None:
    first, missing = site.answer("/a.html"), f"{site.url}/none.html"
    run(tmp_path, first, missing)
    summary, _ = run(tmp_path, first, missing, second := site.answer("/b.html"))
    assert (summary.fetched, summary.before, summary.failed_before) == (1, 1, 1)
    assert site.times()["/a.html"] == site.times()["/none.html"] == 1
    assert [url for url, status, _ in pages(tmp_path) if status == 200] == [first, second]


def test_what_failed_is_asked_for_again_when_that_is_wanted(site: Any, tmp_path: Path) -> None:
    url = site.answer("/a.html", "", status=404)
    assert run(tmp_path, url)[0].failed == 1
    site.answers["/a.html"] = []
    site.answer("/a.html")
    assert run(tmp_path, url, retry_failed=True)[0].fetched == 1


@pytest.mark.parametrize(
    ("robots", "status", "taken"),
    [
        ("User-agent: *\nDisallow: /private/\n", 200, ["/a.html"]),
        ("User-agent: textmine\nDisallow: /\n\nUser-agent: *\nAllow: /\n", 200, []),
        ("User-agent: *\nDisallow: /*.html$\n", 200, []),
        ("", 404, ["/a.html", "/private/b.html"]),
        ("no rules at all \0\xff", 200, ["/a.html", "/private/b.html"]),
    ],
)
def test_robots_are_kept_to(site: Any, tmp_path: Path, robots: str, status: int, taken: list[str]) -> None:
    site.answer("/robots.txt", robots, status=status, Content_Type="text/plain")
    run(tmp_path, site.answer("/a.html"), site.answer("/private/b.html"))
    assert [asked.path for asked in site.asked if asked.path != "/robots.txt"] == taken
    assert site.times()["/robots.txt"] == 1


def test_a_site_whose_robots_cannot_be_had_is_left_for_another_run(site: Any, tmp_path: Path) -> None:
    site.answer("/robots.txt", "", status=503)
    url = site.answer("/a.html")
    summary, told = run(tmp_path, url)
    assert (summary.left, site.times()["/a.html"]) == (1, 0)
    assert "robots.txt cannot be had (status 503); 1 of its pages are left" in (told[0].failure or "")
    site.answers["/robots.txt"] = [(404, {}, b"")]
    assert run(tmp_path, url)[0].fetched == 1


def test_one_request_at_a_time_with_a_pause(site: Any, tmp_path: Path) -> None:
    site.takes = 0.02
    run(tmp_path, *(site.answer(f"/{n}.html") for n in range(4)), manners=QUICK._replace(delay=0.1))
    assert site.most_at_once == 1
    times = [asked.at for asked in site.asked]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.1


def test_sites_stand_side_by_side(site: Any, other: Any, tmp_path: Path) -> None:
    site.takes = other.takes = 0.1
    run(tmp_path, *(one.answer(f"/{n}.html") for n in range(3) for one in (site, other)))
    spans = [(one.asked[1].at, one.asked[-1].at) for one in (site, other)]
    assert max(start for start, _ in spans) < min(end for _, end in spans)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_site_is_asked_again(site: Any, tmp_path: Path, status: int) -> None:
    url = site.answer("/a.html", "", status=status)
    site.answer("/a.html")
    assert run(tmp_path, url)[0].fetched == 1
    assert site.times()["/a.html"] == 2


def test_a_site_that_asks_for_patience_gets_it(site: Any, tmp_path: Path) -> None:
    url = site.answer("/a.html", "", status=429, Retry_After="1")
    site.answer("/a.html")
    run(tmp_path, url)
    first, second = (asked.at for asked in site.asked if asked.path == "/a.html")
    assert second - first >= 1
    later = site.answer("/b.html", "", status=429, Retry_After="86400")
    assert "come back in 86,400 s" in (run(tmp_path, later)[1][0].failure or "")


def test_tries_come_to_an_end(site: Any, tmp_path: Path) -> None:
    summary, told = run(tmp_path, site.answer("/a.html", "", status=500))
    assert (summary.failed, told[0].failure, site.times()["/a.html"]) == (1, "status 500 in 3 tries", 3)


def test_a_silent_site_is_left_for_another_run(site: Any, tmp_path: Path) -> None:
    urls = [site.answer(f"/{n}.html", "", status=500) for n in range(8)]
    summary, told = run(tmp_path, *urls, manners=QUICK._replace(tries=1))
    assert (summary.failed, summary.left) == (5, 3)
    assert "no answer 5 times in a row; 3 of its pages are left" in (told[-1].failure or "")


def test_a_site_that_is_not_there_is_told(gone: Any, tmp_path: Path) -> None:
    summary, told = run(tmp_path, f"{gone.url}/a.html")
    assert summary.left == 1
    assert "robots.txt cannot be had (ConnectError)" in (told[0].failure or "")


def test_redirections_are_followed_to_other_sites_by_their_rules(site: Any, other: Any, tmp_path: Path) -> None:
    url = site.answer("/a.html", "", status=302, Location=other.answer("/b.html"))
    shut = site.answer("/c.html", "", status=301, Location=other.answer("/shut/d.html"))
    other.answer("/robots.txt", "User-agent: *\nDisallow: /shut/")
    _, told = run(tmp_path, url, shut)
    assert {one.url: one.status for one in told} == {url: 200, shut: None}
    assert [(address, status) for address, status, _ in pages(tmp_path)] == [
        (url, 302),
        (shut, 301),
        (f"{other.url}/b.html", 200),
    ]


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("/a.html", "more than 5 times"),
        ("file:///etc/passwd", "no address of the web"),
        ("http://[", "no address of the web"),
    ],
)
def test_redirections_that_lead_nowhere_fail(site: Any, tmp_path: Path, location: str, why: str) -> None:
    _, told = run(tmp_path, site.answer("/a.html", "", status=302, Location=location))
    assert why in (told[0].failure or "")


@pytest.mark.parametrize(
    "text", ["某局.html", "ftp://127.0.0.1/a", "http://", "http://127.0.0.1:99999/", "http://user:pw@127.0.0.1/"]
)
def test_what_is_no_address_fails_alone(site: Any, tmp_path: Path, text: str) -> None:
    summary, told = run(tmp_path, text, site.answer("/a.html"))
    assert (summary.fetched, summary.failed) == (1, 1)
    assert "not an address" in (told[0].failure or "")


def test_a_page_beyond_measure_is_not_read_to_its_end(
    site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textmine.fetch.client.MAX_BYTES", 1 << 20)
    _, told = run(tmp_path, site.answer("/a.html", b"x" * (3 << 20)))
    assert told[0].failure == "larger than 1 MB"


def test_sites_are_told_who_asks(site: Any, tmp_path: Path) -> None:
    run(tmp_path, site.answer("/a.html"), contact="mailto:study@example.org")
    assert {asked.agent for asked in site.asked} == {agent_of("mailto:study@example.org")}
    assert "(+mailto:study@example.org)" in site.asked[0].agent
    with pytest.raises(TextmineError, match="cannot carry"):
        agent_of("研究\r\nX: y")


def test_what_a_killed_run_left_half_is_cut_off(site: Any, tmp_path: Path) -> None:
    first, second = site.answer("/a.html"), site.answer("/b.html")
    run(tmp_path, first)
    with (tmp_path / "pages-00001.warc.gz").open("ab") as stream:
        stream.write(b"\x1f\x8b\x08half a record")
    with (tmp_path / "fetched.jsonl").open("ab") as stream:
        stream.write(b'{"url": "http')
    run(tmp_path, first, second)
    assert [url for url, *_ in pages(tmp_path)] == [first, second]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_stopped_goes_on_where_it_was(site: Any, tmp_path: Path, end: signal.Signals) -> None:
    urls = [site.answer(f"/{n}.html") for n in range(12)]
    command = [sys.executable, "-m", "textmine", "fetch", *urls, "-o", str(tmp_path / "out"), "--delay", "0.05"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while len(site.asked) < 6:
            time.sleep(0.01)
        os.kill(process.pid, end)
        _, said = process.communicate()
    if end == signal.SIGINT:
        assert process.returncode == 130
        assert said.splitlines()[-1] == "textmine: stopped; what is fetched is kept, run it again for the rest"
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert sorted(url for url, *_ in pages(tmp_path / "out")) == sorted(urls)


def test_two_runs_do_not_write_into_one_folder(site: Any, tmp_path: Path) -> None:
    site.takes = 1
    url = site.answer("/a.html")
    command = [sys.executable, "-m", "textmine", "fetch", url, "-o", str(tmp_path), "--delay", "0"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while not site.asked:
            time.sleep(0.01)
        with pytest.raises(TextmineError, match="another fetch is writing there"):
            run(tmp_path, url)
        process.kill()


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(TextmineError, match="cannot be written to"):
        run(tmp_path / "file", "http://127.0.0.1/")


def test_a_list_is_read_line_by_line() -> None:
    assert read_lines(["\ufeffhttp://a/\n", "# b\n", "\n", " http://c/ \n", "http://a/"]) == ["http://a/", "http://c/"]
