"""A deck's evidence against articles: what holds, what moved, what is gone, and in which source."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.deck import Deck
from quizgen.bank.evidence import Evidence, evidence_at, fingerprint, flow_entry, normalise
from quizgen.evidence.article import Article
from quizgen.evidence.cited import CitedSource, Span, cited_sources, find_source
from quizgen.evidence.find_spans import find_spans
from quizgen.evidence.verify import Verification, choose_source, verify, worst
from quizgen.problem import QuizgenError, UsageError
from tests.bank.test_evidence import cite

CNN = "Reed met Lind in Weir on Monday. They spoke for long. Lind denied that they had agreed."
BBC = "On Tuesday a spokesman for Reed declined to say what was said."


def digest_text() -> str:
    def entry(text: str, phrase: str) -> str:
        return flow_entry(cite(text, phrase))

    return f"""\
date: 2023-09-15
sources:
- {{id: cnn, publisher: CNN, date: 2023-09-15,
   text: {{length: {len(CNN)}, sha256: {fingerprint(CNN)}}}}}
- {{id: bbc, publisher: The BBC, date: 2023-09-15}}
developments:
- id: d
  title: D
  facts:
  - {{id: f, kind: meeting, date: 2023-09, host: reed, guest: lind, place: weir,
     evidence: [{entry(CNN, "Reed met Lind in Weir")}, {entry(CNN, "They spoke for long.")}],
     assertions: [{{by: lind, polarity: denies, evidence: [{entry(CNN, "Lind denied")}]}},
                  {{by: reed, polarity: declines, source: bbc,
                   evidence: [{entry(BBC, "declined to say")}]}}]}}
  - {{id: g, kind: meeting, date: 2023-09, host: reed, guest: lind}}
  - {{id: h, kind: meeting, date: 2023-09, host: lind, guest: reed, source: bbc,
     evidence: [{entry(CNN, "on Monday").replace("}", ", source: cnn}")}]}}
"""


@pytest.fixture
def deck(read: Any) -> Deck:
    found, problems = read(digest=digest_text())
    assert problems == []
    assert isinstance(found, Deck)
    return found


def check(deck: Deck, name: str, text: str) -> Verification:
    return verify(find_source(cited_sources(deck), name), Article("a.txt", normalise(text)))


def outcomes(checked: Verification) -> list[tuple[str, str, str]]:
    return [(c.span.fact.id, c.outcome, c.words) for c in checked.spans]


def test_every_span_is_in_the_source_that_it_names(deck: Deck) -> None:
    """Its own source before its assertion's, before its fact's, before the digest's first."""
    cnn, bbc = cited_sources(deck)
    assert [(s.fact.id, s.assertion.by if s.assertion else None) for s in cnn.spans] == [
        ("f", None), ("f", None), ("f", "lind"), ("h", None)]
    assert [(s.fact.id, s.assertion and s.assertion.by) for s in bbc.spans] == [("f", "reed")]
    assert [fact.id for fact in cnn.uncited] == ["g"]
    assert [fact.id for fact in bbc.uncited] == ["h"]
    assert cnn.path.endswith("2023-09-15.yaml")


def test_the_article_that_was_cited_holds_whole(deck: Deck) -> None:
    checked = check(deck, "cnn", CNN)
    assert checked.whole is True
    assert outcomes(checked) == [
        ("f", "holds", "Reed met Lind in Weir"), ("f", "holds", "They spoke for long."),
        ("f", "holds", "Lind denied"), ("h", "holds", "on Monday")]
    assert check(deck, "bbc", BBC).whole is None


def test_an_edited_article_moves_what_it_keeps_and_loses_what_it_changes(deck: Deck) -> None:
    checked = check(deck, "cnn", CNN.replace("Reed met", "News: Reed met").replace("for", "so"))
    assert checked.whole is False
    assert outcomes(checked) == [
        ("f", "moved", "Reed met Lind in Weir"), ("f", "gone", "They spoke so long."),
        ("f", "moved", "Lind denied"), ("h", "moved", "on Monday")]
    assert [(c.start, c.end) for c in checked.spans] == [(6, 27), (39, 58), (59, 70), (28, 37)]
    assert [(fact.id, worst(spans)) for fact, spans in checked.by_fact()] == [
        ("f", "gone"), ("h", "moved")]
    assert (checked.count("moved"), checked.is_another()) == (3, False)


def test_another_article_has_nothing_and_no_words_are_shown_of_it(deck: Deck) -> None:
    checked = check(deck, "cnn", "Quite another text, of which nothing was cited by anybody.")
    assert checked.is_another()
    assert {c.words for c in checked.spans} == {""}


