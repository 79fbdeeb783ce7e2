"""Whose words a fact reports, where our own export tells it: entities, of which the type is open."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from quizgen.bank.deck import speaker_name
from quizgen.importing.ids import Taken, slug
from quizgen.importing.plan import NewEntity
from quizgen.importing.question import Told

_DENIED = re.compile(r"(?:^|(?<=[.?!”] ))([^.?!]{2,120}) denied it\.")
_POLARITY = {"claimed": "asserts", "denied": "denies", "no comment": "declines"}
_ARTICLE = re.compile(r"^[Tt]he (?=\w)")
_MARKS = re.compile(r"[{}\[\]]")


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
    """A sentence with its speaker marked in place, and whoever denies it."""

    text: str
    slot: str
    speaker: NewEntity
    assertions: tuple[dict[str, str], ...] = ()


def find_speaker(told: Told, sentence: str, speakers: Speakers) -> Spoken | None:
    """The sentence of a claim with its speaker marked; None where that cannot be told.

    It is told where one party is named in it, and one publisher, the source, reports the party.
    """
    name, reported, publisher = told.who.partition(", reported by ")
    denier = _DENIED.search(told.explanation)
    own = _POLARITY.get(told.standing, "asserts" if denier and told.standing == "disputed" else "")
    if not own or told.further or _MARKS.search(sentence):
        return None
    if not reported or publisher != speaker_name(told.publisher):
        return None
    found = _find_name(name, sentence)
    if found is None:
        return None
    start, end, short = found
    speaker = speakers.of(name, short)
    if speaker is None:
        return None
    how = "" if short else ":full"
    text = f"{sentence[:start]}{{the_speaker{how}=@{speaker.id}}}{sentence[end:]}"
    said = [{"by": speaker.id, "polarity": own}] if own != "asserts" else []
    if denier and told.standing == "disputed":
        other = speakers.of(re.sub(r"^The (?=\w)", "the ", denier[1]))
        said += [{"by": other.id, "polarity": "denies"}] if other else []
    return Spoken(text, "the_speaker", speaker, tuple(said))


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
