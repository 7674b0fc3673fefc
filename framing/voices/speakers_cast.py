"""The cast of an article: its mentions joined to entities, each with everything the text says about it."""

from __future__ import annotations

from collections import Counter, defaultdict

from framing.voices.mentions import Mention, Text
from framing.voices.speakers_entity import Entity, Place
from framing.voices.speakers_kinds import places_and_things, states_and_bodies
from framing.voices.speakers_lexicon import Lexicon
from framing.voices.speakers_people import honorific_gender, is_kin, kin_gender, link, same_person, title, titles
from framing.voices.speakers_terms import name_key
from framing.voices.types import type_of
from framing.voices.types_context import around, deeds


class Cast:
    """Every named entity of an article's texts, in reading order: the story first, then the zones above it."""

    def __init__(self, texts: list[Text], lexicon: Lexicon, date: str) -> None:
        self.texts, self.lexicon, self.date = texts, lexicon, date
        self.epithets = tuple(lexicon.small["epithet"])
        self.entities: list[Entity] = []
        self.of: dict[Place, Entity] = {}
        self._bodies: dict[tuple[str, ...], Entity] = {}
        self._people: dict[str, list[Entity]] = defaultdict(list)
        self._inner: dict[str, list[Entity]] = defaultdict(list)  # "Ruiz" of "Carmen Ruiz Ibarra"
        mentions = [m for text in texts for m in text.names.values()]
        self._certain = {
            m.words[0]
            for m in mentions
            if m.form == "person" and not m.text.in_headline(m.first) and not m.text.opens_sentence(m.first)
        }
        full = [m for m in mentions if m.form == "person" and len(self._parts(m)) > 1]
        self._surnames = Counter(self._parts(m)[-1] for m in full)
        self._alone = Counter(m.words[0].lower() for m in mentions if len(m.words) == 1)
        for mention in full:
            self._full_name(mention)
        for mention in mentions:
            if mention.place not in self.of:
                self._short_name(mention) if mention.form == "person" else self._body(mention)

    # -- people --------------------------------------------------------------------------------------------------

    def _full_name(self, mention: Mention) -> None:
        if self._begins_with_a_verb(mention):
            mention.first += 1
            if len(self._parts(mention)) < 2:
                return self._short_name(mention)
        parts = self._parts(mention)
        known = self.lexicon.people.get(name_key(mention.words))
        for entity in self._people.get(parts[-1], ()):
            if same_person(parts, self._parts(entity.mentions[0])) or (
                known and entity.person and entity.person.name == known[0].name
            ):
                return self._join(entity, mention)
        gender = self.lexicon.first_names.get(mention.words[0], "") or kin_gender(mention, self.lexicon)
        entity = Entity(mention.name, "individual", gender=gender)
        self._enter(entity, mention)
        link(entity, mention, self.lexicon, self.date)
        for part in {parts[0], parts[-1]} if self._may_open(parts, mention) else {parts[-1]}:
            self._people[part].append(entity)
        for part in parts[1:-1]:
            self._inner[part].append(entity)

    def _may_open(self, parts: list[str], mention: Mention) -> bool:
        """Whether the first word alone may mean this person: not "Trump" of "Trump Tower", a known surname."""
        others = {p.name for p in self.lexicon.people.get(parts[0], ())}
        known = {p.name for p in self.lexicon.people.get(name_key(mention.words), ())}
        return not others or bool(others & known) or mention.words[0] in self.lexicon.first_names

    def _parts(self, mention: Mention) -> list[str]:
        """The words of a name without signs, initials and particles, in small letters."""
        particles, words = self.lexicon.small["particle"], mention.words
        kept = [
            w.lower()
            for w in words
            if len(w) > 1
            and w not in ("Jr", "Sr", "II", "III")
            and (w.lower() not in particles or w in self.lexicon.first_names)
        ]
        return kept or [words[0].lower()]

    def _begins_with_a_verb(self, mention: Mention) -> bool:
        """Whether a sentence's first word stands before a name known without it: "Following Assange"."""
        word, rest = mention.words[0], self._parts(mention)[1:]
        if not mention.text.opens_sentence(mention.first) or word in self.lexicon.first_names or word in self._certain:
            return False
        if len(rest) > 1 and word.lower().endswith(self.epithets) and mention.words[1] in self.lexicon.first_names:
            return True  # "Heartbroken Elsie Pruett"
        known = " ".join(rest) in self.lexicon.people or (rest[-1] in self._surnames and self._surnames[rest[-1]] > 1)
        return known and " ".join(self._parts(mention)) not in self.lexicon.people

    def _is_chance(self, mention: Mention) -> bool:
        """Whether a single capitalised word is no name: the first of a sentence, never seen inside one."""
        word = mention.words[0]
        if mention.text.word(mention.last) == "'s":
            return False
        return (mention.text.in_headline(mention.first) or mention.text.opens_sentence(mention.first)) and not (
            word in self._certain or word in self.lexicon.first_names or word.lower() in self.lexicon.people
        )

    def _short_name(self, mention: Mention) -> None:
        part = self._parts(mention)[-1] if len(mention.words) > 1 else mention.words[0].lower()
        gender = honorific_gender(mention)
        persons = self._people.get(part) or (() if part in self.lexicon.people else self._inner.get(part, ()))
        fits = [e for e in persons if not gender or e.gender in ("", gender)]
        if gender and any(p.gender == gender and p.leaf and not p.office for p in self.lexicon.people.get(part, ())):
            fits = [e for e in fits if e.gender == gender]
        if fits and (rank := title(mention)):
            actors = {p.name for p in self.lexicon.people.get(part, ()) if rank in p.titles}
            titled = [e for e in fits if rank in titles(e)]
            fits = titled or [e for e in fits if not actors or e.name in actors]
        if fits and not (self._known_surname(part, gender) and all(is_kin(e) for e in fits)):
            return self._join(self._best(fits, mention, part, gender), mention, gender)
        if (part,) in self._bodies:
            return self._join(self._bodies[(part,)], mention)
        if self._is_chance(mention):
            return None
        if (same := self._same_known(part)) is not None:
            return self._join(same, mention, gender)
        entity = Entity(mention.name, "individual", gender=gender or self.lexicon.first_names.get(mention.words[0], ""))
        self._enter(entity, mention)
        link(entity, mention, self.lexicon, self.date)
        self._people[part].append(entity)
        return None

    def _same_known(self, part: str) -> Entity | None:
        """The person of the cast who is known beforehand by this short name too."""
        known = {p.name for p in self.lexicon.people.get(part, ())}
        fits = [e for e in self.entities if e.person and e.person.name in known] if len(known) == 1 else []
        return fits[0] if len(fits) == 1 else None

    def _known_surname(self, part: str, gender: str) -> bool:
        """Whether the surname alone means somebody known, as "Trump" does beside a wife or a son in full."""
        known = self.lexicon.people.get(part, ())
        return bool(known) and (not gender or known[0].gender == gender)

    def _best(self, fits: list[Entity], mention: Mention, part: str, gender: str) -> Entity:
        """Of several people of one name the one named in full most often, known by it, named last."""
        if len(fits) == 1:
            return fits[0]
        known = self.lexicon.people.get(part, ())
        owner = known[0].name if known else ""
        if not gender and any(e.name == owner for e in fits):
            fits = [e for e in fits if not is_kin(e)]

        def weight(e: Entity) -> tuple[bool, float, Place]:
            full = sum(len(m.words) > 1 for m in e.mentions) + self._alone[self._parts(e.mentions[0])[0]]
            return (
                bool(gender) and e.gender == gender,
                full + 0.5 * (e.name == owner),
                e.last_before(mention.place) or (-1, -1),
            )

        return max(fits, key=weight)

    # -- bodies --------------------------------------------------------------------------------------------------

    def _body(self, mention: Mention) -> None:
        if (
            mention.last - mention.first == 1
            and mention.words[0].isupper()
            and (mention.text.lows[mention.first],) in self._bodies
        ):
            return self._join(self._bodies[(mention.text.lows[mention.first],)], mention)
        key = (mention.term.name,) if mention.term else tuple(mention.text.lows[mention.first : mention.last])
        entity = self._bodies.get(key)
        if entity is None:
            ours = mention.term is not None and mention.term.kind == "actor"
            entity = self._bodies[key] = Entity(
                mention.term.name if ours else mention.name, "institution", term=mention.term
            )
            self._enter(entity, mention)
            if not mention.term:
                initials = "".join(w[0] for w in mention.words if w[0].isupper()).lower()
                if len(initials) > 2:
                    self._bodies.setdefault((initials,), entity)
            self._acronym(mention, entity)
        else:
            self._join(entity, mention)
        return None

    def _acronym(self, mention: Mention, entity: Entity) -> None:
        """ "Kaesong Industrial Complex (KIC)": the letters in brackets are another name of it."""
        text, k = mention.text, mention.last
        if (
            text.word(k) == "("
            and text.word(k + 2) == ")"
            and text.words[k + 1].isupper()
            and len(text.words[k + 1]) > 1
        ):
            self._bodies.setdefault((text.lows[k + 1],), entity)
            self._people[text.lows[k + 1]] = [entity]

    # -- both ----------------------------------------------------------------------------------------------------

    def _enter(self, entity: Entity, mention: Mention) -> None:
        self.entities.append(entity)
        self._join(entity, mention)

    def _join(self, entity: Entity, mention: Mention, gender: str = "") -> None:
        entity.mentions.append(mention)
        entity.places.append(mention.place)
        entity.gender = entity.gender or gender or honorific_gender(mention)
        settled = (entity.person and " " in entity.name) or (entity.term and entity.term.kind == "actor")
        if len(mention.name) > len(entity.name) and not settled:
            entity.name = mention.name
        self.of[mention.place] = entity

    def hear(self) -> None:
        """Read what stands around every person's names: titles, appositions, affiliations; tell who is no person."""
        states_and_bodies(self)
        for entity in self.entities:
            if entity.form == "individual":
                for mention in entity.mentions:
                    entity.said.extend(around(mention, self.lexicon, self.look))
                if not entity.said and not entity.person:
                    entity.said.extend(d for mention in entity.mentions for d in deeds(mention))
                genders = [d.gender for d in entity.said if d.gender]
                entity.gender = entity.gender or (genders[0] if genders else "")
        places_and_things(self)

    def called(self, text: Text, i: int) -> Entity | None:
        """The only person by that surname, where the word may also be a title: "Sheikh", "King"."""
        alone = text.words[i][0].isupper() and i in text.terms and i not in text.names
        known = [e for e in self._people.get(text.lows[i], ()) if e.is_person()] if alone else []
        return known[0] if len(known) == 1 else None

    def look(self, mention: Mention) -> tuple[str, str, str]:
        """(leaf, country, rule) of a name inside a description."""
        entity = self.of.get(mention.place)
        if entity is None:
            return "", "", ""
        typed = type_of(entity, self.lexicon, self.look)
        return ("" if typed.weak else typed.leaf), typed.country, typed.rule
