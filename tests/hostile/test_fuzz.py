"""Changed bytes into everything that is read: told as a fault, or read. `fuzz.py` does it longer."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.bank.yaml_reader import parse_yaml
from tests.hostile import corpus
from tests.hostile.fuzz import change
from tests.hostile.targets import TARGETS, run_target, seeds, told

settings.register_profile("steady", deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("steady")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.fixture(scope="module")
def known(folder: Path) -> dict[str, list[bytes]]:
    return seeds(folder)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_whole_is_read(known: Any, folder: Path, name: str) -> None:
    """Else the changes below would all be refused at the door."""
    for data in known[name]:
        if name not in ("bank",):   # the shipped day is cut off, and of another deck
            TARGETS[name](data, folder)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_changed_is_told_or_read(known: Any, folder: Path, name: str) -> None:
    chance = random.Random(name)
    for _ in range(12):
        run_target(name, change(chance.choice(known[name]), chance), folder)


@given(st.text() | st.lists(corpus.hostile).map("\n".join) | st.binary().map(repr))
@settings(max_examples=60)
def test_any_text_is_yaml_or_told(text: str) -> None:
    _, problems = parse_yaml(text.encode("utf-8", "replace").decode(), "x.yaml")
    told(problems)


@given(value=corpus.json_value, name=st.sampled_from(["form", "history", "transfer"]))
@settings(max_examples=30)
def test_any_json_is_told_or_read(folder: Path, value: Any, name: str) -> None:
    """Also in the place of any value of a file that is whole."""
    whole = json.loads(seeds(folder)[name][0])
    text = json.dumps(value)
    place = random.Random(text)
    run_target(name, text.encode(), folder)
    run_target(name, json.dumps(_put(whole, value, place)).encode(), folder)


def _put(whole: Any, value: Any, chance: random.Random) -> Any:
    """The value in place of one that is in it, anywhere."""
    keys = list(whole) if isinstance(whole, dict) else list(range(len(whole))) if isinstance(
        whole, list) else []
    if not keys or chance.random() < 0.2:
        return value
    key = chance.choice(keys)
    copy = dict(whole) if isinstance(whole, dict) else list(whole)
    copy[key] = _put(whole[key], value, chance)
    return copy


def test_a_store_with_a_broken_name_in_it_is_set_aside(folder: Path, known: Any) -> None:
    """SQLite quotes the name in its message, which is no UTF-8 then: that once ended a session."""
    whole = known["store"][0]
    for name in (b"reviews", b"cards"):
        at = whole.rindex(b"CREATE TABLE " + name)
        broken = whole[: at + 7] + b"\x89\xdf" + whole[at + 9 :]
        run_target("store", broken, folder)
        assert list((folder / "home").glob("progress.broken-*"))
