"""What the server answers: pages, headers, compression, caching, refusals."""

import gzip
import re
import struct
import subprocess

import html5lib
import pytest

from loaders.outlines import outline_url, read_outline
from loaders.settings import ROOT
from pages.parts.french import edition
from pages.parts.frontend import index_html
from pages.parts.head import head
from pages.parts.headers import content_policy
from pages.parts.plan import PAGES, SITE, SLUGS
from tests.browser.application import Application
from tests.browser.http import ask, entry_script


@pytest.mark.parametrize("path", ["/", *(f"/{slug}" for slug in sorted(SLUGS - {"accueil"}))])
def test_every_page_address_gives_the_french_index(server: Application, path: str) -> None:
    answer = ask(server, path)
    html = answer.body.decode()
    assert answer.status == 200
    assert '<html lang="fr">' in html
    title = next(one.title for one in PAGES if one.slug == (path.strip("/") or "accueil"))
    assert f"<title>{title} – {SITE}</title>" in html
    assert f'<meta property="og:title" content="{title} – {SITE}" />' in html
    assert '<meta property="og:locale" content="fr_FR" />' in html
    assert '<link rel="apple-touch-icon" href="./apple-touch-icon.png" />' in html
    assert '<meta name="description"' in html
    assert '<meta name="theme-color"' in html
    assert "activez-le dans votre navigateur" in html
    assert "You need to enable JavaScript" not in html
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/seance"])
def test_the_page_that_is_served_is_valid_html(server: Application, path: str) -> None:
    parser = html5lib.HTMLParser()
    parser.parse(ask(server, path).body.decode())
    assert parser.errors == []
    # The parser does see a fault.
    parser.parse('<!doctype html><p id="a" id="a"></div>')
    assert parser.errors != []


def test_the_policy_forbids_eval_frames_and_other_machines(server: Application) -> None:
    policy = ask(server, "/").headers["Content-Security-Policy"]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert re.fullmatch(r"'self'( 'sha256-[A-Za-z0-9+/=]{44}'){2}", directives["script-src"])
    assert directives["default-src"] == directives["connect-src"] == "'self'"
    assert directives["frame-ancestors"] == directives["object-src"] == "'none'"
    assert "unsafe-eval" not in policy
    assert "http" not in policy


def test_an_inline_script_added_later_is_not_allowed() -> None:
    assert content_policy("<script>alert(1)</script>") != content_policy(index_html())


