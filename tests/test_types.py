"""The source types, on phrases of our own; the resources decide, so most tests are rows."""

from __future__ import annotations

import pytest
from test_speakers import sources

from framing.resources import leaf_groups, rows
from framing.voices.speakers import context

DESCRIBED = [
    ("Finance minister Odile Brandt", "government"),
    ("Defence minister Odile Brandt", "military"),
    ("a Foreign Ministry spokesman", "government"),
    ("an Iranian official", "government"),
    ("a UN envoy", "intergovernmental"),
    ("the Norwegian ambassador to the United Nations", "government"),
    ("rebel commanders", "military"),
    ("a local police source", "justice"),
    ("prosecutors", "justice"),
    ("Sen. Odile Brandt", "legislator"),
    ("Ohio Secretary of State Odile Brandt", "politician"),
    ("opposition leader Odile Brandt", "politician"),
    ("Brandt campaign spokeswoman Lena Brook", "politician"),
    ("the president of the University of Lindow", "academic"),
    ("the president of Lindow Foods Inc", "business"),
    ("Odile Brandt, a historian at Lindow University", "academic"),
    ("Odile Brandt, a senior fellow at the Lindow Institute", "think_tank"),
    ("Odile Brandt, who heads the Centre for Harbour Policy", "think_tank"),
    ("Odile Brandt, chief economist at Lindow Bank", "business"),
    ("independent analysts", "expert"),
    ("Bishop Aldo Marini", "civil_society"),
    ("the dockers' union", "civil_society"),
    ("traders", "business"),
    ("singer Odile Brandt", "public_figure"),
    ("dozens of protesters", "citizen"),
    ("a lawyer for the victim", "citizen"),
    ("two people familiar with the talks", "anonymous"),
    ("a report", "document"),
    ("a poll by Lindow University", "academic"),
    ("critics", "unspecified"),
    ("Xinhua", "state_media"),
    ("the BBC", "public_media"),
    ("former foreign minister Odile Brandt", "politician"),
    ("retired general Odile Brandt", "expert"),
    ("Norway's Energy Ministry", "government"),
    ("the Ministry of Transport and Energy", "government"),
    ("the Prosecutor General's Office", "justice"),
    ("Border police Captain Odile Brandt", "justice"),
    ("the finance committee's chair, Odile Brandt", "legislator"),
    ("Odile Brandt, leader of the opposition Lantern Party", "politician"),
    ("Odile Brandt, a former ambassador now at the Lindow Institute", "think_tank"),
    ("Odile Brandt, an engineer at Lindow University", "academic"),
    ("his Slovak counterpart, Milan Hruska", "government"),
    ("the Lindow Basin Commission", "intergovernmental"),
]


@pytest.mark.parametrize(("phrase", "leaf"), DESCRIBED)
def test_leaf_of_a_description(phrase: str, leaf: str) -> None:
    got = sources(f"On Monday {phrase} said that it would rain.", phrase)[0]
    assert got.source_type == leaf, got.type_rule
    assert got.source_group == leaf_groups()[leaf]


def test_type_is_carried_from_the_apposition_to_every_attribution() -> None:
    text = "Brandt said no. Odile Brandt, a professor at Lindow University, said yes. She laughed, Brandt said."
    assert {s.source_type for s in sources(text, "Brandt", "Odile Brandt", "She", "Brandt said.")} == {"academic"}


def test_an_official_without_a_country_has_that_of_the_body_before() -> None:
    text = "Norway's foreign ministry said no. Deputy minister Odile Brandt said so. Analyst Jonas Falk said yes."
    got = sources(text, "Norway's foreign ministry", "Deputy minister Odile Brandt", "Analyst Jonas Falk")
    assert [s.country for s in got] == ["NO", "NO", ""]


@pytest.mark.parametrize(
    ("text", "mention", "leaf"),
    [
        ("Relief Lindow came. Its coordinator, Odile Brandt, said so.", "Its coordinator, Odile Brandt",
         "civil_society"),
        ("The Lindow Police came. Its chief engineer, Odile Brandt, said so.", "Its chief engineer, Odile Brandt",
         "justice"),
        ("The Defence Ministry met. Odile Brandt, a ministry spokeswoman, said so.", "Odile Brandt", "military"),
        ("The Tarvenian army met. On Monday Tarvenia said so.", "Tarvenia said", "government"),
        ("Dark fell on Tarvenia. Later Tarvenia's foreign minister left. Then Tarvenia said so.", "Tarvenia said",
         "government"),
        ("They met Norda. Yesterday Norda, a mining company, shut. Then Norda said so.", "Norda said", "business"),
        ("The Velle Waters Accord says so.", "The Velle Waters Accord", "document"),
        ("He recalled the ambassador.\n\nOdile Brandt, 71, a retired teacher, said so.", "Odile Brandt", "citizen"),
    ],
)  # fmt: skip
def test_the_text_around_a_name_tells_what_it_is(text: str, mention: str, leaf: str) -> None:
    got = sources(text, mention)[0]
    assert got.source_type == leaf, got.type_rule


