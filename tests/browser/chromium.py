"""Finds a Chromium for the browser tests, or installs one (`python -m tests.browser.chromium`)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# A test browser calls nobody: no component update, no background request, no look-up of its maker.
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Chromium's own sandbox refuses to start for the root user of a container.
    "--no-sandbox",
]


def _playwright_chromium() -> str | None:
    # Asked in a process of its own: Playwright's loop must not stay behind in the caller.
    code = (
        "from playwright.sync_api import sync_playwright as p\n"
        "with p() as w: print(w.chromium.executable_path)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    path = done.stdout.strip()
    return path if path and Path(path).exists() else None


def find_chromium() -> str | None:
    """Return the path of CHROMIUM, else of one on the PATH, else of Playwright's own, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return on_path or _playwright_chromium()


def _attempts() -> list[list[list[str]]]:
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    attempts = [[[sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]]]
    if shutil.which("apt-get"):
        attempts.append(
            [
                [*root, "apt-get", "update", "-q"],
                [*root, "apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"],
            ]
        )
    return attempts


def install_chromium() -> str | None:
    """Install a Chromium by the first means that works; return its path, None if none does."""
    for commands in _attempts():
        try:
            for command in commands:
                print("  →", " ".join(command), flush=True)
                subprocess.run(command, check=True, timeout=900)
        except (OSError, subprocess.SubprocessError):
            print("  Cette façon de faire n’a pas abouti.", flush=True)
            continue
        if path := find_chromium():
            return path
    return None


def main() -> int:
    """Say which Chromium the tests will use, after installing one if needed."""
    path = find_chromium()
    if path is None and os.environ.get("CHROMIUM"):
        print(f"CHROMIUM désigne un programme introuvable : {os.environ['CHROMIUM']}")
        return 1
    if path is None:
        print("Aucun Chromium sur cette machine : installation…", flush=True)
        path = install_chromium()
    if path is None:
        print(
            "Chromium n’a pas pu être installé. Installez-le (sous Debian : "
            "sudo apt install chromium) ou indiquez où il se trouve : "
            "CHROMIUM=/chemin/vers/chromium make test"
        )
        return 1
    print(f"Navigateur des tests : {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
