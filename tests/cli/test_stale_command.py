"""`quizgen stale`: what is past its date, unconfirmed or old."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quizgen.bank.find import shipped_decks
from tests.releases.conftest import BANK, read_bank


@pytest.fixture
def mini(tmp_path: Any) -> None:
    bank = {**BANK, "facts": {
        **BANK["facts"],
        "fee": {"kind": "figure", "date": "2023-09", "indicator": "the fee", "perishable": True,
                "value": {"value": 20}},
        "sale": {"kind": "event", "date": "2023-09-15", "text": "a sale was on",
                 "valid_until": "2023-09-20"},
        "sure": {"kind": "event", "date": "2023-09-15", "text": "it was sure",
                 "assertions": [{"by": "lind"}, {"by": "moss", "independent": True}]},
        "over": {"kind": "event", "date": "2023-09-15", "text": "a claim", "status": "retracted",
                 "assertions": [{"by": "lind"}]},
    }}
    read_bank(tmp_path / "mini", bank)


def rules(run: Any, *arguments: str) -> list[tuple[str, str]]:
    told = json.loads(run("stale", "mini", "--json", *arguments).out)["stale"]
    return [(problem["rule"], problem["message"].partition(":")[0]) for problem in told]


def test_a_claim_of_one_source_is_unconfirmed(run: Any, mini: None) -> None:
    assert rules(run, "--as-of", "2023-09-16") == [("unconfirmed", "debt")]
    ran = run("stale", "mini", "--as-of", "2023-09-16")
    assert "debt: is claimed by Eva Lind and reported by The Echo alone, for 1 day; look for a " \
           "second source [unconfirmed]" in ran.out
    assert ran.err == "mini as of 2023-09-16: 1 stale\n"


def test_a_fact_past_its_date_is_stale(run: Any, mini: None) -> None:
    assert ("past-its-date", "sale") not in rules(run, "--as-of", "2023-09-20")
    assert ("past-its-date", "sale") in rules(run, "--as-of", "2023-09-21")


def test_sources_and_perishable_facts_are_old_where_one_asks(run: Any, mini: None) -> None:
    found = rules(run, "--as-of", "2023-10-01", "--older", "15")
    assert ("perishable", "fee") in found
    assert ("old-source", "echo") in found
    assert not {"perishable", "old-source"} & {rule for rule, _ in rules(
        run, "--as-of", "2023-10-01", "--older", "16")}


def test_before_it_was_reported_nothing_is_stale(run: Any, mini: None) -> None:
    ran = run("stale", "mini", "--as-of", "2023-09-01", "--strict")
    assert (ran.code, ran.out, ran.err) == (0, "", "mini as of 2023-09-01: nothing is stale\n")


def test_strict_makes_it_fail(run: Any, mini: None) -> None:
    assert run("stale", "mini", "--strict").code == 1
    assert run("stale", "mini").code == 0


def test_the_shipped_deck_names_its_claims_with_file_and_line(run: Any) -> None:
    lines = run("stale", "ukraine-war", "--as-of", "2023-09-15").out.splitlines()
    start = str(shipped_decks() / "ukraine-war" / "2023-09-15.yaml")
    assert lines and all(line.startswith(f"{start}:") for line in lines)
    assert any("minsk-destroyed: is claimed by" in line for line in lines)