def test_former_is_told() -> None:
    assert sources("Former mayor Odile Brandt said so.", "Former mayor Odile Brandt")[0].former
    assert not sources("Mayor Odile Brandt said so.", "Mayor Odile Brandt")[0].former


@pytest.mark.parametrize(
    ("date", "leaf"), [("2016-09-01", "politician"), ("2018-09-01", "government"), ("2022-09-01", "politician")]
)
def test_a_known_person_has_the_capacity_of_the_day(date: str, leaf: str) -> None:
    assert sources("Trump said so.", "Trump", known=context().article(date=date))[0].source_type == leaf


def test_the_actors_file_overrides_everything() -> None:
    known = context(
        [{"name": "Xinhua", "aliases": "the agency X", "source_type": "expert", "country": "XA", "side": "north"}]
    )
    got = sources("Xinhua said so.", "Xinhua", known=known)[0]
    assert (got.source_type, got.country, got.side) == ("expert", "XA", "north")
    assert "actors file" in got.type_rule


def test_an_actor_given_as_a_person_is_found_by_an_alias() -> None:
    known = context(
        [{"name": "Odile Brandt", "aliases": "Brandt", "source_type": "military", "country": "XB", "side": "south"}]
    )
    got = sources("Prime minister Odile Brandt spoke. Ms Brandt said so.", "Ms Brandt", known=known)[0]
    assert (got.source_name, got.source_type, got.country, got.side) == ("Odile Brandt", "military", "XB", "south")


def test_the_users_outlets_override_the_registry() -> None:
    known = context(outlets=[{"outlet": "The Lindow Crier", "country": "XA", "kind": "newspaper", "control": "state"}])
    got = sources("The Lindow Crier said so.", "The Lindow Crier", known=known)[0]
    assert (got.source_type, got.country) == ("state_media", "XA")


def test_an_outlet_without_a_published_source_is_never_state_media() -> None:
    known = context(outlets=[{"outlet": "Lindow Crier", "source_type": "state_media", "basis": "unsourced"}])
    assert sources("Lindow Crier said so.", "Lindow Crier", known=known)[0].source_type == "news_media"


def test_the_rule_names_its_evidence() -> None:
    rule = sources("Odile Brandt, a fellow at the Lindow Institute, said so.", "Odile Brandt")[0].type_rule
    assert "fellow" in rule
    assert "Lindow Institute" in rule
    assert rule.endswith("-> think_tank")


@pytest.mark.parametrize("name", ["roles", "patterns", "organisations", "office_holders"])
def test_every_leaf_of_the_resources_is_in_the_codebook(name: str) -> None:
    assert {row["leaf"] for row in rows(f"sources/{name}.csv")} <= set(leaf_groups())


def test_no_phrase_stands_twice() -> None:
    phrases = [row["phrase"] for row in rows("sources/roles.csv")]
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize(
    ("text", "mention", "leaf"),
    [
        ('Asked whether he would run again, Mr Amsel said: "No."', "Mr Amsel", "politician"),
        ("Amsel met Mr Holm, who would run again. Mr Holm said no.", "Mr Holm", "citizen"),
        ("Writing in the New York Times, Ann Cole said no.", "Ann Cole", "news_media"),
        ("Two Democrats on Capitol Hill said no.", "Two Democrats on Capitol Hill", "legislator"),
    ],
)
def test_deeds_outlets_and_seats_tell_a_capacity(text: str, mention: str, leaf: str) -> None:
    assert sources(text, mention)[0].source_type == leaf


@pytest.mark.parametrize(
    ("text", "mention", "leaf"),
    [
        ("Iowa State University's Ann Cole said no.", "Ann Cole", "academic"),
        ("Ann Cole, who served as ambassador to Peru, said no.", "Ann Cole", "government"),
        ("Current and former officials said no.", "Current and former officials", "government"),
        ("About four in ten said no.", "four in ten", "citizen"),
        ("The state Division of Gaming said no.", "The state Division of Gaming", "government"),
    ],
)
def test_words_in_names_and_clauses_that_decide(text: str, mention: str, leaf: str) -> None:
    assert sources(text, mention)[0].source_type == leaf
