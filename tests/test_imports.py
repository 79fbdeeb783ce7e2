"""The flow is one way: bank → items → releases → formats, play, marking → reports → cli."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import quizgen

PACKAGE = Path(quizgen.__file__).parent
# What a part may import beside itself; `problem` is everybody's.
MAY_IMPORT = {
    "problem": set(),
    "bank": {"problem"},
    "evidence": {"problem", "bank"},
    "importing": {"problem", "bank", "evidence"},
    "drafting": {"problem", "bank", "evidence"},
    "items": {"problem", "bank"},
    "releases": {"problem", "bank", "items"},
    "formats": {"problem", "bank", "items", "releases"},
    "terminal": set(),
    "play": {"problem", "bank", "items", "terminal"},
    "marking": {"problem", "bank", "items"},
    "editing": {"problem", "bank", "evidence", "items", "terminal"},
    "reports": {"problem", "bank", "evidence", "items", "releases", "marking"},
    "cli": {"problem", "bank", "evidence", "importing", "drafting", "items", "releases", "formats",
            "play", "marking", "editing", "reports", "terminal"},
    "__main__": {"cli"},
}
FILES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def parts_imported(source: str) -> Iterator[str]:
    """The parts of quizgen that a module imports, wherever in it, by name."""
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports hide the flow"
            names = [f"{node.module}.{alias.name}" if node.module == "quizgen" else node.module or ""
                     for alias in node.names]
        for name in names:
            if name.startswith("quizgen."):
                yield name.split(".")[1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_module_imports_only_what_comes_before_it(file: Path) -> None:
    part = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    found = set(parts_imported(file.read_text(encoding="utf-8"))) - {part, "__version__"}
    assert found <= MAY_IMPORT[part], f"{part} imports {found - MAY_IMPORT[part]}"


def test_the_test_sees_every_way_to_import() -> None:
    source = ("import quizgen.play.keys\nfrom quizgen.bank.deck import Deck\nfrom quizgen import cli\n"
              "def f():\n    if x:\n        from quizgen.formats import export\n")
    assert list(parts_imported(source)) == ["play", "bank", "cli", "formats"]


def test_the_whole_api_can_be_imported_by_name() -> None:
    for name in quizgen.__all__:
        assert getattr(quizgen, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        quizgen.nothing  # noqa: B018
