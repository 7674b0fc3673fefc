"""How well the story of a text page is told from its chrome: the seed page, and floors on the development pages.

The shipped model was trained on these pages, so its own labels of them say nothing about new ones. What is measured is
a model trained without the pages' sites and without the wordings of injected.jsonl, on the first of the five folds that
`python -m framing.corpus.train_lines ../shared/gold/pagetext --folds --unseen` goes through.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

import framing
from framing.corpus.draft import Draft
from framing.corpus.html import parse
from framing.corpus.kinds import check_kind
from framing.corpus.marked import letters
from framing.corpus.metadata import read_metadata
from framing.corpus.recurring import drop_recurring
from framing.corpus.roles import find_roles

SHARED = Path(__file__).parents[3] / "shared"
PAGES, SEED = SHARED / "gold" / "pagetext", SHARED / "seed"

FILES = {
    "full.jsonl": "1e308d791041f7c561c7c3981cb8a88dc558b97287049da871b29ba47095c0fe",
    "column.jsonl": "22ea9f4b92e2be3d9963215f2cbd17da638947abcc1d171cf3a11f8c75296e73",
    "injected.jsonl": "cbdfd4316b3b3cc89ea71181c94cc1b47f768b460e584bd78cd15dc560f5c15e",
}
# kind: least mean page F1, and the largest share of pages that lose over a tenth of their story.
# They stand a little below what was measured (.909, .972, .964), as trees differ by version of scikit-learn. A floor is
# lowered only on purpose, with the reason in the commit.
FLOORS = {"full": (0.90, 0.11), "column": (0.96, 0.11), "injected": (0.955, 0.11)}
# kind: least share of right headlines among the pages that hold theirs, and the largest of wrong ones among all pages.
HEADLINES = {"full": (0.90, 0.07), "column": (0.88, 0.09)}


def need(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path} is not here: its floor is not measured")
    return path


@pytest.fixture(scope="module")
def scores() -> dict[str, tuple[int, float, float]]:
    from framing.corpus.train_lines import evaluate, load

    for name, sha in FILES.items():
        found = hashlib.sha256(need(PAGES / name).read_bytes()).hexdigest()
        assert found == sha, f"{PAGES / name} has changed; measure the floor again"
    return evaluate(load(PAGES), unseen=True, rounds=1)


@pytest.mark.parametrize("kind", FLOORS)
def test_pages_of_unseen_sites_reach_their_floor(scores, kind):
    pages, f1, lost = scores[kind]
    print(f"{kind}: {pages} pages, F1pp {f1:.3f}, pages losing over a tenth {lost:.3f} (floor {FLOORS[kind]})")
    assert f1 >= FLOORS[kind][0]
    assert lost <= FLOORS[kind][1]


@pytest.mark.parametrize("kind", FLOORS)
def test_no_page_that_holds_a_story_is_refused(kind):
    lines = need(PAGES / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    for page in map(json.loads, lines):
        check_kind(page["lines"], list(map(bool, page["story"])))


def test_no_story_loses_a_line_to_those_that_recur():
    lines = need(PAGES / "column.jsonl").read_text(encoding="utf-8").splitlines()
    drafts = []
    for page in map(json.loads, lines):
        story = [line.strip() for line, kept in zip(page["lines"], page["story"], strict=True) if kept]
        drafts.append(Draft(page["id"], "\n\n".join(story), "one outlet", places=[[n] for n in range(len(story))]))
    drop_recurring(drafts)
    assert [draft.removed for draft in drafts] == [[]] * len(drafts)


@pytest.fixture(scope="module")
def headlines() -> dict[str, str]:
    """The headline of each page in letters, as its HTML gives it."""
    folder = need(SHARED / "gold" / "extraction" / "html")
    pages = {path.name.split(".")[0]: gzip.decompress(path.read_bytes()) for path in sorted(folder.iterdir())}
    return {
        page: letters(read_metadata(parse(source.decode("utf-8", "replace"))).title) for page, source in pages.items()
    }


@pytest.mark.parametrize("kind", HEADLINES)
def test_headlines_of_text_pages_reach_their_floor(headlines, kind):
    right = wrong = held = 0
    pages = [json.loads(line) for line in need(PAGES / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()]
    for page in pages:
        title, truth = letters(find_roles(page["lines"], list(map(bool, page["story"]))).title), headlines[page["id"]]
        held += truth in map(letters, page["lines"])
        right += title == truth
        wrong += bool(title) and title != truth
    print(f"{kind}: headline right {right}/{held}, wrong {wrong}/{len(pages)} (floor {HEADLINES[kind]})")
    assert right >= HEADLINES[kind][0] * held
    assert wrong <= HEADLINES[kind][1] * len(pages)


@pytest.fixture(scope="module")
def gold() -> dict:
    return json.loads(need(PAGES / "seed_lines.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def seed(gold) -> framing.Corpus:
    page = need(SEED) / gold["file"]
    assert hashlib.sha256(page.read_bytes()).hexdigest() == gold["sha256"]
    return framing.read(SEED)


def test_every_line_of_the_seed_page_is_right(seed, gold):
    lines = (SEED / gold["file"]).read_text(encoding="utf-8").split("\n")
    assert seed.articles["text"][0] == "\n\n".join(lines[i].strip() for i in gold["story_lines"])
    removed = dict(zip(seed.removed_lines["line"], seed.removed_lines["zone"], strict=True))
    zone = {"headline": "title", "byline_role": "byline"}
    roles = {i: zone.get(role, role) for role, numbers in gold["roles"].items() for i in numbers}
    assert removed == roles


def test_the_metadata_of_the_seed_page_are_right(seed, gold):
    article, meta = seed.articles.iloc[0], gold["meta"]
    assert article["article_id"] == gold["file"].removesuffix(".txt")
    assert {k: article[k] for k in ("outlet", "title", "author", "date")} == {
        k: meta[k] for k in ("outlet", "title", "author", "date")
    }
    assert article["published"] == "2020-06-16T09:12:00+01:00"
    assert list(article["warnings"]) == []


def test_the_shipped_model_never_saw_the_seed_page(gold):
    from framing.corpus.lines import _model

    assert sorted(_model()["trained_on"]) == sorted(FILES)
    seed_text = need(SEED / gold["file"]).read_text(encoding="utf-8")
    first = seed_text.split("\n")[gold["story_lines"][0]]
    for name in FILES:
        assert first[:60] not in (PAGES / name).read_text(encoding="utf-8")
