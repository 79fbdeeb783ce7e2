"""The entities of an article: the deck’s own, and those to propose."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from quizgen.bank.entity import FAMILIES, Entity, Family
from quizgen.drafting.groups import Group, family_of, type_of
from quizgen.drafting.ids import fresh, slug
from quizgen.drafting.lexicon import countries

SURE = 5  # a guess at a type with less than that behind it is marked as open
_NO_SUBTYPES = ("owner", "rival", "operator", "team", "side")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text where an entity is named; `others` are those that the name could mean too."""

    start: int
    end: int
    entity: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of the article: the deck's own (`known`), or one to propose."""

    id: str
    name: str
    type: str
    sure: bool = True
    known: bool = False
    title: str | None = None
    subtype: str | None = None
    aliases: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    article: bool = False
    plural: bool = False

    @property
    def family(self) -> Family:
        """Person, organisation, place or thing."""
        return FAMILIES[self.type]

    @property
    def surname(self) -> str | None:
        """A new person's last name."""
        named = " " in self.name and self.family == "person"
        return family_name(self.name, self.aliases) if named else None


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities by id, in the order of the article, and every mention in order."""

    members: Mapping[str, Member]
    mentions: tuple[Mention, ...]


def known_member(entity: Entity) -> Member:
    """An entity of the deck as one of the article."""
    names = {*entity.names, *filter(None, [entity.surname])}
    return Member(
        entity.id,
        entity.name,
        entity.type,
        known=True,
        names=frozenset(names),
        title=entity.title,
        article=bool(entity.article),
        plural=entity.plural,
    )


def new_member(entity: str, group: Group) -> Member:
    """The entity that is proposed for a group, with what is known of it."""
    kind, weight = type_of(group)
    person = FAMILIES[kind] == "person"
    country = countries().get(group.country or "")
    aliases = tuple(
        a
        for a in group.aliases
        if not (person and group.name.endswith(" " + a)) and not (country and a == country.name)
    )
    titles = [t for t in group.titles if t[:1].isupper()] or group.titles
    nouns = [noun for noun in group.subtypes if noun not in _NO_SUBTYPES]
    collective = re.search(r" (?:forces|troops|officials|authorities|soldiers|police)$", group.name)
    return Member(
        entity,
        group.name,
        kind,
        weight >= SURE,
        False,
        max(titles, key=len) if titles and person else None,
        nouns[0].lower() if nouns and not person and not group.country else None,
        aliases,
        frozenset((group.name, *group.aliases)),
        group.article and not person and kind not in ("City", "Vehicle"),
        bool(collective),
    )


def new_id(group: Group, taken: Container[str]) -> str:
    """An id of a person's family name, of anything else's whole name."""
    own = family_name(group.name, group.aliases) if family_of(group) == "person" else group.name
    return fresh(slug(own) or slug(group.name), taken)


def family_name(name: str, aliases: Container[str]) -> str:
    """A person's family name: the last, but the first of “Kim Jong Un”, who is called Kim, and of
    “Kim Soo-yeon”.
    """
    words = name.split()
    first = words[0] in aliases or (len(words) == 2 and re.fullmatch(r"[A-Z][a-z]+-[a-z]+", words[1]))
    return words[0] if first else words[-1]
