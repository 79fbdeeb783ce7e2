"""Verified evidence as lines for a terminal, at most 80 columns wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from quizgen.evidence.article import printable
from quizgen.evidence.verify import Verification
from quizgen.reports.told_facts import ToldEvidence, ToldSource, ToldSpan

WIDTH = 80
INDENT = " " * 7


def evidence_text(sources: Sequence[ToldSource]) -> str:
    """Each fact beside the words that support it, source by source; one line break at the end."""
    return "\n\n".join("\n".join(_source(row)) for row in sources) + "\n"


def summary(row: ToldSource) -> list[str]:
    """What there is to know at the end: the counts, and what to do about what does not hold."""
    checked = row.verification
    lines = [f"{checked.cited.name} in {checked.article.name}: {counts(checked)}; {_whole(checked)}"]
    gone = row.with_outcome("gone")
    if gone and checked.is_another():
        lines.append("  none of the cited words stand there: it is probably not the article that "
                     f"{checked.cited.name} is")
    else:
        lines += [f"  gone: {fact.fact.id} ({fact.fact.place})" for fact in gone]
    if gone and checked.whole:
        lines.append("  the article is the one cited: this evidence never was right; cite it anew "
                     "with `quizgen cite`")
    elif gone and not checked.is_another():
        lines.append("  see whether the article still says so; then cite it anew with "
                     "`quizgen cite`, or correct the fact")
    if row.uncited:
        lines.append(f"  without evidence: {', '.join(fact.id for fact in row.uncited)}")
    return [line for text in lines for line in _wrap(text, "", "    ")]


def counts(checked: Verification) -> str:
    """How many spans came out how: `50 spans hold, 2 moved, 1 gone`."""
    held, moved, gone = checked.count("holds"), checked.count("moved"), checked.count("gone")
    first = f"{held or 'no'} {'span holds' if held == 1 else 'spans hold'}"
    rest = [f"{number} {word}" for number, word in ((moved, "moved"), (gone, "gone")) if number]
    return ", ".join((first, *rest))


def _source(row: ToldSource) -> Iterator[str]:
    source = row.verification.cited.source
    title = f", “{source.title}”" if source.title else ""
    yield from _wrap(f"{row.verification.cited.name}: {source.publisher}{title}, "
                     f"{source.date.words()}", "", "  ")
    for fact in row.facts:
        yield ""
        yield from _fact(fact)


def _fact(fact: ToldEvidence) -> Iterator[str]:
    yield from _wrap(f"{fact.outcome:6} {fact.fact.id} ({fact.fact.kind})", "", INDENT)
    yield from _wrap(fact.fact.sentence, INDENT, INDENT)
    for span in fact.spans:
        yield from _span(span)


def _span(span: ToldSpan) -> Iterator[str]:
    checked, evidence = span.checked, span.checked.span.evidence
    if span.by:
        yield from _wrap(f"{span.by}:", INDENT, INDENT)
    if checked.outcome == "moved":
        yield from _wrap(f"moved from {evidence.start}–{evidence.end}; now start: {checked.start}, "
                         f"end: {checked.end}", INDENT, INDENT)
    if checked.outcome == "gone":
        what = "; what stands there now:" if checked.words else ""
        yield from _wrap(f"gone from {evidence.start}–{evidence.end}{what}", INDENT, INDENT)
    mark = "┊" if checked.outcome == "gone" else "│"
    yield from _wrap(checked.words, f"{INDENT}{mark} ", f"{INDENT}{mark} ")


def _whole(checked: Verification) -> str:
    if checked.whole is None:
        return "the deck keeps no fingerprint of the whole text"
    return "the text is the one cited" if checked.whole else "the text has changed"


def _wrap(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(printable(text), WIDTH, initial_indent=first, subsequent_indent=rest,
                         break_on_hyphens=False)
