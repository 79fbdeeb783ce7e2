"""Entities: the people, places, bodies and things that facts speak of."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from quizgen.bank.text import Frozen, Id, Text

Family = Literal["person", "organisation", "place", "thing"]

# schema.org's names, and the family that decides which slots an entity may fill.
FAMILIES: dict[str, Family] = {
    "Person": "person",
    "Organization": "organisation",
    "GovernmentOrganization": "organisation",
    "NewsMediaOrganization": "organisation",
    "EducationalOrganization": "organisation",
    "PoliticalParty": "organisation",
    "SportsTeam": "organisation",
    "Corporation": "organisation",
    "Country": "place",
    "City": "place",
    "AdministrativeArea": "place",
    "Place": "place",
    "Landform": "place",
    "BodyOfWater": "place",
    "CivicStructure": "place",
    "Vehicle": "thing",
    "Product": "thing",
    "CreativeWork": "thing",
    "Legislation": "thing",
    "Event": "thing",
    "Thing": "thing",
}
EntityType = Literal[
    "Person", "Organization", "GovernmentOrganization", "NewsMediaOrganization",
    "EducationalOrganization", "PoliticalParty", "SportsTeam", "Corporation", "Country", "City",
    "AdministrativeArea", "Place", "Landform", "BodyOfWater", "CivicStructure", "Vehicle",
    "Product", "CreativeWork", "Legislation", "Event", "Thing",
]


class Entity(Frozen):
    """One person, place, body or thing. An entity that no fact uses is a foil: a ready distractor.

    Others are offered to the facts of the first digest that names them and of later ones, so that
    what a new day brings leaves the questions of older days as learners know them.
    """

    id: Id = Field(description="Set from the key in entities.yaml.")
    name: Text = Field(description="The name as a reader sees it, without an article.")
    type: EntityType = Field(description="A type of schema.org.")
    subtype: Text | None = Field(
        None, description="A common noun: village, submarine, brigade. Options share it."
    )
    article: Literal["the"] | None = Field(None, description="“the” where the name takes it.")
    title: Text | None = Field(
        None, description="What stands before the name in full: “Russian President”."
    )
    description: Text | None = Field(
        None, description="A short gloss that fits after “is”: “a port on the Black Sea”."
    )
    aliases: tuple[Text, ...] = Field((), description="Other names; typed answers accept them.")
    surname: Text | None = Field(None, description="Accepted alone where unique in the deck.")
    country: Id | None = Field(None, description="The entity of its country.")
    within: Id | None = Field(None, description="The place it lies in, or the body it belongs to.")
    side: Text | None = Field(None, description="Its side in the story; makes distractors alike.")
    preposition: Literal["in", "at", "on", "aboard"] = Field(
        "in", description="For places: in Sochi, at the cosmodrome."
    )
    foil: Annotated[bool, Field(strict=True)] = Field(
        False, description="True: offered as a wrong option to facts from before it came up, too."
    )
    plural: Annotated[bool, Field(strict=True)] = Field(
        False, description="True where the name takes “were”."
    )

    @cached_property
    def family(self) -> Family:
        """Person, organisation, place or thing."""
        return FAMILIES[self.type]

    @cached_property
    def noun(self) -> str:
        """The word for a question: `which` + noun."""
        return self.subtype or _NOUNS.get(self.type, "one")

    @cached_property
    def named(self) -> str:
        """The name with its article, for the middle of a sentence."""
        return f"{self.article} {self.name}" if self.article else self.name

    @cached_property
    def full(self) -> str:
        """The name with its title: `Russian President Vladimir Putin`."""
        return f"{self.title} {self.name}" if self.title else self.named

    @cached_property
    def kind_before(self) -> str:
        """What introduces the bare name: `the village of `, `the submarine `; or nothing."""
        if not self.subtype or self.article or self.subtype.lower() in self.name.lower():
            return ""
        return f"the {self.subtype} {'of ' if self.family == 'place' else ''}"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name: the main one first."""
        return (self.name, *self.aliases)

    @cached_property
    def called(self) -> tuple[str, ...]:
        """Whatever it may be called by somebody who names it: its names, with title, by surname."""
        return (*self.names, self.full, *([self.surname] if self.surname else []))


_NOUNS = {
    "Organization": "organisation", "GovernmentOrganization": "body",
    "NewsMediaOrganization": "publisher", "EducationalOrganization": "institution",
    "PoliticalParty": "party", "SportsTeam": "team", "Corporation": "company",
    "Country": "country", "City": "city", "AdministrativeArea": "region", "Place": "place",
    "Landform": "place", "BodyOfWater": "body of water", "CivicStructure": "place",
    "Vehicle": "vehicle", "Product": "product", "CreativeWork": "work", "Legislation": "law",
    "Event": "event", "Thing": "thing",
}
