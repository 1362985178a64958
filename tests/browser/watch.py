"""Keeps what a browser page does wrong: console errors, and requests that leave this machine."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page

_LOCAL = re.compile(
    r"^(?:(?:https?|wss?)://(?:127\.0\.0\.1|localhost)(?::\d+)?(?:/|$)|data:|blob:|about:)"
)
# Streamlit asks below the page's address first; the 404 tells it that the server is rooted higher.
_PROBE = re.compile(r"/[^/]+/_stcore/(?:health|host-config)$")


@dataclass
class Watch:
    """Errors of one page, and every address it asked for."""

    errors: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def outside(self) -> list[str]:
        """Return the addresses that are not on this machine."""
        return [address for address in self.addresses if not _LOCAL.match(address)]

    def _hear(self, message: ConsoleMessage) -> None:
        source = message.location.get("url", "")
        if message.type == "error" and not _PROBE.search(source):
            self.errors.append(f"{message.text} ({source})")


def watch(page: Page) -> Watch:
    """Start keeping what `page` does wrong."""
    seen = Watch()
    page.on("console", seen._hear)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", lambda request: seen.addresses.append(request.url))
    page.on("websocket", lambda socket: seen.addresses.append(socket.url))
    return seen
