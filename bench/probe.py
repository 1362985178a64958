"""Times what happens in a browser page from inside it, and counts its websocket bytes."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, WebSocket

# `deep` also looks into shadow roots, where components draw. The page's policy forbids to build
# functions from text, hence source that is put together here.
_DEEP = """
const deep = (selector, root = document) => {
  const found = root.querySelector(selector)
  if (found) return found
  for (const host of root.querySelectorAll("*")) {
    const inside = host.shadowRoot && deep(selector, host.shadowRoot)
    if (inside) return inside
  }
  return null
}
const settled = () => {
  const app = document.querySelector('[data-testid="stApp"]')
  return app !== null && app.dataset.testScriptState === "notRunning"
}
const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(then))
"""

_ARM = """() => {
  %(deep)s
  const signatures = () => [%(signatures)s]
  const before = signatures()
  const changed = () => signatures().every((now, rank) => now && now !== before[rank])
  window.__measure = new Promise((resolve, reject) => {
    let start
    const look = () => {
      if (changed() && settled()) painted(() => resolve(performance.now() - start))
      else if (performance.now() - start > 15000) reject(new Error("nothing changed in 15 s"))
      else requestAnimationFrame(look)
    }
    const begin = (happened) => {
      if ((happened.key ?? "") !== "%(key)s") return
      document.removeEventListener("%(event)s", begin, true)
      start = performance.now()
      requestAnimationFrame(look)
    }
    document.addEventListener("%(event)s", begin, true)
    setTimeout(() => reject(new Error("no %(event)s of the expected key in 20 s")), 20000)
  })
}"""

_LOADED = """() => new Promise((resolve, reject) => {
  %(deep)s
  const look = () => {
    if ([%(signatures)s].every(Boolean) && settled()) painted(() => resolve(performance.now()))
    else if (performance.now() > 30000) reject(new Error("the page is not there after 30 s"))
    else requestAnimationFrame(look)
  }
  look()
})"""


def arm(page: Page, event: str, key: str, signatures: tuple[str, ...]) -> None:
    """Start a measure at the next `event` (of `key`, if any), until all `signatures` differ."""
    page.evaluate(
        _ARM % {"deep": _DEEP, "event": event, "key": key, "signatures": ", ".join(signatures)}
    )


def elapsed(page: Page) -> float:
    """Return the milliseconds of the measure that `arm` started, two painted frames included."""
    return page.evaluate("window.__measure")


def loaded(page: Page, signatures: tuple[str, ...]) -> float:
    """Return the milliseconds from the start of navigation until all `signatures` are there."""
    return page.evaluate(_LOADED % {"deep": _DEEP, "signatures": ", ".join(signatures)})


@dataclass
class Wire:
    """Bytes that crossed a page's websocket, both ways."""

    total: int = 0

    def listen(self, page: Page) -> None:
        """Count every frame of every websocket that `page` opens from now on."""
        page.on("websocket", self._join)

    def _join(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._add)
        socket.on("framesent", self._add)

    def _add(self, payload: Any) -> None:
        self.total += len(payload)
