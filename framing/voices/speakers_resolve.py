"""Resolution: from the mention of a source ("she", "the ministry", "Mr Kim") to somebody of the article's cast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.voices.mentions import Mention, Text
from framing.voices.records import Found, Span, Zone
from framing.voices.speakers_cast import Cast, Entity
from framing.voices.speakers_lexicon import Term
from framing.voices.types import Typed, type_of
from framing.voices.types_phrases import Description, core, core_end, describe, head_role

Place = tuple[int, int]
ADJECTIVES = frozenset({"nation", "pattern"})


class Resolver:
    """Resolves the sources of one article in the order in which they stand in it."""

    def __init__(
        self, texts: Mapping[str, Text], zones: Mapping[str, Zone], found: Sequence[Found], cast: Cast, outlet: str
    ) -> None:
        self.texts, self.zones, self.found, self.cast, self.outlet = texts, zones, found, cast, outlet
        self.lexicon = cast.lexicon
        self.small = cast.lexicon.small
        self.resolved: list[tuple[Place, Entity]] = []  # sources resolved so far, in reading order
        self.unnamed: dict[str, Entity] = {}
        self.states: dict[str, Entity] = {}
        self.documents: dict[str, Entity] = {}  # kind of document -> author of the last one
        self.answers: list[Entity | None] = [None] * len(found)
        self.current: Found | None = None

    def run(self) -> list[Entity | None]:
        """One entity a Found, None where the text gives no source."""
        order = sorted(range(len(self.found)), key=lambda k: self._where(self.found[k]))
        turns: dict[tuple[str, Span], int] = {}
        for k in order:
            found = self.found[k]
            if found.source is None or found.zone not in self.texts:
                continue
            key = (found.zone, found.source, tuple(found.content))
            turns[key] = turns.get(key, -1) + 1
            self.current = found
            entity = self.resolve(self.texts[found.zone], found.source, turns[key])
            self.answers[k] = entity
            if entity is not None:
                place = (self.texts[found.zone].number, self.texts[found.zone].span(*found.source)[0])
                entity.places.append(place)
                self.resolved.append((place, entity))
        return self.answers

    def _where(self, found: Found) -> tuple[int, int]:
        text = self.texts.get(found.zone)
        return (text.number if text else 99, found.source[0] if found.source else -1)

    def conduit(self, via: Span | None, zone: str) -> str:
        """The name of the conduit; "" when there is none."""
        if via is None or zone not in self.texts:
            return ""
        entity = self.resolve(self.texts[zone], via, 0)
        return entity.name if entity else ""

    # -- one source ----------------------------------------------------------------------------------------------

    def resolve(self, text: Text, span: Span, turn: int) -> Entity | None:
        """The entity that the characters of `span` name; turn counts attributions that share it (coordinated speakers)."""
        first, last = self._trim(text, *text.span(*span))
        if first >= last:
            return None
        if last - first == 1 and self._is_pronoun(text, first):
            return self._pronoun(text, first, text.lows[first])
        if nations := self._nations(text, first, last):
            return self._of_nation(text, nations[min(turn, len(nations) - 1)], nations[-1], last)
        parts = self._coordinated(text, first, last)
        if len(parts) > 1 and any(turns > 0 for turns in (turn,)) or (len(parts) > 1 and self._shared(span)):
            return self._phrase(text, *parts[min(turn, len(parts) - 1)])
        if len(parts) > 1:
            return self._together(text, parts)
        return self._phrase(text, *parts[0])

    def _is_pronoun(self, text: Text, i: int) -> bool:
        return (text.lows[i] in self.lexicon.pronouns or text.lows[i] in self.small["relative"]) and text.words[i] != "US"

    def _shared(self, span: Span) -> bool:
        mine = self.current
        return sum(1 for f in self.found if f.source == span and f.zone == mine.zone and f.content == mine.content) > 1

    def _trim(self, text: Text, first: int, last: int) -> tuple[int, int]:
        """The words without quotation marks, commas and prepositions at the edges."""
        while first < last and (not _is_word(text, first) or text.lows[first] in ("by", "to", "and")):
            first += 1
        while last > first and not _is_word(text, last - 1):
            last -= 1
        if last - first > 1 and text.lows[last - 1] == "'s":
            last -= 1
        return first, last

    def _coordinated(self, text: Text, first: int, last: int) -> list[tuple[int, int]]:
        """The parts of "X and Y" when both are whole speakers; otherwise one part."""
        end = core_end(text, first, last, self.lexicon)
        if text.word(end) != "and" or end + 1 >= last or end == first:
            return [(first, last)]
        left = self._is_speaker(text, first, end)
        right = self._is_speaker(text, end + 1, last)
        if left and right and self._same_holder(text, first, end, last):
            return [(end + 1, last)]
        if left and right:
            return [(first, end), *self._coordinated(text, end + 1, last)]
        return [(first, last)]

    def _nations(self, text: Text, first: int, last: int) -> list[int]:
        """The places of "Russian" and "Syrian" in "the Russian and Syrian defence ministries"."""
        i = first + (text.lows[first] in self.small["determiner"])
        a = text.terms.get(i)
        b = text.terms.get(a[0] + 1) if a and text.word(a[0]) == "and" else None
        if not a or not b or a[1].kind != "nation" or b[1].kind != "nation" or b[0] >= last:
            return []
        return [i, a[0] + 1]

    def _of_nation(self, text: Text, nation: int, last_nation: int, last: int) -> Entity | None:
        after, term = text.terms[nation][0], text.terms[nation][1]
        start = text.terms[last_nation][0]
        said = describe(text, start, last, self.lexicon, self.cast.look)
        if said is None:
            return None
        said.country = term.country
        name = f"{text.between(nation, after)} {text.between(start, core_end(text, start, last, self.lexicon))}"
        return self._speaker(name, said, named=said.form == "institution")

    def _same_holder(self, text: Text, first: int, end: int, last: int) -> bool:
        """ "his wife and presidential nominee X": one person with two titles."""
        role = head_role(text, first, end)[1]
        if role is None or role.form != "individual" or any(k in text.names for k in range(first, end)):
            return False
        names = [text.names[k] for k in range(end, last) if k in text.names]
        return bool(names) and names[-1].form == "person" and text.lows[end + 1] not in self.small["determiner"]

    def _is_speaker(self, text: Text, first: int, last: int) -> bool:
        i = first + (text.lows[first] in self.small["determiner"])
        end = core_end(text, i, last, self.lexicon)
        ends_in_name = any(k in text.names and text.names[k].last >= end for k in range(i, end))
        return ends_in_name or head_role(text, i, end)[1] is not None or self._is_pronoun(text, first)

    def _together(self, text: Text, parts: list[tuple[int, int]]) -> Entity | None:
        members = [e for p in parts if (e := self._phrase(text, *p)) is not None]
        if len(members) < 2:
            return members[0] if members else None
        name = " and ".join(m.name for m in members)
        if name not in self.unnamed:
            self.unnamed[name] = Entity(name, "collective", all(m.named for m in members), parts=tuple(members))
        return self.unnamed[name]

    # -- names ---------------------------------------------------------------------------------------------------

    def _phrase(self, text: Text, first: int, last: int) -> Entity | None:
        """The entity of a noun phrase: the name that heads it, the author of a document, or an unnamed speaker."""
        i = self._after_determiners(text, first, last)
        for k in range(max(0, i - 4), i):  # a name that began before the span: "Ukraine's General Staff"
            if k in text.names and text.names[k].last > i and text.names[k].form == "institution":
                return self._named(text.names[k])
        i, end = core(text, i, last, self.lexicon)
        if named := self._heading_name(text, i, end, last):
            return named
        return self._descriptor(text, i, last, definite=text.lows[first] in self.small["definite"])

    def _after_determiners(self, text: Text, first: int, last: int) -> int:
        """The first word after "the", "some of the", "at least two"; a possessive pronoun stays."""
        i, small = first, self.small["determiner"]
        while i < last - 1 and i not in text.names and (text.lows[i] in small or (text.lows[i] == "of" and i > first)):
            if text.lows[i] in self.lexicon.pronouns or (i in text.terms and text.terms[i][0] > i + 1):
                break
            i += 1
        return i

    def _heading_name(self, text: Text, i: int, end: int, last: int) -> Entity | None:
        """The person or body whose name ends the core, or follows it after a comma."""
        names = [text.names[k] for k in range(i, end) if k in text.names]
        if names and names[-1].last >= end and text.word(names[-1].last) != "'s":
            return self._named(names[-1])
        role = head_role(text, i, end)[1]
        if role and role.form == "individual" and text.word(end) in (",", "of", "named"):
            k = next((k for k in range(end, min(len(text.lows), end + 12)) if text.lows[k] == "," or text.lows[k] == "named"), -1)
            if 0 <= k:
                k += 1
                while k < len(text.lows) and (k in text.terms and text.terms[k][1].kind == "honorific" or text.lows[k] == "."):
                    k += 1
                if k in text.names and text.names[k].form == "person" and k - end < 14:
                    return self._named(text.names[k])
        if names and role and role.form == "institution" and names[-1].form == "institution" and names[-1].last == end - 1 - _words_before(text, end):
            return self._named(names[-1])
        if names and not role and text.word(names[-1].last) != "'s" and names[-1].last < end and all(text.lows[k] not in self.small["determiner"] for k in range(names[-1].last, end)):
            return self._named(names[-1])
        return None

    def _named(self, mention: Mention) -> Entity:
        entity = self.cast.of.get(mention.place)
        if entity is None:
            return self._stranger(mention)
        if mention.form == "country":
            return self._state(mention.term, entity)
        return entity

    def _stranger(self, mention: Mention) -> Entity:
        """A capitalised word taken for chance until it turned out to speak."""
        entity = self.cast.of[mention.place] = Entity(mention.name, "individual", mentions=[mention], places=[mention.place])
        self.cast.entities.append(entity)
        return entity

    def _state(self, term: Term, entity: Entity | None = None) -> Entity:
        """The one entity of a country, its capital, its seat of power and its government."""
        if term.country not in self.states:
            name = self.lexicon.countries.get(term.country, term.name)
            rule = f"country: {term.name} -> government"
            state = entity or Entity(name, "institution")
            state.name = name
            state.typed = Typed("government", rule, term.country, term.side)
            self.states[term.country] = state
        return self.states[term.country]

    # -- unnamed speakers ----------------------------------------------------------------------------------------

    def _descriptor(self, text: Text, first: int, last: int, definite: bool = False) -> Entity | None:
        said = describe(text, first, last, self.lexicon, self.cast.look)
        end = core_end(text, first, last, self.lexicon)
        if said is None:
            return self._unknown(text, first, end, last)
        if said.follows == "author" or said.form == "document":
            return self._document(text, said, first, end, definite)
        if said.role == "country" and definite:
            return self._last(lambda e: e in self.states.values()) or self._new(text, first, end, said)
        owner = text.lows[first]
        if said.role == "spokesperson" and said.owner is not None and said.form == "individual" and said.owner.form != "country":
            return self._spoken_for(said)
        if said.form == "institution" and said.role == "government" or said.role == "administration":
            if state := self._government(text, first, end, said):
                return state
        if definite and said.form == "individual" and (known := self._known_role(said, text, first)):
            return known
        if not definite and said.form == "individual" and (known := self._announced(said, text, first)):
            return known
        if said.leaf == "politician" and said.form == "collective" and self._in_parliament(text, end):
            said.leaf, said.rule = "legislator", f"{text.lows[end - 1]}: members of a legislature in this article -> legislator"
        if text.lows[first - 1] in self.small["pair"] and said.form == "collective" and (pair := self._pair(said, text, first)):
            return pair
        if definite and said.country and t_is_media(said.leaf) and (medium := self._last(lambda e: e.term is not None and e.term.kind == "outlet" and e.term.country == said.country)):
            return medium
        if definite and said.form == "institution" and (body := self._known_body(said, text, first, end)):
            return body
        if self._is_pronoun(text, first) and said.follows in ("first", "client"):
            client = self._pronoun(text, first, owner)
            if client is not None and not (typed := type_of(client, self.lexicon, self.cast.look)).weak:
                said.leaf, said.rule = typed.leaf, f"{said.role} of {client.name} -> {typed.leaf}"
        return self._new(text, first, end, said)

    def _spoken_for(self, said: Description) -> Entity:
        """The body whose unnamed spokesperson speaks; an unknown name that has one is taken for a company."""
        entity = self._named(said.owner)
        if entity.form == "individual" and not entity.said and not entity.person:
            entity.form, entity.typed = "institution", Typed(said.leaf, said.rule)
        return entity

    def _government(self, text: Text, first: int, end: int, said: Description) -> Entity | None:
        """ "the South Korean government", "Moscow's administration": the country itself."""
        if not said.country or any(k in text.names and text.names[k].form != "country" for k in range(first, end)):
            return None
        name = self.lexicon.countries.get(said.country, said.country)
        if said.country not in self.states:
            entity = self._state(Term("country", name, "government", said.country))
            entity.name = f"Government of {name}"
        return self.states[said.country]

    def _known_role(self, said: Description, text: Text, first: int) -> Entity | None:
        """The latest person known by that title, whose descriptions share the most words."""
        place, best, score = (text.number, first), None, (0, (-1, -1))
        for entity in self.cast.entities:
            if entity.form != "individual" or (said.gender and entity.gender and said.gender != entity.gender):
                continue
            roles = [d for d in entity.said if d.role == said.role or (said.role in ("lawmaker", "judge") and d.leaf == said.leaf)]
            office = entity.person.office.lower() if entity.person else ""
            words = frozenset().union(*(d.words for d in roles)) if roles else frozenset()
            if office and any(said.role == o.split()[-1] or o.endswith(said.role) for o in office.split(";")):
                words |= frozenset(office.replace(";", " ").split())
            if not words:
                continue
            if said.country and any(d.country and d.country != said.country for d in roles):
                continue
            near = entity.last_before(place) or (-1, -1)
            bare = any(d.owner is None for d in roles) and not said.owner
            if (new := (len(words & said.words) + bare, near)) > score:
                best, score = entity, new
        if best is None and said.role in ("man", "woman", "boy", "girl", "teenager", "suspect", "father", "mother", "official"):
            return self._latest_source(lambda e: e.form == "individual" and (not e.gender or not said.gender or e.gender == said.gender) and (said.role != "official" or not e.named))
        return best

    def _announced(self, said: Description, text: Text, first: int) -> Entity | None:
        """ "A federal judge" of the lead or headline: the only person of that office whom the article names after it."""
        if said.leaf not in ("justice", "legislator") or not self._near_top(text, first):
            return None
        fits = [e for e in self.cast.entities if e.form == "individual" and any(d.leaf == said.leaf for d in e.said)]
        places = [p for e in fits for p in e.places]
        return fits[0] if len(fits) == 1 and all(p > (text.number, first) or text.in_headline(p[1]) for p in places) else None

    def _near_top(self, text: Text, first: int) -> bool:
        return text.number > 0 or text.raw.count("\n", 0, text.starts[first]) < 5

    def _in_parliament(self, text: Text, end: int) -> bool:
        """Whether the article calls these party people members of a legislature: "House Republicans" makes the others so."""
        party = self.small["party"]
        return text.lows[end - 1] in party and any(
            t.leaf == "legislator" and t.kind == "role" and x.lows[e - 1] in party
            for x in self.texts.values() for e, t in x.terms.values()
        )  # fmt: skip

    def _pair(self, said: Description, text: Text, first: int) -> Entity | None:
        """ "Both men", "the two leaders": the two people named last."""
        place = (text.number, first)
        people = [e for e in self.cast.entities if e.form == "individual" and e.gender != "f" and (e.last_before(place) or (-1,))[0] == place[0]]
        if said.role not in ("man", "men", "leader", "candidate") or len(people) < 2:
            return None
        latest = self._named_together(text, people, place) or sorted(people, key=lambda e: -len(e.places))[:2]
        if len(latest[-1].places) < 2:
            return None
        name = " and ".join(e.name for e in latest)
        return self.unnamed.setdefault(name, Entity(name, "collective", parts=tuple(latest)))

    def _named_together(self, text: Text, people: list[Entity], place: Place) -> list[Entity]:
        """The two people whom the text last named as "X and Y" before `place`."""
        for first in sorted((k for k in text.names if k < place[1]), reverse=True):
            after = text.names[first].last
            second = after + 1
            while second in text.terms and second not in text.names and text.terms[second][1].kind in ("nation", "honorific"):
                second = text.terms[second][0]
            if text.word(after) == "and" and second in text.names:
                both = [self.cast.of.get((text.number, k)) for k in (first, second)]
                if all(e in people for e in both):
                    return both
        return []

    def _known_body(self, said: Description, text: Text, first: int, end: int) -> Entity | None:
        """The body that "the ministry" or "the company" takes up: one whose name has the word, else the latest of that leaf."""
        head = text.lows[end - 1]
        if nation_given := said.country:
            for entity in self.cast.entities:
                if entity.form == "institution" and head in entity.name.lower() and type_of(entity, self.lexicon, self.cast.look).country == nation_given:
                    return entity
            return None
        if end - first > 1 and said.words - {head}:
            return None
        with_word = self._last(lambda e: e.form == "institution" and head in e.name.lower().split(), (text.number, first))
        if with_word or said.leaf in ("justice", "military", "government", "legislator"):
            return with_word if with_word else self._latest_source(lambda e: e.form == "institution" and type_of(e, self.lexicon, self.cast.look).leaf == said.leaf)
        generic = said.role in ("organisation",)
        return self._latest_source(
            lambda e: e.form == "institution" and e.named and (generic or type_of(e, self.lexicon, self.cast.look).leaf == said.leaf)
        )

    def _document(self, text: Text, said: Description, first: int, end: int, definite: bool) -> Entity | None:
        """The author of a report, poll or statement when given; "the study" is the one before it; else the document."""
        if said.owner is not None:
            self.documents[said.role] = self._named(said.owner)
            return self.documents[said.role]
        again = definite or text.word(first - 1) in ("another", "one")
        if again and said.leaf == "document" and end - first == 1 and text.word(end) != "of" and said.role in self.documents:
            return self.documents[said.role]
        if self._is_pronoun(text, first) and (author := self._pronoun(text, first, text.lows[first])):
            return author
        if said.role == "article" or said.role == "film":
            leaf = "public_figure" if said.role == "film" else None
            latest = self._last(lambda e: (t := type_of(e, self.lexicon, self.cast.look)).leaf == leaf if leaf else e.form == "institution" and t_is_media(type_of(e, self.lexicon, self.cast.look).leaf), (text.number, first))
            if definite and latest:
                return latest
        elif definite and said.leaf == "document" and end - first == 1:
            key = next((k for k in reversed(self.resolved) if k[1].form in ("document", "institution") or k[1].said and k[1].said[0].follows == "author"), None)
            if key and (said.role == "document"):
                return key[1]
        return self._new(text, first, end, said)

    def _unknown(self, text: Text, first: int, end: int, last: int) -> Entity | None:
        """A phrase with no word the lexicon knows: its possessor's things speak for the possessor, else nobody."""
        if first < last and self._is_pronoun(text, first) and (owner := self._pronoun(text, first, text.lows[first])):
            return owner
        names = [text.names[k] for k in range(first, end) if k in text.names]
        if names:
            return self._named(names[0])
        later = [text.names[k] for k in range(end, last) if k in text.names]
        said = Description("unspecified", "no title, name or head noun known -> unspecified", form="collective")
        if later and text.word(end) in ("of", "by", "from") and end - first <= 2:
            return self._named(later[0])
        patterns = [text.terms[k][1] for k in range(first, end) if k in text.terms and text.terms[k][1].kind == "pattern"]
        if patterns:
            pattern = min(patterns, key=lambda t: t.rank)
            said = Description(pattern.leaf, f"word: {pattern.name} -> {pattern.leaf}", form="institution")
        return self._new(text, first, end, said)

    def _new(self, text: Text, first: int, end: int, said: Description) -> Entity:
        """The unnamed speaker of this phrase: the same words are the same speaker."""
        name = text.between(first, end) or text.between(first, first + 1)
        return self._speaker(name, said)

    def _speaker(self, name: str, said: Description, named: bool = False) -> Entity:
        key = name.lower()
        if key not in self.unnamed:
            entity = Entity(name, said.form, named, said.gender, said=[said])
            entity.typed = Typed(said.leaf or "unspecified", said.rule, said.country, former=said.former)
            self.unnamed[key] = entity
        return self.unnamed[key]

    # -- pronouns ------------------------------------------------------------------------------------------------

    def _pronoun(self, text: Text, i: int, low: str) -> Entity | None:
        if low in self.small["relative"]:
            return self._antecedent(text, i)
        gender, number = self.lexicon.pronouns[low]
        if gender == "self":
            return self._myself(text, i, number)
        place = (text.number, i)
        if gender in ("m", "f"):
            found = self._person(place, gender)
            if found is not None and found.form == "individual" and not found.gender:
                found.gender = gender
            return found
        if low in ("it", "its", "itself"):
            fits = lambda e: e.form in ("institution", "document")  # noqa: E731
        else:
            fits = lambda e: e.form in ("collective", "institution") or bool(e.parts)  # noqa: E731
        return self._latest_source(fits, place) or self._last(fits, place)

    def _person(self, place: Place, gender: str) -> Entity | None:
        """He or she: the speaker of the attribution before, unless another fitting subject stands nearer."""
        def fits(e: Entity) -> bool:
            return e.form == "individual" and e.gender in ("", gender)

        speaker = next(((p, e) for p, e in reversed(self.resolved) if p < place and fits(e)), None)
        nearest = self._nearest_person(place, gender)
        if speaker is None:
            return nearest[1] if nearest else None
        if nearest is None or nearest[1] is speaker[1] or nearest[0] <= speaker[0]:
            return speaker[1]
        return nearest[1] if self._changes_subject(nearest[0], speaker[0]) else speaker[1]

    def _nearest_person(self, place: Place, gender: str) -> tuple[Place, Entity] | None:
        best = None
        for entity in self.cast.entities:
            if entity.form == "individual" and entity.gender in ("", gender):
                if not entity.gender and not entity.said and not any(len(m.words) > 1 for m in entity.mentions):
                    continue  # a single word that nothing shows to be a person
                p = entity.last_before(place)
                if p and p[0] == place[0] and (best is None or p > best[0]):
                    best = (p, entity)
        return best

    def _changes_subject(self, place: Place, before: Place) -> bool:
        """Whether the name at `place` begins its sentence, so that it takes over from the speaker before."""
        text = next(t for t in self.texts.values() if t.number == place[0])
        k, steps = place[1] - 1, 0
        while k >= 0 and steps < 6 and (k in text.terms or text.words[k][0].isupper() or text.lows[k] in ("the", ".", "a")):
            if text.lows[k] == "." and len(text.words[k - 1]) > 3:
                return True
            if "\n" in text.raw[text.ends[k] : text.starts[k + 1]]:
                return True
            k, steps = k - 1, steps + 1
        return k < 0 or text.lows[k] in (".", "”", '"', "?", "!") or "\n" in text.raw[text.ends[k] : text.starts[k + 1]]

    def _antecedent(self, text: Text, i: int) -> Entity | None:
        """Who the relative pronoun at word i takes up: the name or noun phrase that ends before it."""
        j = i
        while j > 0 and (text.lows[j - 1] in (",", "and", "of") or text.lows[j - 1] in self.small["preposition"]):
            j -= 1
        start = j
        while start > 0 and j - start < 12:
            low = text.lows[start - 1]
            if low in self.small["boundary"] or low in (",", ".", ";", "”", "“", '"', ":"):
                break
            start -= 1
            if low in self.small["determiner"]:
                break
            if low in self.small["preposition"] and start < j - 1:
                start += 1
                break
        if start >= j:
            return None
        names = [text.names[k] for k in range(start, j) if k in text.names and text.names[k].last >= j]
        if names:
            return self._named(names[-1])
        return self._phrase(text, start, j)

    def _myself(self, text: Text, i: int, number: str) -> Entity | None:
        """I and we: the speaker of the quotation around them, else the outlet's own author."""
        at = text.starts[i]
        for found, entity in zip(self.found, self.answers, strict=True):
            if entity is not None and found.zone == self.current.zone and any(a <= at < b for a, b in found.content):
                return entity
        return self._author()

    def _author(self) -> Entity:
        if "\0author" not in self.unnamed:
            entity = Entity(self.outlet or "author", "individual", named=bool(self.outlet), gender="self")
            entity.typed = Typed("news_media", "first person of the article's author -> news_media")
            self.unnamed["\0author"] = entity
        return self.unnamed["\0author"]

    # -- look back -----------------------------------------------------------------------------------------------

    def _latest_source(self, fits, place: Place | None = None) -> Entity | None:
        return next((e for p, e in reversed(self.resolved) if (place is None or p < place) and fits(e)), None)

    def _last(self, fits, place: Place = (99, 0)) -> Entity | None:
        """The entity mentioned last before `place`."""
        best = None
        for entity in self.cast.entities:
            if (p := entity.last_before(place)) and (best is None or p > best[0]) and fits(entity):
                best = (p, entity)
        return best[1] if best else None


def _is_word(text: Text, i: int) -> bool:
    return text.lows[i][0].isalnum()


def _words_before(text: Text, end: int) -> int:
    """How many words the term that ends at `end` has beyond one."""
    return next((end - k - 1 for k in range(max(0, end - 5), end) if k in text.terms and text.terms[k][0] == end), 0)


def t_is_media(leaf: str) -> bool:
    return leaf in ("state_media", "public_media", "news_media")
