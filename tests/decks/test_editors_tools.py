"""What checks a deck for its editors: the schema in a YAML server, the hook, the workflow."""

from __future__ import annotations

import datetime
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft7Validator

from quizgen.bank.find import shipped_decks
from quizgen.bank.json_schema import make_schema
from quizgen.bank.starter_deck import starter_files

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = ROOT / "docs" / "decks-workflow.yaml"
FILES = sorted(file for deck in ("ukraine-war", "space-2023")
               for file in (shipped_decks() / deck).glob("*.yaml"))


class Core(yaml.SafeLoader):
    """Reads plain words as YAML 1.2's core schema does, by which editors' servers go."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (("null", r"(?:~|null|Null|NULL|)$", "~nN\0"),
                            ("bool", r"(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
                            ("int", r"[-+]?[0-9]+$", "-+0123456789"),
                            ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
                             "-+.0123456789")):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


@cache
def validator(name: str) -> Draft7Validator:
    schema = {"deck.yaml": "deck", "entities.yaml": "entities"}.get(name, "digest")
    return Draft7Validator(make_schema(schema))


def faults(name: str, data: object) -> list[str]:
    return [error.message for error in validator(name).iter_errors(data)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_yaml_server_finds_no_fault_in_the_shipped_decks(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert faults(file.name, yaml.load(text, Loader=Core)) == []
    # A reader of YAML 1.1 makes dates of 2023-09-15, and text of them again on the way to JSON.
    dated = yaml.safe_load(text)
    assert faults(file.name, json.loads(json.dumps(dated, default=str))) == []
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named and (file.parent / named[1]).is_file()


def test_every_file_of_a_new_deck_names_its_schema() -> None:
    files = starter_files("mine")
    for name, text in files.items():
        if name.endswith(".yaml"):
            named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
            assert named and named[1] in files, name


@pytest.mark.parametrize(("before", "after", "fault"), [
    ("version: 0.1.0", "version: 1.10", "1.1 is not of type 'string'"),
    ("title: The town of Millbrook", "title: 1984", "1984 is not of type 'string'"),
    ("language: en", "language: true", "True is not of type 'string'"),
])
def test_what_yaml_makes_of_a_bare_word_is_underlined(before: str, after: str, fault: str) -> None:
    text = starter_files("mine")["deck.yaml"]
    assert before in text
    assert faults("deck.yaml", yaml.load(text.replace(before, after), Loader=Core)) == [fault]


def test_a_date_is_text_a_year_a_number_and_a_fingerprint_of_digits_a_fault() -> None:
    assert yaml.safe_load("d: 2023-09-15") == {"d": datetime.date(2023, 9, 15)}
    text = starter_files("mine")["2024-05-04.yaml"]
    assert "date: 2023\n" in text and faults("x.yaml", yaml.load(text, Loader=Core)) == []
    digits = re.sub(r"sha256: [0-9a-f]{64}", f"sha256: {'1' * 64}", text)
    assert any("is not of type 'string'" in fault for fault in
               faults("x.yaml", yaml.load(digits, Loader=Core)))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the starter deck, and `quizgen` and a stand-in for `gh` on the path."""
    for name, text in starter_files("town").items():
        if "/" not in name:
            file = tmp_path / "decks" / "town" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    programs = tmp_path / "bin"
    programs.mkdir()
    python = shlex.quote(sys.executable)
    for name, script in (("quizgen", f'exec {python} -m quizgen "$@"'),
                         ("gh", 'printf "%s\\n" "$@" > gh.txt')):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)
    return tmp_path


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script as the workflow's machine does."""
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "GITHUB_REF_NAME": "v1", "PYTHONPATH": str(ROOT)}
    bash = shutil.which("bash") or "/bin/bash"
    return subprocess.run([bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=folder,
                          text=True, capture_output=True, check=False, env=environment)


def hook() -> dict[str, Any]:
    [entry] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert isinstance(entry, dict)
    return entry


def test_the_hook_checks_the_decks_whose_files_are_committed(repository: Path) -> None:
    entry = hook()
    assert entry["language"] == "python" and entry["id"] in (ROOT / "docs/editors.md").read_text()
    kept = [name for name in ("decks/town/2024-05-04.yaml", "decks/town/deck.yaml",
                              "decks/town/history.json", "decks/schema/deck.json", "README.md",
                              ".github/workflows/decks.yaml") if re.search(entry["files"], name)]
    assert kept == ["decks/town/2024-05-04.yaml", "decks/town/deck.yaml", "decks/town/history.json"]
    done = shell(f"{entry['entry']} {' '.join(kept[:2])}", repository)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("no problem found") == 1  # once, though two of its files changed
    digest = repository / kept[0]
    digest.write_text(digest.read_text().replace("body: council", "body: counsel"))
    done = shell(f"{entry['entry']} {kept[0]}", repository)
    assert done.returncode == 1
    assert "unknown entity `counsel`" in done.stdout
    assert shell(f"{entry['entry']} bin/gh", repository).returncode == 2


def test_the_hook_in_the_guide_is_the_one_that_is_defined() -> None:
    guide = (ROOT / "docs/editors.md").read_text(encoding="utf-8")
    [block] = [block for block in re.findall(r"```yaml\n(.*?)```", guide, re.S) if "repos:" in block]
    [repository] = yaml.safe_load(block)["repos"]
    [local] = repository["hooks"]
    assert (repository["repo"], local.pop("language")) == ("local", "system")
    assert local == {key: value for key, value in hook().items()
                     if key not in ("description", "language")}


@pytest.mark.parametrize(("made", "wanted"), [
    ("touch requirements.txt", "install -r requirements.txt"), ("mkdir quizgen", "install ."),
    ("true", "install quizgen"),
])
def test_the_workflow_installs_what_is_there(tmp_path: Path, made: str, wanted: str) -> None:
    jobs = yaml.safe_load(WORKFLOW.read_text())["jobs"]
    steps = [step["run"] for job in jobs.values() for step in job["steps"]
             if step.get("name") == "Install"]
    assert len(steps) == 2 and len(set(steps)) == 1
    done = shell(f'python() {{ echo "$@"; }}\n{made}\n{steps[0]}', tmp_path)
    assert done.stdout == f"-m pip {wanted}\n"


def test_the_steps_of_the_workflow_run(repository: Path) -> None:
    jobs = yaml.safe_load(WORKFLOW.read_text())["jobs"]
    assert jobs["release"]["permissions"] == {"contents": "write"}
    assert jobs["release"]["needs"] == "check" and "refs/tags/" in jobs["release"]["if"]
    steps = {step["name"]: step["run"] for job in jobs.values() for step in job["steps"]
             if "name" in step}
    assert shell("quizgen release decks/town", repository).returncode == 0
    for name in ("Check", "Build", "Attach"):
        done = shell(steps[name], repository)
        assert done.returncode == 0, (name, done.stderr)
    assert {file.name for file in (repository / "out").iterdir()} >= {
        "town.apkg", "town.html", "town.pdf", "town-moodle.xml"}
    told = (repository / "gh.txt").read_text().split("\n")
    assert told[:3] == ["release", "create", "v1"] and "out/town.apkg" in told
    assert "## 0.1.0" in (repository / "notes.md").read_text()
    (repository / "decks/town/deck.yaml").write_text("id: [\n")
    assert shell(steps["Check"], repository).returncode == 1
