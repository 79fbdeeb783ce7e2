"""What a fact says, in words: its sentence, with who says so and how it stands; its explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from quizgen.bank.as_of import overtaken_on
from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck, Source, speaker_name
from quizgen.bank.fact import Fact
from quizgen.bank.standing import Assertion, Standing, derive_standing
from quizgen.bank.wording import (
    Piece,
    Values,
    as_sentence,
    join,
    render,
)
from quizgen.items.answers import join_names
from quizgen.items.item import BLANK, Citation


@dataclass(frozen=True)
class FactWords:
    """The words of one fact of a deck."""

    deck: Deck
    fact: Fact

    @cached_property
    def values(self) -> Values:
        """Every filled slot of the fact."""
        return self.fact.values(self.deck.entities)

    @cached_property
    def templates(self) -> tuple[str, ...]:
        """The sentences to choose from."""
        return self.fact.templates()

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The sentence as it is, in pieces."""
        return render(self.templates, self.values) or ()

    @cached_property
    def source(self) -> Source:
        """The source that reported it."""
        return self.deck.source_of(self.fact)

    @cached_property
    def later_sources(self) -> tuple[Source, ...]:
        """The sources of later reports on the matter."""
        return self.deck.later_sources(self.fact)

    @cached_property
    def said(self) -> tuple[Assertion, ...]:
        """What has been said on the matter."""
        return self.fact.said()

    @cached_property
    def standing(self) -> Standing:
        """How it stands by that."""
        return derive_standing(self.said)

    @cached_property
    def as_of(self) -> FactDate:
        """The day of the latest report on the matter."""
        later = (source.date for source in self.later_sources)
        return max((self.source.date, *later), key=lambda d: d.last_day)

    def speakers(self, *polarities: str) -> list[str]:
        """The names of those who asserted (or denied …) it, each once."""
        names = {}
        for assertion in self.said:
            if assertion.polarity in polarities:
                known = self.deck.entities.get(assertion.by)
                names[assertion.by] = known.full if known else self.publisher
        return list(names.values())

    @cached_property
    def publisher(self) -> str:
        """The publisher's name within a sentence."""
        return speaker_name(self.source.publisher)

    # -- the sentence ---------------------------------------------------------------------------

    def framed(self, pieces: Sequence[Piece], openly: bool = False) -> str:
        """The pieces in words, with what must stand before them: as-of date and speakers."""
        text, front = join(pieces), []
        overtaken = self.fact.perishable and not self.fact.dates_itself(text)
        dated = overtaken or self.fact.status == "superseded"
        if dated and self.as_of.words() not in text:
            front.append(f"as of {self.as_of.words()}")
        if not self.fact.names_speaker() and self.standing != "reported":
            front.append(f"according to {join_names(self.speakers('asserts'))}")
        elif openly and self.publisher not in text:
            front.append(f"according to {self.publisher}")
        return "".join([f"{part}, " for part in front]) + text

    def statement(self, values: Values, blank: str | None = None, openly: bool = False) -> str:
        """The whole sentence with its speakers; `blank` names a slot to leave out."""
        pieces = render(self.templates, values, {blank: BLANK} if blank else None)
        assert pieces is not None, f"{self.fact.id}: no sentence applies"
        return as_sentence(self.framed(pieces, openly))

    @cached_property
    def sentence(self) -> str:
        """The fact in one sentence, with whoever says so."""
        if not self.stated:
            clause = join(render(self.fact.clause(), self.values) or ())
            who, said = ("denies", "denied that") if self.standing == "denied" else (
                "declines", "declined to say whether")
            return as_sentence(f"{join_names(self.speakers(who))} {said} {clause}")
        return self.statement(self.values)

    @cached_property
    def stated(self) -> bool:
        """Whether anybody says so: what is only denied, or met with no comment, is not asked."""
        return self.fact.names_speaker() or self.standing not in ("denied", "no comment")

    @cached_property
    def explanation(self) -> str:
        """What is shown after an answer: the sentence, a denial, the author's own words."""
        parts = [self.sentence]
        if self.standing == "disputed" and not self.fact.names_speaker():
            parts.append(as_sentence(f"{join_names(self.speakers('denies'))} denied it"))
        parts += [self.backed(a) for a in self.said if a.polarity == "supports"]
        if self.fact.explanation:
            parts.append(as_sentence(self.fact.explanation))
        return " ".join(parts)

    def backed(self, said: Assertion) -> str:
        """What somebody said in its favour that is less than the fact says."""
        known = self.deck.entities.get(said.by)
        who = known.full if known else self.publisher
        told = f"as reported {said.date.preposition} {said.date.words()}, " if said.date else ""
        return as_sentence(f"{told}{who} said that {said.content}")

    @cached_property
    def notice(self) -> str:
        """Since when and why the fact is no longer asked; nothing where it still is."""
        if self.fact.status == "current":
            return ""
        day = overtaken_on(self.deck, self.fact)
        since = f" by the report of {day.words()}" if day else ""
        parts = [f"{self.fact.status.capitalize()}{since}."]
        if self.fact.why:
            parts.append(as_sentence(self.fact.why))
        follower = self.deck.facts.get(self.fact.superseded_by or "")
        if follower:
            parts.append(replace(self, fact=follower).sentence)
        return " ".join(parts)

    @cached_property
    def attribution(self) -> str:
        """Who says so, and the publishers who reported them."""
        named = self.speakers("asserts") or self.speakers("denies", "declines")
        sources = (self.deck.find_source(self.fact, a.source) for a in self.said
                   if a.polarity == "asserts" or not self.speakers("asserts"))
        publishers = dict.fromkeys(speaker_name(source.publisher) for source in sources)
        reported = [name for name in publishers if name not in named]
        return join_names(named) + (f", reported by {join_names(reported)}" if reported else "")

    # -- around a question -----------------------------------------------------------------------

    def written(self, wish: bool | str) -> str:
        """An author's own stem with its slots filled; nothing where there is none."""
        return join(render(wish, self.values) or ()) if isinstance(wish, str) else ""

    def with_date(self, question: str) -> str:
        """The question, with the day of the reports where it has no date."""
        day = self.as_of.words()
        dated = day in question or (str(self.as_of.year) in question and not self.fact.perishable)
        if not self.from_one_source():
            front = "" if dated else f"in reports up to {day}, "
        else:
            front = f"according to {self.publisher}{'' if dated else f'’s report of {day}'}, "
        return as_sentence(front + question, "?")

    def from_one_source(self) -> bool:
        """Whether all that was said on the matter stands in the fact's own source."""
        return {a.source for a in self.said if a.source} <= {self.source.id}


def citation(source: Source) -> Citation:
    """A source as it is cited under an item."""
    return Citation(source.publisher, source.date.words(), source.title, source.url, source.note)
