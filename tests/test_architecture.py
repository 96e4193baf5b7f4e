"""Imports point down only, and third-party libraries stay in their homes."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "textmine"

# The floors, lowest first; a module may import from floors below its own, and from its own floor only itself.
FLOORS = [
    {"errors"},
    {"notice", "chinese", "resources"},
    {"dates", "days", "statuses", "totals", "gold", "likeness", "agreement", "bootstrap"},
    {"words", "readers", "outline", "header", "entities", "facts", "labels"},
    {"pipeline", "evaluation", "coding", "generator"},
    {"spacy_pipe", "collection"},
    {"fetch", "store", "exporters"},
    {"bulk"},
    {"compare"},
    {"report", "web", "corpus"},
    {"cli"},
    {"__main__"},
]
# Where each third-party library may be imported.
HOMES = {
    "docx": {"readers", "report", "generator"},
    "lxml": {"readers"},
    "resiliparse": {"readers", "bulk"},
    "fastwarc": {"bulk", "fetch"},
    "pypdfium2": {"readers"},
    "jieba": {"words"},
    "rjieba": {"words"},
    "spacy": {"spacy_pipe"},
    "sklearn": {"labels"},
    "numpy": {"labels", "corpus", "compare", "bootstrap"},
    "rapidfuzz": {"compare"},
    "scipy": {"labels", "compare"},
    "httpx": {"fetch"},
    "protego": {"fetch"},
    "sqlite3": {"store", "bulk"},
    "xlsxwriter": {"exporters"},
    "pyarrow": {"exporters"},
    "dask": {"bulk"},
    "distributed": {"bulk"},
    "altair": {"report"},
    "jinja2": {"report", "web"},
    "markupsafe": {"report", "web"},
    "vl_convert": {"report"},
    "starlette": {"web"},
    "typer": {"cli"},
    "rich": {"cli"},
}
MODULES = sorted(path for path in ROOT.rglob("*.py") if path.name != "__init__.py" or path.parent != ROOT)


def home(path: Path) -> str:
    """Return the room of a file: the module or package right below the root."""
    part = path.relative_to(ROOT).parts[0]
    return part.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return every module that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names if node.module == "textmine"}
    return names


def floor(room: str) -> int:
    return next(level for level, rooms in enumerate(FLOORS) if room in rooms)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "textmine" and len(parts) > 1 and parts[1] != home(path):
            assert floor(parts[1]) < floor(home(path)), f"{name} is not below {home(path)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_libraries_stay_at_home(path: Path) -> None:
    for name in imported(path):
        library = name.split(".")[0]
        if library in HOMES:
            assert home(path) in HOMES[library], f"{library} has no home in {home(path)}"


def test_every_module_says_what_it_is() -> None:
    without = [str(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert without == []