@pytest.mark.parametrize(("text", "name"), [
    (CNN, "cnn"), (BBC, "bbc"), ("Now: " + CNN, "cnn"), (f"x {BBC[:50]}", "bbc"),
    (CNN.replace("Monday", "Sunday") + BBC, "cnn"),
])
def test_the_source_of_an_article_is_found_by_its_words(deck: Deck, text: str, name: str) -> None:
    assert choose_source(cited_sources(deck), Article("a", text)).name == name


def test_an_article_of_no_source_is_refused_with_what_to_do(deck: Deck) -> None:
    with pytest.raises(QuizgenError, match=r"not an article that this deck cites.*--source cnn=a\.txt"):
        choose_source(cited_sources(deck), Article("a.txt", "On Monday nothing happened."))


def test_a_few_letters_that_any_text_has_do_not_make_it_the_article(read: Any) -> None:
    entries = ", ".join(flow_entry(cite(CNN, words)) for words in ("They", "for long", "in Weir"))
    deck, _ = read("  - {id: f, kind: meeting, date: 2023-09, host: reed, guest: lind, "
                   f"evidence: [{entries}]}}\n")
    assert deck is not None
    with pytest.raises(QuizgenError, match="not an article"):
        choose_source(cited_sources(deck), Article("a", "They came and went."))


def test_sources_of_the_same_id_are_told_apart_by_their_digest(deck: Deck, tmp_path: Any,
                                                              read: Any) -> None:
    other = "date: 2023-09-16\nsources: [{id: cnn, publisher: CNN, date: 2023-09-16}]\n"
    (tmp_path / "2023-09-16.yaml").write_text(other)
    both, problems = read(digest=digest_text())
    assert problems == []
    sources = cited_sources(both)
    assert [row.name for row in sources] == ["2023-09-15/cnn", "bbc", "2023-09-16/cnn"]
    assert find_source(sources, "2023-09-15/bbc") is sources[1]
    with pytest.raises(UsageError, match="more than one digest has a source `cnn`; name one of "
                                         "2023-09-15/cnn, 2023-09-16/cnn"):
        find_source(sources, "cnn")
    with pytest.raises(UsageError, match=r"no source `bbd` \(did you mean `bbc`\?\)"):
        find_source(sources, "bbd")


def cited_from(deck_source: CitedSource, *evidence: Evidence) -> CitedSource:
    span = deck_source.spans[0]
    spans = tuple(Span(span.fact, span.digest, span.source, e) for e in evidence)
    return CitedSource("x", "x.yaml", deck_source.digest, deck_source.source, spans, ())


def test_of_several_places_that_is_taken_which_moved_as_far_as_its_neighbours(deck: Deck) -> None:
    text = "They lost the vote. Reed left. Again they lost the vote. Lind stayed."
    second = text.rindex("the vote")
    lost = evidence_at(text, second, second + 8)
    sure = cite(text, "Lind stayed")
    edited = "They lost the vote in the north, the vote of the year, in spite of all. " + text
    checked = verify(cited_from(cited_sources(deck)[0], lost, sure), Article("a", edited))
    assert [c.start - c.span.evidence.start for c in checked.spans] == [72, 72]


LETTERS = st.text(st.sampled_from("abcé’. "), min_size=1, max_size=60).map(normalise).filter(bool)


@given(LETTERS, st.text(st.sampled_from("xyz "), max_size=20), st.data())
def test_any_span_is_found_again_behind_new_words_and_gone_once_a_letter_changes(
    text: str, more: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    evidence = evidence_at(text, start, end)
    key = (end - start, evidence.sha256)
    for whole in (text, normalise(f"{more} {text}")):
        places = find_spans(whole, [evidence])[key]
        assert {whole[at : at + end - start] for at in places} == {text[start:end]}
    changed = "Q" * len(text)
    assert key not in find_spans(changed, [evidence])


@given(st.lists(st.sampled_from(["alpha", "bravo", "cedar", "delta", "echo"]), unique=True,
                min_size=1), st.data())
def test_cited_words_hold_then_move_by_what_is_put_before_them_then_go(
    words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    evidence = cite(text, data.draw(st.sampled_from([*words, text])))
    key = (evidence.end - evidence.start, evidence.sha256)
    assert find_spans(text, [evidence])[key] == (evidence.start,)
    assert find_spans(f"new words, {text}", [evidence])[key] == (evidence.start + 11,)
    broken = text[: evidence.start] + "Q" + text[evidence.start + 1 :]
    assert find_spans(broken, [evidence]) == {}
