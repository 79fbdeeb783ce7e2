"""What docs/trust.md and SECURITY.md say is so: each promise has its test, each folder is the one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from quizgen.bank import files, picture, read, validate, yaml_reader
from quizgen.evidence import article
from quizgen.items import read_form_file, table

ROOT = Path(__file__).resolve().parent.parent
TRUST = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
HOLDERS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TRUST)


def test_every_row_names_its_test() -> None:
    rows = [line for line in TRUST.split("## What is defended")[1].split("\n## ")[0].splitlines()
            if line.startswith("| ") and not line.startswith("| against")]
    assert len(rows) > 20
    assert [row for row in rows if not re.search(r"`tests/[\w/]+\.py::\w+` \|$", row)] == []


@pytest.mark.parametrize(("file", "name"), HOLDERS)
def test_the_test_that_holds_a_promise_is_there(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_what_is_kept_is_where_the_page_says(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(variable, raising=False)
    for system in (Unix("quizgen", appauthor=False), MacOS("quizgen", appauthor=False)):
        for folder in (system.user_data_dir, system.user_cache_dir):
            shown = f"`~{folder.removeprefix(str(Path.home()))}`"
            assert shown in TRUST


def test_the_limits_are_those_of_the_code() -> None:
    words = TRUST.replace(",", "")
    for limit, told in (
        (files.MAX_BYTES, "8 MB a file"), (article.MAX_BYTES, "up to 5 MB"),
        (table.MAX_BYTES, "tables up to 20 MB"), (read_form_file.MAX_BYTES, "form files up to 50 MB"),
        (picture.MAX_BYTES, "2 MB 4096 pixels"),
    ):
        assert told in words
        assert f"{limit // 1_000_000} MB" in told
    assert f"{yaml_reader.MAX_VALUES} values {yaml_reader.MAX_ENTRIES} entries " \
           f"{yaml_reader.MAX_DEPTH} deep" in words
    assert f"{validate.MOST_FAULTS} faults of an entry and {read.MOST_PROBLEMS} of a deck" in words


def test_the_readme_and_the_policy_lead_there() -> None:
    for name in ("README.md", "SECURITY.md"):
        assert "(docs/trust.md)" in (ROOT / name).read_text(encoding="utf-8")
