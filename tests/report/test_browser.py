"""The page in a real Chromium: it opens from a file, asks nothing of any network, and draws all its pictures."""

from pathlib import Path

import pytest
from chromium import Browser
from test_page import hostile_report

from textmine.report import Report, write_report

pytestmark = pytest.mark.chromium


@pytest.fixture
def page(corpus_report: Report, tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    write_report(corpus_report, path)
    return path


def test_it_opens_from_a_file_and_asks_for_nothing(browser: Browser, page: Path, corpus_report: Report) -> None:
    browser.open(page)
    assert browser.requests == [page.as_uri()]
    assert browser.complaints == []
    pictures = sum(exhibit.picture is not None for finding in corpus_report.findings for exhibit in finding.exhibits)
    assert pictures >= 6
    drawn = browser.ask(
        "[...document.querySelectorAll('.picture svg')].filter(svg => { const box = svg.getBBox(); "
        "return box.width > 100 && box.height > 50 && svg.querySelectorAll('text').length > 3 }).length"
    )
    assert drawn == pictures


def test_a_mark_tells_and_leads_to_its_measure(browser: Browser, page: Path) -> None:
    browser.open(page)
    shown = browser.ask(
        "(() => { const mark = document.querySelector('.mark[data-href]'); const box = mark.getBoundingClientRect();"
        "mark.dispatchEvent(new PointerEvent('pointermove', {bubbles: true, clientX: box.x, clientY: 100}));"
        "const said = document.getElementById('tip').textContent; mark.dispatchEvent(new MouseEvent('click', {bubbles: true}));"
        "return [said, location.hash] })()"
    )
    assert "“" in shown[0]
    assert browser.ask(
        "new Promise(done => setTimeout(() => done(document.querySelector(':target').closest('details').open), 300))"
    )
    assert shown[1].startswith("#m-")


def test_keyboard_and_screen_reader_have_what_they_need(browser: Browser, page: Path) -> None:
    browser.open(page)
    faults = browser.ask(
        """(() => {
          const faults = [];
          if (document.documentElement.lang !== 'zh-Hans') faults.push('lang');
          let level = 0;
          for (const heading of document.querySelectorAll('h1,h2,h3,h4')) {
            const own = +heading.tagName[1];
            if (own > level + 1) faults.push(`${heading.textContent}: from h${level} to h${own}`);
            level = own;
          }
          if (document.querySelectorAll('h1').length !== 1 || document.querySelectorAll('main').length !== 1) faults.push('one h1, one main');
          for (const table of document.querySelectorAll('table')) {
            if (!table.caption || !table.caption.textContent.trim()) faults.push('table without caption');
            if (table.querySelector('th:not([scope])')) faults.push('th without scope');
          }
          for (const svg of document.querySelectorAll('svg')) if (!svg.getAttribute('aria-label')) faults.push('picture without words');
          for (const link of document.querySelectorAll('a')) if (!link.textContent.trim()) faults.push('link without words');
          for (const area of document.querySelectorAll('.rows, .picture')) if (area.tabIndex !== 0) faults.push('scrolls by mouse alone');
          return faults;
        })()"""
    )
    assert faults == []
    browser.call("Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert browser.ask("document.activeElement.className") == "skip"
    assert browser.ask("document.activeElement.getBoundingClientRect().left >= 0")


@pytest.mark.parametrize("width", [360, 1200])
def test_no_width_makes_the_page_scroll_sideways(browser: Browser, page: Path, width: int) -> None:
    browser.open(page, width=width)
    assert browser.ask("document.scrollingElement.scrollWidth") <= width


def test_it_prints(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.pdf().startswith(b"%PDF")


def test_hostile_notices_run_nothing(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    write_report(hostile_report(language="en"), path)
    browser.open(path)
    assert browser.ask("window.hacked === undefined")
    assert browser.requests == [path.as_uri()]
    assert browser.complaints == []
    assert browser.ask("document.querySelectorAll('img, iframe, object, form').length") == 0
