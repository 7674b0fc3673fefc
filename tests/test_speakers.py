"""Resolution of sources within an article, on sentences of our own about invented people."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.resources import leaf_groups
from framing.voices.records import Found, Source, Zone
from framing.voices.speakers import Context, context, identify


def found_at(text: str, *mentions: str, content: str = "", zone: str = "story") -> list[Found]:
    """One Found for each mention, looked for from the place of the one before."""
    found, at = [], 0
    for mention in mentions:
        start = text.index(mention, at)
        at = start + 1
        place = text.index(content) if content else len(text)
        found.append(
            Found(
                zone, [(place, place + len(content))], (start, start + len(mention)), None, "indirect", "core", "test"
            )
        )
    return found


def sources(text: str, *mentions: str, known: Context | None = None) -> list[Source]:
    return identify({"story": Zone("story", text)}, found_at(text, *mentions), known or context())


def names(found: Sequence[Source]) -> list[str]:
    return [s.source_name for s in found]


THREE_KIMS = (
    "Deputy trade minister Kim Bo-ram said talks would go on. "
    "Kim Sae-jin, a fellow at the Lindow Institute, doubted it. "
    "The minister's sister, Kim Ha-neul, said she was tired. Ms Kim said she wanted peace. "
    "Kim Sae-jin said he would write a book."
)


def test_three_people_of_one_surname_stay_three() -> None:
    got = sources(THREE_KIMS, "Deputy trade minister Kim Bo-ram", "Kim Sae-jin", "Kim Ha-neul", "Ms Kim", "Kim Sae-jin")
    assert [s.source_id for s in got] == ["s1", "s2", "s3", "s3", "s2"]
    assert names(got)[:3] == ["Kim Bo-ram", "Kim Sae-jin", "Kim Ha-neul"]


def test_surname_first_name_and_title_lead_to_one_person() -> None:
    text = (
        "Harbour minister Odile Brandt opened the pier. Brandt said it was late. The minister said it was safe. "
        "Mrs Brandt said it was done."
    )
    got = sources(text, "Harbour minister Odile Brandt", "Brandt said"[:6], "The minister", "Mrs Brandt")
    assert names(got) == ["Odile Brandt"] * 4
    assert {s.source_id for s in got} == {"s1"}


@pytest.mark.parametrize(("pronoun", "name"), [("he", "Tomas Verhoeven"), ("she", "Ingrid Solberg")])
def test_a_pronoun_takes_up_the_person_of_its_gender(pronoun: str, name: str) -> None:
    text = f"Tomas Verhoeven, a baker, met Ingrid Solberg, a nurse. Later {pronoun} said it had been long."
    assert names(sources(text, pronoun + " said"[:0])) == [name]


def test_a_pronoun_prefers_the_speaker_before_over_a_name_in_between() -> None:
    text = "Marta Lindqvist said the bridge held. It was built by friends of Anna Holm. It would last, she said."
    assert names(sources(text, "Marta Lindqvist", "she")) == ["Marta Lindqvist"] * 2


def test_first_person_is_the_speaker_of_the_quotation() -> None:
    text = 'Lena Brook said: "I believe it rained," and left.'
    quote = (text.index("I believe"), text.index(" and left"))
    outer = Found("story", [quote], (0, len("Lena Brook")), None, "direct", "core", "test")
    inner = Found("story", [(quote[0] + 10, quote[1])], (quote[0], quote[0] + 1), None, "indirect", "core", "test")
    assert names(identify({"story": Zone("story", text)}, [outer, inner], context())) == ["Lena Brook"] * 2


def test_a_relative_pronoun_resolves_to_its_antecedent() -> None:
    text = "Residents met Jonas Falk, who said the water was clean."
    assert names(sources(text, "who")) == ["Jonas Falk"]


def test_country_capital_and_seat_of_power_are_one_source() -> None:
    got = sources(
        "Russia called for calm. The Kremlin said it watched. Moscow said more.", "Russia", "The Kremlin", "Moscow"
    )
    assert {(s.source_id, s.source_name, s.source_type, s.country) for s in got} == {
        ("s1", "Russia", "government", "RU")
    }


def test_government_of_a_nationality_is_that_country() -> None:
    got = sources("The French government said no. France said it again.", "The French government", "France")
    assert {s.source_id for s in got} == {"s1"}
    assert got[0].country == "FR"


def test_the_south_is_a_country_only_where_the_article_names_it() -> None:
    with_it = sources("Trade with South Korea fell. The South's government said so.", "The South's government")
    without = sources("Snow fell in the hills. The South's government said so.", "The South's government")
    assert with_it[0].country == "KR"
    assert without[0].country == ""


@pytest.mark.parametrize(
    ("first", "later", "name"),
    [
        ("Norda Airlines", "The airline", "Norda Airlines"),
        ("The Iranian foreign ministry", "The ministry", "Iranian foreign ministry"),
        ("Amnesty International", "The group", "Amnesty International"),
        ("The European Union", "The bloc", "European Union"),
        ("South Korean President Lim Do-yun", "The South Korean leader", "Lim Do-yun"),
    ],
)
def test_a_descriptor_takes_up_who_was_named(first: str, later: str, name: str) -> None:
    got = sources(f"{first} met the press. {later} said little.", first, later)
    assert names(got) == [name, name]


def test_acronym_in_brackets_is_the_body_before_it() -> None:
    text = "The Lindow Coastal Authority (LCA) met. The LCA said the sea rose."
    assert names(sources(text, "The LCA said"[:7])) == ["Lindow Coastal Authority"]


def test_coordinated_speakers_share_one_span_in_turn() -> None:
    text = "China and Brazil called for calm."
    same = found_at(text, "China and Brazil") * 2
    got = identify({"story": Zone("story", text)}, same, context())
    assert names(got) == ["China", "Brazil"]


def test_coordinated_speakers_of_one_attribution_are_one_source_of_two_names() -> None:
    got = sources("Odile Brandt and Jonas Falk said it rained.", "Odile Brandt and Jonas Falk")[0]
    assert (got.source_name, got.source_kind) == ("Odile Brandt and Jonas Falk", "collective")


def test_unnamed_speakers_are_one_source_when_their_words_are() -> None:
    got = sources(
        "Analysts said yes. Residents said no. Analysts said maybe.", "Analysts", "Residents", "Analysts said maybe"[:8]
    )
    assert [s.source_id for s in got] == ["s1", "s2", "s1"]
    assert not any(s.named for s in got)
    assert [s.source_kind for s in got] == ["collective"] * 3


def test_conduit_is_named_in_via() -> None:
    text = "Yonhap quoted the Unification Ministry as saying it was gone."
    found = found_at(text, "the Unification Ministry")
    found[0].via = (0, 6)
    got = identify({"story": Zone("story", text)}, found, context())[0]
    assert (got.source_type, got.via) == ("government", "Yonhap")


def test_headline_name_is_the_person_of_the_story() -> None:
    zones = {
        "title": Zone("title", "Brandt Says Harbour Pier Will Open Soon"),
        "story": Zone("story", "Harbour minister Odile Brandt said the pier would open."),
    }
    found = found_at(zones["title"].text, "Brandt", zone="title") + found_at(zones["story"].text, "Odile Brandt")
    assert names(identify(zones, found, context())) == ["Odile Brandt"] * 2


def test_no_source_is_unspecified_without_an_id() -> None:
    found = Found("story", [(0, 5)], None, None, "indirect", "extended", "test")
    got = identify({"story": Zone("story", "It was said.")}, [found], context())[0]
    assert (got.source_id, got.source_type, got.source_group) == ("", "unspecified", "unspecified")


@pytest.mark.parametrize(
    ("text", "mentions", "name"),
    [
        ("Sheikh Tariq al-Masoudi, the oil minister, spoke. Al-Masoudi left.", ["Al-Masoudi"], "Tariq al-Masoudi"),
        ("Ludwig von der Heyde, a baker, rose. Von der Heyde said so.", ["Von der Heyde"], "Ludwig von der Heyde"),
        ("Mayor Carmen Ruiz Ibarra came. Ms Ruiz said so.", ["Ms Ruiz"], "Carmen Ruiz Ibarra"),
        ("Senator Inés Núñez de la Vega came. Núñez said so.", ["Núñez"], "Inés Núñez de la Vega"),
        ("Imran Sheikh, a driver, waited. Sheikh said so.", ["Sheikh said"], "Imran Sheikh"),
        ("Heartbroken Elsie Pruett, 66, wept. She said so.", ["She"], "Elsie Pruett"),
        ("Irena Falk, a nurse, came. Irena Falk said so.", ["Irena Falk"], "Irena Falk"),
    ],
)
def test_shapes_of_names(text: str, mentions: list[str], name: str) -> None:
    assert names(sources(text, *mentions))[-1] == name


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("President Zoran Belić spoke. The head of state said so.", "The head of state", "Zoran Belić"),
        ("Kenya's defence minister, Wanjiru Kamau, rose. The minister said so.", "The minister", "Wanjiru Kamau"),
        ("The Lindow Council's special envoy said so. Envoy Marta Solberg left.", "The Lindow Council's special envoy",
         "Marta Solberg"),
        ("Its chief of staff, General Amadou Keita, said so.", "Its chief of staff, General Amadou Keita",
         "Amadou Keita"),
        ("Ferrosur fell. Ana Paz of Ferrosur, a mining company, left. The company said so.", "The company", "Ferrosur"),
        ("The state agency, Xinhua, said so.", "The state agency, Xinhua", "Xinhua"),
    ],
)  # fmt: skip
def test_an_office_or_a_kind_leads_to_its_only_holder(text: str, mention: str, name: str) -> None:
    assert names(sources(text, mention)) == [name]


def test_the_minister_is_neither_the_prime_minister_nor_a_deputy() -> None:
    text = "Prime minister Odile Brandt met deputy minister Jonas Falk. The minister said so."
    assert names(sources(text, "The minister")) == ["minister"]


@pytest.mark.parametrize("thing", ["the Hask Dam", "the Velle Waters Accord", "River Velle", "the Stane Bridge"])
def test_a_pronoun_takes_up_no_place_or_thing(thing: str) -> None:
    text = f"Naledi Mokoena, the water minister, came. Rain fell on {thing}. It was safe, she said."
    assert names(sources(text, "she")) == ["Naledi Mokoena"]


def test_a_pronoun_takes_up_an_unnamed_speaker() -> None:
    text = "A lorry driver said the road was open. He said it had been cleared."
    assert {(s.source_id, s.source_name) for s in sources(text, "A lorry driver", "He")} == {("s1", "lorry driver")}


def test_a_person_named_first_in_the_sentence_before_takes_the_pronoun() -> None:
    text = "Marta Lindqvist said it held. Families went home. Among them was Anna Holm, 71. She said it rained."
    assert names(sources(text, "Marta Lindqvist", "She"))[1] == "Anna Holm"


ACTORS = [
    {"name": "Tarvenia", "aliases": "Drusk;Tarvenian government", "source_type": "government", "country": "XT"},
    {"name": "Helene Marsk", "aliases": "Prime Minister Marsk", "source_type": "government", "country": "XC"},
    {"name": "Irena Varek", "aliases": "Ms Varek", "source_type": "government", "country": "XT"},
    {"name": "Milo Varek", "aliases": "General Varek", "source_type": "military", "country": "XT"},
    {"name": "Tomas Varek", "aliases": "Professor Varek", "source_type": "academic", "country": "XC"},
    {"name": "River Guardians", "aliases": "", "source_type": "civil_society", "country": ""},
]


def of_actors(text: str, *mentions: str) -> list[str]:
    return names(sources(text, *mentions, known=context(ACTORS)))


def test_persons_of_the_actors_file_are_found_by_surname_pronoun_and_office() -> None:
    text = "Marsk told parliament no. It was late, she said. The prime minister said it again."
    assert of_actors(text, "Marsk", "she", "The prime minister") == ["Helene Marsk"] * 3


def test_title_and_gender_tell_actors_of_one_surname_apart() -> None:
    text = "General Varek said no. Professor Varek said yes. Ms Varek said maybe."
    found = of_actors(text, "General Varek", "Professor Varek", "Ms Varek")
    assert found == ["Milo Varek", "Tomas Varek", "Irena Varek"]


def test_a_surname_that_several_actors_bear_is_left_apart() -> None:
    assert of_actors("On Monday Varek said no.", "Varek") == ["Varek"]


def test_a_state_of_the_actors_file_is_known_by_capital_and_adjective() -> None:
    text = "Drusk said no. The Tarvenian government said so. His Tarvenian counterpart, Luka Ostrin, said yes."
    got = sources(
        text, "Drusk", "The Tarvenian government", "His Tarvenian counterpart, Luka Ostrin", known=context(ACTORS)
    )
    assert [s.source_name for s in got] == ["Tarvenia", "Tarvenia", "Luka Ostrin"]
    assert {s.country for s in got} == {"XT"}
    assert got[0].source_id == got[1].source_id


def test_a_body_of_the_actors_file_stays_a_body() -> None:
    got = sources("The River Guardians said no.", "The River Guardians", known=context(ACTORS))[0]
    assert (got.source_name, got.source_kind) == ("River Guardians", "institution")


WORDS = st.sampled_from(
    "he she they who it I the a of and , . \" ' ’s Mr. Ms Kim Odile Brandt minister said The North Korea US report by "
    "University Russian Syrian ministries former group two men ( ) named spokesman for \n Sen. Dr — 's".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80), st.data())
def test_identify_never_fails(text: str, data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, len(text) + 3), st.integers(0, len(text) + 3)).map(sorted).map(tuple)
    found = [
        Found(
            "story",
            [data.draw(spans)],
            data.draw(st.none() | spans),
            None,
            "direct",
            "core",
            "test",
            via=data.draw(st.none() | spans),
        )
        for _ in range(data.draw(st.integers(0, 4)))
    ]
    got = identify({"story": Zone("story", text)}, found, context())
    assert len(got) == len(found)
    assert {s.source_type for s in got} <= set(leaf_groups())
    assert all(bool(s.source_id) == bool(s.source_name) for s in got)


KEYED = (
    ("Kim Jong-un said no.", "Kim Jong-un", "person: kim jong un"),
    ("Odile M. Brandt said no.", "Odile M. Brandt", "person: odile brandt"),
    ("Brandt said no.", "Brandt", ""),
    ("Odile Brandt and Ann Cole said no.", "Odile Brandt and Ann Cole", ""),
    ("A ministry spokesman said no.", "A ministry spokesman", ""),
    ("Seoul said no.", "Seoul", "state: KR"),
    ("Iran's Foreign Ministry said no.", "Iran's Foreign Ministry", "body: foreign ministry (IR)"),
    ("The Iranian foreign ministry said no.", "The Iranian foreign ministry", "body: foreign ministry (IR)"),
    ("The Foreign Ministry said no.", "The Foreign Ministry", ""),
    ("The Hartwell Institute said no.", "The Hartwell Institute", "body: hartwell institute"),
    ("AFP said no.", "AFP", "body: AFP"),
)


@pytest.mark.parametrize(("text", "mention", "key"), KEYED)
def test_a_key_tells_a_source_in_other_articles_only_where_it_is_sure(text: str, mention: str, key: str) -> None:
    assert sources(text, mention)[0].source_key == key


def test_the_key_of_an_actor_is_her_row_however_she_is_called() -> None:
    got = sources("Prime Minister Marsk said no.", "Prime Minister Marsk", known=context(ACTORS))[0]
    assert got.source_key == "actor: Helene Marsk"


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("There was Jon Bent, a clerk at the State Department who told them no.", "who", "Jon Bent"),
        ("Ann Cole met the Lindow nominee for president, who said no.", "president, who",
         "Lindow nominee for president"),
        ("In an April 2019 talk with the river council Odile Brandt said no.",
         "In an April 2019 talk with the river council Odile Brandt", "Odile Brandt"),
        ("With days until the vote, Odile Brandt, an adviser, said no.", "the vote, Odile Brandt, an adviser",
         "Odile Brandt"),
        ("A judge has refused.\n\nJudge Odile Brandt wrote so.", "A judge", "Odile Brandt"),
        ("Pier to stay shut\nSenator from Ohio says no.\n\nSen. Odile Brandt spoke.", "Senator from Ohio",
         "Odile Brandt"),
        ("A study by Lindow University professor Odile Brandt found it.",
         "A study by Lindow University professor Odile Brandt", "Odile Brandt"),
        ("Odile Brandt came. Brandt's op-ed said so.", "Brandt's op-ed", "Odile Brandt"),
        ("The votes of Florida were lost. The state said so.", "The state", "Florida"),
        ("The State Department Refugee Processing Centre said so.", "The State Department Refugee Processing Centre",
         "State Department Refugee Processing Centre"),
        ("Finance minister Odile Brandt and trade minister Jonas Falk met. Both ministers said no.", "ministers",
         "Odile Brandt and Jonas Falk"),
        ("Odile Brandt and Anna Holm met Jonas Falk. The two women said no.", "women", "Odile Brandt and Anna Holm"),
    ],
)  # fmt: skip
def test_what_leads_to_a_name(text: str, mention: str, name: str) -> None:
    assert names(sources(text, mention)) == [name]


def test_the_book_is_its_author_s_whom_another_word_for_it_named() -> None:
    text = "Odile Brandt's account is long. The White House said no. The account said so. Jonas Falk fell."
    assert names(sources(text, "Odile Brandt's account", "The White House", "The account")) == [
        "Odile Brandt",
        "White House",
        "Odile Brandt",
    ]


def test_no_pronoun_means_somebody_named_in_what_is_said() -> None:
    text = "Odile Brandt spoke to Anna Holm. “Here is Anna Holm,” she said."
    found = found_at(text, "she", content="Here is Anna Holm")
    assert names(identify({"story": Zone("story", text)}, found, context())) == ["Odile Brandt"]


def test_the_author_is_whom_the_last_line_presents_and_no_she_of_the_text() -> None:
    text = "I said no to my aunt Olive Brandt. She said yes.\n\nAnn Cole teaches law at Lindow University."
    assert names(sources(text, "I", "She")) == ["Ann Cole", "Olive Brandt"]


def test_a_surname_of_two_is_the_one_whom_the_article_calls_by_first_name() -> None:
    text = "Odile Brandt ran. Jonas Brandt, her husband, came. Odile won. Odile slept. Brandt said it rained."
    assert names(sources(text, "Brandt said"[:6])) != []
    assert names(identify({"story": Zone("story", text)}, found_at(text, "Brandt said"), context())) == ["Odile Brandt"]


@pytest.mark.parametrize(
    "said",
    [
        "Talks in the capital, Velmora, failed.",
        "Rain fell on Velmora, the capital.",
        "The Velmora government fell.",
        "Velmora's ministers met.",
    ],
)
def test_a_capital_that_no_list_has_speaks_for_its_government(said: str) -> None:
    got = sources(f"{said} Velmora said it would retaliate.", "Velmora said"[:7])[0]
    assert (got.source_type, got.source_kind) == ("government", "institution")


def test_a_word_that_nothing_explains_is_no_person_until_a_pronoun_says_so() -> None:
    silent, told = (
        sources("Velmora said no.", "Velmora")[0],
        sources("Velmora said no. Later she left.", "Velmora", "she")[0],
    )
    assert (silent.source_type, silent.source_kind, silent.source_key) == ("unspecified", "institution", "")
    assert told.source_kind == "individual"


@pytest.mark.parametrize(
    ("text", "mention", "country"),
    [
        ("The Bahamas waited. Nassau said no.", "Nassau", "BS"),
        ("Kingstown said no.", "Kingstown", "VC"),
        ("El Mouradia said no.", "El Mouradia", "DZ"),
        ("Longyearbyen said no.", "Longyearbyen", "SJ"),
    ],
)
def test_capitals_and_seats_of_small_states_speak_for_them(text: str, mention: str, country: str) -> None:
    got = sources(text, mention)[0]
    assert (got.country, got.source_type) == (country, "government")


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Trump Tower is tall. Trump said no.", "Trump said", "Donald Trump"),
        ("Odile Brandt fled. The Velle Waters lost. It was late, she said.", "she", "Odile Brandt"),
        ("Charlotte Mayor Ann Cole was late. It rained in Charlotte. She said no.", "She", "Ann Cole"),
        ("Mayor Bill van Dorp said no.", "Mayor Bill van Dorp", "Bill van Dorp"),
        ("Odile Brandt said: “It rained, and I’m late.”", "I’m", "Odile Brandt"),
        ("Five past and current employees said no.", "Five past and current employees", "past and current employees"),
        ("Nearly nine out of 10 said no.", "Nearly nine out of 10", "out of 10"),
    ],
)
def test_what_does_not_lead_astray(text: str, mention: str, name: str) -> None:
    found = found_at(text, mention)
    if "“" in text:
        said = found_at(text, "Odile Brandt", content="It rained, and I’m late.")
        assert names(identify({"story": Zone("story", text)}, [*said, *found], context())) == [name] * 2
    else:
        assert names(sources(text, mention)) == [name]


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Jonas Falk said no. Erik Brandt, an aide to Milan Reyes, came. He declined.", "He", "Erik Brandt"),
        ("Jonas Falk said no. As for Erik Brandt, he was late.", "he", "Erik Brandt"),
        ("Jonas Falk said no. It was then that Erik Brandt rose, when he told them.", "he", "Erik Brandt"),
        ("Jonas Falk said no. Erik Brandt rose. Then came Milan Reyes, a baker. Later he said it rained.", "he",
         "Jonas Falk"),
        ("Jonas Falk said no. “Erik Brandt lied. Erik Brandt fell.” It rained, he said.", "he", "Jonas Falk"),
    ],
)  # fmt: skip
def test_who_takes_over_as_the_subject_takes_the_pronoun(text: str, pronoun: str, name: str) -> None:
    first = found_at(text, "Jonas Falk", content="Erik Brandt lied. Erik Brandt fell." if "“" in text else "")
    first[0].kind = "direct"
    found = [*first, *found_at(text, f" {pronoun} ")]
    assert names(identify({"story": Zone("story", text)}, found, context()))[-1] == name
