"""Whose words a fact reports, where our own export tells it: entities, of which the type is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import speaker_name
from quizgen.bank.standing import PUBLISHER
from quizgen.bank.wording import as_sentence
from quizgen.importing.ids import Taken, slug
from quizgen.importing.plan import NewEntity
from quizgen.importing.question import Said, Told
from quizgen.importing.told import unended

_DENIED = re.compile(r"(?:^|(?<=[.?!”] ))([^.?!]{2,120}) denied it\.")
_POLARITY = {"claimed": "asserts", "denied": "denies", "no comment": "declines"}
_ARTICLE = re.compile(r"^the (?=\w)")
SLOT = "the_speaker"


@dataclass(slots=True)
class Speakers:
    """Those who have been named so far, by their names with titles."""

    known: dict[str, NewEntity] = field(default_factory=dict)

    def of(self, full: str, name: str = "") -> NewEntity | None:
        """The entity of that name and title, made when it comes first.

        `name` is without the title, where that is told; None where it was told otherwise before.
        """
        bare = _ARTICLE.sub("", full)
        before = self.known.get(bare)
        if before is None:
            ids = Taken(entity.id for entity in self.known.values())
            title = bare.removesuffix(name).strip() if name else ""
            before = NewEntity(ids.free(slug(name or bare, "speaker")), name or bare,
                               "the" if bare != full else "", title)
        elif name and before.name == bare:
            before = replace(before, name=name, title=bare.removesuffix(name).strip())
        self.known[bare] = before
        return before if not name or before.name == name else None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence, whole and in parts: what stands before its speaker, the speaker's slot, and what
    stands after; and what was said, and the rest of the explanation.

    Without a `slot` nobody is marked: the source says so in its own voice.
    """

    sentence: str
    before: str
    slot: str
    after: str
    assertions: tuple[dict[str, Any], ...]
    explanation: str


def find_speaker(
    told: Told, sentence: str, speakers: Speakers, sources: Sequence[str], own: int = 1
) -> Spoken | None:
    """The sentence of a claim with its speaker marked; None where that cannot be told.

    It is told by the file's own data; or where one party is named in the sentence, and one
    publisher, the source, reports the party. `sources` are the ids of those that are cited, of which
    number `own` is the fact's.
    """
    if told.said:
        return _spoken_by_data(told, told.said, sentence, speakers, sources, own)
    name, reported, publisher = told.who.partition(", reported by ")
    denier = _DENIED.search(told.explanation)
    polarity = _POLARITY.get(
        told.standing, "asserts" if denier and told.standing == "disputed" else "")
    if not polarity or told.further or told.uncited or not reported:
        return None
    if publisher != speaker_name(told.source.publisher):
        return None
    marked = _mark(_lowered(name), sentence, speakers) or _mark(name, sentence, speakers)
    if marked is None:
        return None
    before, slot, after, speaker = marked
    said: list[dict[str, Any]] = []
    if polarity != "asserts":
        said.append({"by": speaker.id, "polarity": polarity})
    if denier and told.standing == "disputed":
        other = speakers.of(_lowered(denier[1]))
        said += [{"by": other.id, "polarity": "denies"}] if other else []
    return Spoken(sentence, before, slot, after, tuple(said), told.explanation)


def _lowered(name: str) -> str:
    """A name at the beginning of a sentence as it stands within one."""
    return re.sub(r"^The (?=\w)", "the ", name)


def _spoken_by_data(
    told: Told, said: Sequence[Said], sentence: str, speakers: Speakers, sources: Sequence[str],
    own: int,
) -> Spoken | None:
    """The same where the file says who said what; None where nobody of them is in the sentence."""
    publisher = speaker_name(told.source.publisher)
    reported = told.standing == "reported"
    plain = reported and told.who in ("", publisher)
    sentence, rest = _told_apart(told, said, sentence)
    marked = None if plain else next(
        (found for one in said if (found := _mark(one.by, sentence, speakers))), None)
    if not plain and marked is None:
        return None
    assertions = []
    for one in said:
        words = _backed(one) if one.polarity == "supports" else ""
        if not 1 <= one.source <= len(sources) or not rest.startswith(words):
            continue
        rest = rest.removeprefix(words).strip()
        own_voice = one.by == publisher and (reported or words)
        speaker = None if own_voice else speakers.of(one.by)
        assertions.append(_assertion(one, speaker.id if speaker else PUBLISHER,
                                     "" if one.source == own else sources[one.source - 1]))
    before, slot, after = marked[:3] if marked else (sentence, "", "")
    return Spoken(sentence, before, slot, after, tuple(assertions), rest)


def _told_apart(told: Told, said: Sequence[Said], sentence: str) -> tuple[str, str]:
    """The sentence and the explanation, which begins with what was said in favour, if anything was."""
    words = next((_backed(one) for one in said if one.polarity == "supports"), "")
    whole = f"{told.sentence} {told.explanation}"
    at = -1 if told.explanation.startswith(words) else whole.find(f" {words}")
    return (unended(whole[:at]), whole[at + 1 :]) if at > 0 else (sentence, told.explanation)


def is_reported(said: Sequence[Said], publisher: str) -> bool:
    """Whether by that a matter stands as reported (quizgen/bank/standing.py)."""
    told = [one for one in said if one.polarity != "supports"]
    denied = any(one.polarity == "denies" for one in told)
    return not told or (not denied and any(
        one.polarity == "asserts" and one.by == speaker_name(publisher) for one in told))


def _assertion(said: Said, by: str, source: str) -> dict[str, Any]:
    """As it stands in the bank; what is usual is left away."""
    fields = {"by": by, "polarity": said.polarity if said.polarity != "asserts" else "",
              "content": said.content, "date": said.date, "independent": said.independent,
              "source": source}
    return {name: value for name, value in fields.items() if value}


def _backed(said: Said) -> str:
    """What our export tells of words in favour (quizgen/items/fact_words.py)."""
    date = FactDate.parse(said.date) if said.date else None
    told = f"as reported {date.preposition} {date.words()}, " if date else ""
    return as_sentence(f"{told}{said.by} said that {said.content}")


def _mark(
    name: str, sentence: str, speakers: Speakers
) -> tuple[str, str, str, NewEntity] | None:
    """The sentence around a speaker who is named in it, with their slot, and the speaker."""
    found = _find_name(name, sentence)
    if found is None:
        return None
    start, end, short = found
    speaker = speakers.of(name, short)
    how = "" if short else ":full"
    return (sentence[:start], f"{{{SLOT}{how}=@{speaker.id}}}", sentence[end:], speaker) if (
        speaker) else None


def _find_name(full: str, sentence: str) -> tuple[int, int, str] | None:
    """Where a name stands in a sentence; with the name alone where that is without its title."""
    bare = _ARTICLE.sub("", full)
    article = "(?:the |^The )" if bare != full else ""
    whole = re.search(rf"(?<!\w){article}{re.escape(bare)}(?!\w)", sentence)
    if whole:
        return whole.start(), whole.end(), ""
    words = bare.split() if bare == full else []
    for at in range(1, len(words)):
        name = " ".join(words[at:])
        short = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence)
        if short and name[0].isupper():
            return short.start(), short.end(), name
    return None
