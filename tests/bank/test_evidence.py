"""Evidence: a position in a source's text and a fingerprint of the words there."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizgen.bank.evidence import Evidence, evidence_at, flow_entry, holds_in, normalise
from quizgen.bank.yaml_reader import parse_yaml

ARTICLE = "The council  met.\n\nIt voted\tto close\u00a0the cafe\u0301."


def cite(article: str, phrase: str) -> Evidence:
    """The evidence for the first place of a phrase."""
    text, wanted = normalise(article), normalise(phrase)
    start = text.index(wanted)
    return evidence_at(text, start, start + len(wanted))


def test_a_phrase_is_cited_by_its_place_in_the_normalised_text() -> None:
    evidence = cite(ARTICLE, "voted to  close")
    assert normalise(ARTICLE)[evidence.start : evidence.end] == "voted to close"
    assert (evidence.start, evidence.end) == (20, 34)
    assert evidence.sha256 == hashlib.sha256(b"voted to close").hexdigest()


WORDS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=8), min_size=1,
                 max_size=12)


@given(WORDS, st.data())
def test_what_was_cited_holds_in_the_article_however_it_is_spaced(
    words: list[str], data: st.DataObject
) -> None:
    """A span holds whatever the white space and the composition of letters; not once it changed."""
    article = " ".join(words)
    text = normalise(article)
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = text[start:end]
    evidence = Evidence(start=start, end=end, sha256=hashlib.sha256(span.encode()).hexdigest())
    assert holds_in(evidence, normalise(article))
    assert holds_in(evidence, normalise(
        unicodedata.normalize("NFD", article).replace(" ", " \n\t")))
    changed = text[:start] + ("x" if span[0] != "x" else "y") + text[start + 1 :]
    assert not holds_in(evidence, normalise(changed)) or normalise(changed) != changed
    assert not holds_in(evidence, normalise(text[: end - 1]))


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), unique=True, min_size=1))
def test_a_citation_of_a_whole_article_holds(words: list[str]) -> None:
    article = "\n".join(words)
    evidence = cite(article, " ".join(words))
    assert (evidence.start, evidence.end) == (0, len(" ".join(words)))
    assert holds_in(evidence, normalise(article))


@pytest.mark.parametrize(("start", "end", "sha256"), [
    (5, 5, "a" * 64), (5, 4, "a" * 64), (-1, 4, "a" * 64), (0, 4, "A" * 64), (0, 4, "a" * 63),
    (0.0, 4, "a" * 64), (True, 4, "a" * 64),
])
def test_a_span_that_can_be_none_is_refused(start: object, end: object, sha256: str) -> None:
    with pytest.raises(ValidationError):
        Evidence.model_validate({"start": start, "end": end, "sha256": sha256})


@pytest.mark.parametrize(("sha256", "source", "entry"), [
    ("ab" * 32, None, f"{{start: 1, end: 2, sha256: {'ab' * 32}}}"),
    ("ab" * 32, "cnn", f"{{start: 1, end: 2, sha256: {'ab' * 32}, source: cnn}}"),
    ("12" * 32, None, f"{{start: 1, end: 2, sha256: \"{'12' * 32}\"}}"),
    ("1" * 32 + "e" + "1" * 31, None, f"{{start: 1, end: 2, sha256: \"{'1' * 32}e{'1' * 31}\"}}"),
])
def test_an_entry_is_read_back_as_it_was(sha256: str, source: str | None, entry: str) -> None:
    evidence = Evidence(start=1, end=2, sha256=sha256, source=source)
    assert flow_entry(evidence) == entry
    data, problems = parse_yaml(f"evidence: [{entry}]", "x.yaml")
    assert problems == []
    assert data is not None
    assert Evidence.model_validate(data["evidence"][0]) == evidence