@pytest.mark.parametrize("path", ["/", "/sante", "/_stcore/health", "/inconnue", "/static/x.js"])
def test_every_answer_carries_the_security_headers(server: Application, path: str) -> None:
    headers = ask(server, path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_a_bundle_file_is_compressed_and_cached_for_good(server: Application) -> None:
    address = entry_script()
    assert address.startswith(f"/static/{edition()}/")
    answer = ask(server, address, {"Accept-Encoding": "gzip"})
    plain = ask(server, address, {"Accept-Encoding": "identity"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert gzip.decompress(answer.body) == plain.body
    assert "Content-Encoding" not in plain.headers
    assert len(answer.body) < len(plain.body) / 2


def test_a_font_is_not_compressed_twice(server: Application) -> None:
    font = next(re.finditer(r'"\.(/static/[^"]+\.woff2)"', index_html()))[1]
    answer = ask(server, font, {"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Content-Type"] == "font/woff2"


def test_an_address_of_another_edition_is_served_but_not_kept(server: Application) -> None:
    answer = ask(server, entry_script().replace(edition(), "00000000"))
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_what_the_browser_already_has_is_not_sent_again(server: Application) -> None:
    etag = ask(server, "/").headers["ETag"]
    answer = ask(server, "/", {"If-None-Match": etag})
    assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/accueil", "/"),
        ("/accueil?territoire=0054&page=2", "/?territoire=0054&page=2"),
        ("/chomage/?territoire=0054", "/chomage?territoire=0054"),
        ("/inconnue", "/?introuvable=1"),
        ("/chomage/inconnue", "/?introuvable=1"),
        ("/manifest.json", "/?introuvable=1"),
        ("/pages/parts/server.py", "/?introuvable=1"),
        ("/santexyz", "/?introuvable=1"),
        ("/sante/", "/?introuvable=1"),
        ("/geo", "/?introuvable=1"),
    ],
)
def test_other_addresses_lead_to_a_page(server: Application, path: str, target: str) -> None:
    answer = ask(server, path)
    assert (answer.status, answer.headers["Location"]) == (302, target)


@pytest.mark.parametrize(
    "path",
    [
        "/chomage/_stcore/health",
        "/chomage/_stcore/host-config",
        "/inconnue/_stcore/health",
        "/_stcore/inconnue",
        "/_stcore/healthxyz",
        "/_stcore/host-configxyz",
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/static/js/inconnu.js",
        "/static/../app.py",
        "/geo/inconnu.0123456789ab.topojson",
        "/geo/..%2Fapp.0123456789ab.topojson",
        "/geo/",
        "/geo/hdf",
        "/geo/hdf/0123456789ab.topojson",
        "/media/inconnu.png",
        "/component/inconnu/index.html",
    ],
)
def test_what_does_not_exist_is_refused(server: Application, path: str) -> None:
    assert ask(server, path).status in {400, 404}


def test_only_reading_is_possible_at_a_page_address(server: Application) -> None:
    assert ask(server, "/chomage", method="POST").status == 405


def test_the_server_tells_that_it_is_up(server: Application) -> None:
    answer = ask(server, "/sante")
    assert (answer.status, answer.body) == (200, b"ok")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/favicon.svg", "/favicon.ico"])
def test_the_icon_is_ours(server: Application, path: str) -> None:
    answer = ask(server, path)
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert b"#B3144F" in answer.body


@pytest.mark.parametrize(
    ("path", "size"), [("/apercu.png", (1200, 630)), ("/apple-touch-icon.png", (180, 180))]
)
def test_the_pictures_of_a_link_and_of_a_tablet_are_served(
    server: Application, path: str, size: tuple[int, int]
) -> None:
    answer = ask(server, path)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert struct.unpack(">2L", answer.body[16:24]) == size


def test_a_shared_link_is_absolute_only_where_the_address_is_declared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OBSERVATOIRE_URL", raising=False)
    assert '<meta property="og:image" content="/apercu.png" />' in head("chomage")
    assert "og:url" not in head("chomage")
    monkeypatch.setenv("OBSERVATOIRE_URL", "https://observatoire.example/")
    assert 'content="https://observatoire.example/apercu.png"' in head("chomage")
    assert '"og:url" content="https://observatoire.example/chomage"' in head("chomage")
    assert '"og:url" content="https://observatoire.example/"' in head("accueil")


def test_an_outline_is_compressed_and_cached_for_good(server: Application) -> None:
    url = outline_url("hdf")
    answer = ask(server, url, {"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    assert gzip.decompress(answer.body) == read_outline("hdf")
    stale = ask(server, re.sub(r"[0-9a-f]{12}", "0" * 12, url))
    assert (stale.status, stale.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    ("settings", "accepted"),
    [
        ([], True),
        (["ADDRESS=0.0.0.0", "HOSTS="], False),
        (["ADDRESS=0.0.0.0", "HOSTS=observatoire.example"], True),
    ],
)
def test_a_dashboard_open_to_the_network_names_its_hosts(
    settings: list[str], accepted: bool
) -> None:
    done = subprocess.run(
        ["make", "--no-print-directory", "hosts", *settings],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) == accepted
    assert done.stdout.startswith("Indiquez sous quels noms") != accepted


def test_each_host_is_an_option_of_its_own() -> None:
    command = subprocess.run(
        ["make", "--dry-run", "run", "ADDRESS=0.0.0.0", "HOSTS=un.example,deux.example"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    options = re.findall(r"--server\.allowedHosts '([^']+)'", command)
    assert options == ["un.example", "deux.example"]
