"""Fixtures of the browser tests: the running dashboard, Chromium, pages that report errors."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser.application import Application, running
from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.watch import Watch, watch

PageOpener = Callable[..., Page]
PATIENCE = 30_000
"""Milliseconds that a browser test waits for what it expects: a busy machine is not a failure."""
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a browser test fail once: a machine that stalls is not a fault. The report names it (R)."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def server() -> Iterator[Application]:
    """Run the dashboard for the whole session; no page may have raised in it."""
    with running() as application:
        yield application
        log = application.log()
    assert "Traceback" not in log, log


@pytest.fixture
def cold_server() -> Iterator[Application]:
    """Run a dashboard that nobody has visited yet, for one test."""
    with running() as application:
        yield application
        log = application.log()
    assert "Traceback" not in log, log


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(_playwright: Playwright) -> Iterator[Browser]:
    """Run one headless Chromium for the whole session."""
    path = find_chromium()
    if path is None:
        pytest.fail("No Chromium: run `python -m tests.browser.chromium` once.")
    browser = _playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[PageOpener]:
    """Return a function that opens a page in a new context (options: as for a Playwright context).

    After the test, a console error or a request to another machine in any of these pages fails it.
    A test that expects one empties the list: `page.seen.errors.clear()`.
    """
    watches: list[Watch] = []
    contexts = []

    def open_one(**options: Any) -> Page:
        defaults = {"locale": "fr-FR", "viewport": {"width": 1440, "height": 900}}
        context = browser.new_context(**(defaults | options))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        seen = watch(page)
        page.seen = seen  # type: ignore[attr-defined]
        watches.append(seen)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [error for seen in watches for error in seen.errors] == []
    assert [address for seen in watches for address in seen.outside()] == []


@pytest.fixture
def page(open_page: PageOpener) -> Page:
    """Return a page 1440 pixels wide."""
    return open_page()
