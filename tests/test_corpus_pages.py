"""Saved text pages: every line has a zone, and what is uncertain stays empty with a warning."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus import names
from framing.corpus.context import best_segment, distances, shift, window
from framing.corpus.features import page_features
from framing.corpus.lines import choose, story_lines, trees
from framing.corpus.pages import text_to_draft, unwrap
from framing.corpus.problems import Refused
from framing.corpus.roles import find_roles
from framing.corpus.shapes import join_lists, pattern

DATA = Path(__file__).parent / "data" / "corpus"
HARBOUR = (DATA / "harbour.txt").read_text(encoding="utf-8")
PARAGRAPHS = [
    "The ferry company in Brindle cancelled its winter crossings on Monday after a fire in the engine room, it said.",
    "“Nobody was hurt,” managing director Ilse Torp told reporters. She said that repairs would last until April.",
    "The islands' council said that 1,400 people depended on the crossing and asked the government for a boat.",
    "A spokesman for the Transport Ministry said on Tuesday that the request of the islanders was being studied.",
]


def zones(draft) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for removed in draft.removed:
        found.setdefault(removed.zone, []).append(removed.text)
    return found


# ---- a whole page


def test_every_line_of_a_page_has_its_zone():
    draft = text_to_draft(HARBOUR)
    found = zones(draft)
    assert found["title"] == ["Ferry company cancels winter crossings after engine fire"] == [draft.title]
    assert found["standfirst"] == [draft.standfirst]
    assert found["byline"] == ["Oda Kest", "Transport Correspondent"]
    assert found["dateline"] == ["Tuesday 4 March 2025 07:45 GMT"]
    assert found["caption"] == [draft.caption]
    assert (draft.author, draft.date, draft.published) == ("Oda Kest", "2025-03-04", "2025-03-04T07:45:00+00:00")
    assert draft.text.startswith("The Brindle ferry company")
    assert draft.text.endswith("the company announced.")
    assert draft.text.count("\n\n") == 4


def test_appeals_inside_the_story_are_removed_with_a_reason():
    removed = {r.text: r for r in text_to_draft(HARBOUR).removed}
    appeal = next(r for text, r in removed.items() if text.startswith("Sending people to listen"))
    letter = next(r for text, r in removed.items() if text.startswith("Your inbox"))
    assert appeal.zone == letter.zone == "chrome"
    assert all(r.reason for r in removed.values())
    assert removed["Comments"].reason == "a link for sharing or commenting"


def test_kept_and_removed_lines_are_the_page():
    lines = HARBOUR.split("\n")
    draft = text_to_draft(HARBOUR)
    kept = draft.text.split("\n\n")
    gone = {r.line: r.text for r in draft.removed}
    assert all(lines[i].strip() == text for i, text in gone.items())
    assert [line.strip() for i, line in enumerate(lines) if line.strip() and i not in gone] == kept


def test_a_line_that_repeats_the_standfirst_inside_the_story_stays():
    below = "It comes after a fire in the engine room of the largest ship of the ferry company on Monday"
    again = below + ", which burned for two hours before the crew put it out with help from the shore."
    page = "\n\n".join(["Ferries stop for the winter", below, "By Oda Kest", "4 March 2025", *PARAGRAPHS[:2], again])
    draft = text_to_draft(page + "\n\n" + PARAGRAPHS[2])
    assert draft.standfirst == below
    assert again in draft.text


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_a_bare_story_is_kept_whole_whatever_its_spacing(gap):
    draft = text_to_draft(gap.join(PARAGRAPHS))
    assert draft.text == "\n\n".join(PARAGRAPHS)
    assert draft.removed == []
    left_empty = {w.split(" left empty")[0].rsplit(" ", 1)[1] for w in draft.warnings}
    assert left_empty == {"title", "date", "author", "outlet"}


def test_a_page_without_story_is_refused():
    with pytest.raises(Refused, match="story on the page"):
        text_to_draft("Home\nNews\nSport\nSign in\nContact us\n")


def test_lines_wrapped_at_a_fixed_width_are_joined_to_paragraphs():
    import textwrap

    page = "\n\n".join(textwrap.fill(p, 60) for p in PARAGRAPHS * 2)
    draft = text_to_draft(page)
    assert draft.text.split("\n\n")[0] == PARAGRAPHS[0]
    assert unwrap(PARAGRAPHS) == [[0], [1], [2], [3]]


# ---- roles


def roles(*header: str):
    lines = [*header, *PARAGRAPHS]
    return find_roles(lines, [False] * len(header) + [True] * len(PARAGRAPHS))


TITLE = "Ferry company cancels its winter crossings after fire"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Oda Kest", ["Oda Kest"]),
        ("By ODA KEST and BO SUND", ["Oda Kest", "Bo Sund"]),
        ("By Oda Kest, Bo Sund and Tam de Rook in Brindle", ["Oda Kest", "Bo Sund", "Tam de Rook"]),
        ("By Oda Kest, Transport Correspondent", ["Oda Kest"]),
        ("Von Jürgen Müller | Kelmar Gazette", ["Jürgen Müller"]),
        ("By Staff Reporters", []),
        ("By Kelmar News Agency", []),
        ("By Oda Kest, Investigations", ["Oda Kest"]),
        ("By Oda Kest and Bo Sund, CNN", ["Oda Kest", "Bo Sund"]),
        ("By Oda KestFOX", []),
        ("By Oda Kest oda.kest@gazette.example", ["Oda Kest"]),
        ("Von Oda Kest publiziert am 4. März 2025", ["Oda Kest"]),
        ("Tuesday March 4, 2025 7:45 am by Oda Kest", ["Oda Kest"]),
        ("By Oda Kest Updated March 4, 2025 8:21 am ET / Original March 4, 2025 8:02 am ET", ["Oda Kest"]),
        ("Oda Kest @odakest / 2 days", ["Oda Kest"]),
    ],
)
def test_a_byline_names_persons_or_nobody(line, authors):
    found = roles(TITLE, line, "4 March 2025")
    assert found.authors == authors
    assert found.byline == line
    assert found.zones[1] == "byline"
    assert bool(authors) != any("author left empty" in w for w in found.warnings)


@pytest.mark.parametrize("line", ["Kelmar Gazette", "Most Popular", "North Harbour", "World News"])
def test_capitalised_words_alone_are_no_author(line):
    found = roles(TITLE, line, "4 March 2025")
    assert found.authors == []
    assert any("author left empty" in w for w in found.warnings)


def test_a_bare_name_is_signed_by_the_place_from_which_it_reports():
    assert roles(TITLE, "Oda Kest in Brindle", "4 March 2025").authors == ["Oda Kest"]
    assert roles(TITLE, "Oda Kest in March", "4 March 2025").authors == []
    assert roles(TITLE, "Oda Kest in Brindle").authors == []


MENU = "Region  Ferry  Fire  Winter  Crossings"


@pytest.mark.parametrize(
    "header",
    [
        ["I'M FINE WITH THAT", "MORE CHOICES", TITLE, "By Oda Kest", "4 March 2025"],
        [MENU, "4 March 2025", TITLE],
        [MENU.replace("  ", " | "), "4 March 2025", TITLE],
        ["FERRY FIRE FEARS", TITLE, "By Oda Kest", "4 March 2025"],
        ["Winter Crossings Ferry", TITLE, "By Oda Kest", "4 March 2025"],  # a section, in words of the headline
        [TITLE, "The islands' council asks the government for a boat until April", "By Oda Kest", "4 March 2025"],
        [
            "Fire at ferry company of Skell",
            "Skell gets a winter park",
            TITLE,
            "By Oda Kest",
            "4 March 2025",
        ],
    ],
)
def test_buttons_menus_catchwords_and_lists_are_no_headline(header):
    assert roles(*header).title == TITLE


@pytest.mark.parametrize("header", [["MORE CHOICES AND THINGS"], ["Ten words about gardens", "4 March 2025"], [MENU]])
def test_without_a_certain_headline_the_title_is_empty(header):
    found = roles(*header)
    assert found.title == ""
    assert any("title left empty" in w for w in found.warnings)


def test_of_two_dates_that_of_publication_is_taken():
    found = roles(TITLE, "Updated 6 March 2025", "4 March 2025")
    assert found.when.date == "2025-03-04"
    only = roles(TITLE, "Updated 6 March 2025")
    assert only.when.date == "2025-03-06"
    assert "the page gives the date of an update only" in only.warnings


def test_an_ambiguous_date_is_none():
    found = roles(TITLE, "03/04/2025")
    assert found.when is None
    assert any("date left empty" in w for w in found.warnings)


def test_a_page_may_give_its_address():
    assert roles("https://gazette.example/a-1", TITLE, "4 March 2025").url == "https://gazette.example/a-1"


# ---- outlets

CHROME = [
    "Discover more from The Skell Times",
    "Subscribe to The Skell Times",
    "The Skell Times is trusted by readers",
]


def test_an_outlet_is_named_by_its_own_chrome():
    assert names.outlet([*CHROME, "Get the Skell Times app"], [], {}) == "The Skell Times"


@pytest.mark.parametrize(
    "chrome",
    [
        CHROME[1:2],  # said once
        ["Read more on this story", "Photo: Reuters", "Reuters", "Reuters graphic"],  # another's picture
        ["© 2025 Oda Kest", "Oda Kest", "By Oda Kest"],  # a person
        ["© 2025 Future Holdings Ltd", "Future Holdings", "Future Holdings Ltd"],  # a company
        [*CHROME, "Subscribe to Kelmar Gazette", "Kelmar Gazette is read by you", "Access to Kelmar Gazette"],  # rivals
    ],
)
def test_an_uncertain_outlet_is_none(chrome):
    assert names.outlet(chrome, [], {}) == ""


def test_the_users_own_outlets_are_known_by_alias():
    known = {"The Skell Times": "The Skell Times", "Skell Times": "The Skell Times"}
    assert names.outlet(["Skell Times", "Menu"], [], known) == "The Skell Times"


# ---- the model's parts


def test_the_best_segment_has_the_largest_sum():
    assert best_segment(np.array([-1, 3, -1, 4, -9, 5.0])) == (1, 3)
    assert best_segment(np.array([-1.0, -2.0])) == (0, -1)


def test_distances_count_lines_to_the_next_and_from_the_last():
    until, since = distances(np.array([False, True, False, False, True, False]))
    assert list(until) == [1, 0, 2, 1, 0, 50]
    assert list(since) == [50, 0, 1, 2, 0, 1]


def test_shift_and_window_look_around():
    column = np.array([1.0, 2.0, 3.0])
    assert list(shift(column, 1, 0)) == [2, 3, 0]
    assert list(shift(column, -2, 9)) == [9, 9, 1]
    assert list(shift(column, 5, 7)) == [7, 7, 7]
    assert list(window(column, 1, 0)) == [1, 1.5, 2.5]


def test_trees_add_their_leaves():
    model = {
        "roots": [0, 3],
        "feature": [0, -1, -1, -1],
        "threshold": [0.5, 0, 0, 0],
        "left": [1, 0, 0, 0],
        "right": [2, 0, 0, 0],
        "value": [0, -2.0, 2.0, 0.5],
        "baseline": -0.5,
    }
    found = trees(model, np.array([[0.5], [0.6]]))
    assert found == pytest.approx(1 / (1 + np.exp([2.0, -2.0])))


def test_the_choice_maximises_expected_f1_and_joins_plain_neighbours():
    probability = np.array([0.99, 0.9, 0.04, 0.01, 0.04])
    words = np.array([50.0, 40, 30, 5, 30])
    none = np.zeros(5, dtype=bool)
    assert list(choose(probability, words, none)) == [True, True, False, False, False]
    plain = np.array([True, True, True, True, True])
    assert list(choose(probability, words, plain)) == [True, True, True, False, False]


def test_a_list_made_alike_goes_with_the_story_line_above_it():
    dates = ["June 9 – Tampa, FL", "July 14 – Nashville, TN", "May 1 – Troy, NY", "May 3 – Holm, MO"]
    assert {pattern(line) for line in dates} == {"A 9 – A"}
    lines = ["She goes on tour:", *dates, "Home", *(f"Subscribe {n} – Now, Login" for n in range(4))]
    chosen = np.array([True] + [False] * 9)
    likely = np.full(10, 0.1)
    assert list(join_lists(chosen, likely, lines)) == [True] * 5 + [False] * 5
    assert list(join_lists(chosen, likely / 2, lines)) == list(chosen)
    assert list(join_lists(np.roll(chosen, 5), likely, lines)) == [False] * 5 + [True] + [False] * 4


def test_the_features_have_the_names_that_the_model_was_trained_on():
    from framing.corpus.lines import _model

    page = page_features(HARBOUR.split("\n"))
    assert page.names == _model()["features"]
    assert page.numbers.shape == (len(page.kept), len(page.names))
    assert np.isfinite(page.numbers).all()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=12))
def test_any_lines_get_one_label_each_and_blank_ones_none(lines):
    story = story_lines(lines)
    assert len(story) == len(lines)
    assert not any(kept and not line.strip() for kept, line in zip(story, lines, strict=True))
