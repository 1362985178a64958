"""The rules of the tree: who imports whom, thin pages, no indicator named in code, no HTML."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from loaders.catalogue import read_catalogue
from loaders.indicators import Public
from loaders.settings import ROOT
from pages.parts.plan import PAGES, SLUGS

OURS = {"app", "pages", "exports", "figures", "loaders", "geo", "tests", "bench"}
ALLOWED = {
    "geo": {"geo"},
    "loaders": {"loaders", "geo.grammar"},
    "figures": {"figures", "loaders"},
    "exports": {"exports", "figures", "loaders"},
    "pages/parts": {"pages.parts", "exports", "figures", "loaders"},
    "pages": {"pages.parts", "exports", "figures", "loaders"},
    "app": {"pages.parts"},
}
"""For each layer, what it may import of ours; `geo` is imported for its grammar alone."""
MODULES = sorted(
    [ROOT / "app.py"]
    + [
        path
        for folder in ("geo", "loaders", "figures", "exports", "pages")
        for path in (ROOT / folder).rglob("*.py")
    ]
)
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]
PLANS = ("pages/parts/plan.py", "figures/themes.py")
"""Where the pages and their themes are listed: these and the pages name a page."""


def layer(name: str) -> str:
    if name.startswith("pages/parts/"):
        return "pages/parts"
    return name.split("/")[0].removesuffix(".py")


def imported(tree: ast.Module) -> set[str]:
    """Return the dotted names that a module imports, inside functions too."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def tree_of(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text(encoding="utf-8"))


def within(name: str, allowed: set[str]) -> bool:
    return any(name == one or name.startswith(one + ".") for one in allowed)


@pytest.mark.parametrize("name", NAMES)
def test_a_module_imports_only_the_layers_below_it(name: str) -> None:
    ours = {one for one in imported(tree_of(name)) if one.split(".")[0] in OURS}
    assert sorted(one for one in ours if not within(one, ALLOWED[layer(name)])) == []


@pytest.mark.parametrize("name", [one for one in NAMES if not one.startswith(("pages/", "app"))])
def test_only_pages_know_streamlit(name: str) -> None:
    roots = {one.split(".")[0] for one in imported(tree_of(name))}
    assert roots & {"streamlit", "starlette"} == set()


@pytest.mark.parametrize("name", [one for one in NAMES if one.startswith(("pages/", "figures/"))])
def test_only_loaders_read_data(name: str) -> None:
    """A page never opens a table: `pl.read_…` and `pl.scan_…` are a loader's."""
    calls = {node.attr for node in ast.walk(tree_of(name)) if isinstance(node, ast.Attribute)}
    assert [
        one for one in calls if re.match(r"(read|scan)_(parquet|csv|excel|json|ipc)", one)
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_module_begins_with_a_sentence_and_stays_under_300_lines(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    if text.strip():  # an empty __init__.py has no idea to state
        assert (ast.get_docstring(ast.parse(text)) or "").split("\n")[0].endswith(".")
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.name)
def test_a_page_is_at_most_80_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80


def test_every_page_of_the_plan_has_its_file_and_every_file_its_page() -> None:
    files = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__"}
    assert {entry.slug for entry in PAGES} == files
    assert len({entry.title for entry in PAGES}) == len(PAGES)
    assert [entry.slug for entry in PAGES if not entry.path.exists()] == []


@pytest.mark.parametrize("word", ["TODO", "FIXME", "unsafe_allow_html"])
def test_nothing_is_left_for_later_and_no_html_is_let_through(word: str) -> None:
    suffixes = {".py", ".js", ".css", ".toml", ".md"}
    folders = ("geo", "loaders", "figures", "exports", "pages", "data", "docs", ".streamlit")
    files = [
        path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes
    ]
    files += [ROOT / "app.py", ROOT / "README.md", ROOT / "pyproject.toml"]
    holders = [
        str(path.relative_to(ROOT))
        for path in files
        if word in path.read_text(encoding="utf-8") and path.parent.name != "docs"
    ]
    assert holders == []


@pytest.mark.parametrize(
    "name", [one for one in NAMES if one.startswith(("figures/", "exports/", "pages/"))]
)
def test_no_indicator_and_no_source_is_named_in_code(name: str) -> None:
    catalogue = read_catalogue()
    codes = {*catalogue.indicators, *catalogue.sources}
    if name in (*PLANS, *(f"pages/{slug}.py" for slug in SLUGS)):
        # An indicator may have the word of a page or of a public: "population", "apprentis".
        codes -= SLUGS | set(get_args(Public))
    texts = [
        node.value
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    # A code of one word may be part of a French sentence; one with a hyphen may not.
    assert [text for text in texts if text in codes] == []
    assert [text for text in texts for code in codes if "-" in code and code in text] == []
