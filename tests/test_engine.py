"""Many partitions: the same tables whatever their number, a stopped run that goes on, a folder that is not ours."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from conftest import make_corpus

import framing
from framing import coding, engine, tables
from framing.devices import InstrumentError, LexiconError
from framing.engine import runs

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
ACTORS = pd.DataFrame([{"name": "Ada Stone", "source_type": "government"}])


@pytest.fixture
def corpus(fake_rooms):
    return make_corpus(5)


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(coding, "PARTITION", 2)


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}


def test_every_partition_is_coded_once_and_in_order(corpus, small_parts, fake_rooms):
    coded = engine.code(corpus)
    assert fake_rooms.coded == [["a-000", "a-001"], ["a-002", "a-003"], ["a-004"]]
    assert list(coded.attributions["article_id"]) == list(corpus.articles["article_id"])
    assert coded.run["counts"] == dict.fromkeys(tables.TABLES, 5)


def test_partitions_and_folders_do_not_change_a_table(corpus, tmp_path, monkeypatch):
    whole = engine.code(corpus)
    monkeypatch.setattr(coding, "PARTITION", 2)
    in_parts = engine.code(corpus, out=tmp_path / "run")
    for name in tables.TABLES:
        pd.testing.assert_frame_equal(in_parts.table(name), whole.table(name))


def test_the_folder_holds_the_bytes_that_save_writes(corpus, small_parts, tmp_path):
    engine.code(corpus, out=tmp_path / "run")
    engine.code(corpus).save(tmp_path / "saved")
    assert files(tmp_path / "run") == files(tmp_path / "saved")
    assert len(files(tmp_path / "run")) == 3 * len(tables.TABLES)


def test_a_stopped_run_goes_on_where_it_stopped(corpus, small_parts, tmp_path, fake_rooms):
    whole = files(engine_folder(corpus, tmp_path / "whole"))
    folder = engine_folder(corpus, tmp_path / "run")
    run = coding.read_run(folder)
    coding.write_run(folder, run | {"finished": False})
    coding.part_path(folder, "wording", 1).unlink()  # the last table of the second partition
    with pytest.raises(coding.RunError, match="it will go on"):
        framing.load(folder)
    fake_rooms.coded.clear()
    coded = engine.code(corpus, out=folder)
    assert fake_rooms.coded == [["a-002", "a-003"]]
    assert files(folder) == whole
    assert coded.run["finished"]


def engine_folder(corpus, folder, workers=1):
    engine.code(corpus, out=folder, workers=workers)
    return folder


def test_a_run_that_fails_leaves_what_was_finished(corpus, small_parts, tmp_path, monkeypatch):
    from framing import devices

    def fails_late(articles, attributions, passages, variants):
        if "a-002" in set(articles["article_id"]):
            raise OSError("disk full")
        return tables.WORDING.frame()

    monkeypatch.setattr(devices, "wording", fails_late)
    with pytest.raises(OSError, match="disk full"):
        engine.code(corpus, out=tmp_path / "run")
    assert coding.part_path(tmp_path / "run", "wording", 0).exists()
    assert not coding.part_path(tmp_path / "run", "articles", 1).exists()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"corpus": 4}, "another corpus"),
        ({"actors": ACTORS}, "other options"),
    ],
)
def test_a_folder_with_another_run_is_refused(corpus, tmp_path, change, named):
    folder = engine_folder(corpus, tmp_path / "run")
    before = files(folder)
    other = make_corpus(change.get("corpus", 5), actors=change.get("actors"))
    with pytest.raises(coding.RunError, match=f"run: holds a run with {named}; name a new folder"):
        engine.code(other, out=folder)
    assert files(folder) == before


def test_a_folder_with_something_else_is_refused(corpus, tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(coding.RunError, match="holds something else"):
        engine.code(corpus, out=tmp_path)
    folder = engine_folder(corpus, tmp_path / "run")
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(coding.RunError, match=r"something else \(notes\.txt\)"):
        engine.code(corpus, out=folder)


def test_results_among_the_articles_are_refused(tmp_path):
    with pytest.raises(coding.RunError, match="where the next run would read it; name a folder outside"):
        engine.code(tmp_path, out=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_run_json_says_what_made_the_tables(corpus, tmp_path):
    run = json.loads((engine_folder(corpus, tmp_path / "run") / "run.json").read_text(encoding="utf-8"))
    assert run["versions"]["framing"] == framing.__version__
    assert set(run["versions"]["packages"]) == set(runs.PACKAGES)
    assert run["versions"]["resources"]["codebook/codebook.tsv"]["sha256"]
    own = dict.fromkeys(("actors", "outlets", "variants", "lexicon"), "")
    assert run["options"] == own | {"instruments": "textblob"}
    assert run["seed"] is None
    assert run["timings"]["seconds"] >= 0


def test_the_corpus_hash_follows_the_text(corpus):
    changed = make_corpus(5)
    changed.articles.loc[3, "text"] += "!"
    nothing = dict.fromkeys(("actors", "outlets", "lexicon"))
    hashes = {runs.describe(c, nothing)["corpus_hash"] for c in (corpus, make_corpus(5), changed)}
    assert len(hashes) == 2


def test_instruments_are_checked_before_the_work_and_mark_the_run(corpus, fake_rooms):
    run = engine.code(corpus, instruments=["vader", "textblob"]).run
    assert run["options"]["instruments"] == "vader, textblob"
    fake_rooms.coded.clear()
    with pytest.raises(InstrumentError, match="did you mean 'vader'"):
        engine.code(corpus, instruments="vadr")
    assert fake_rooms.coded == []


def test_a_users_lexicon_is_checked_before_the_work_and_marks_the_run(corpus, fake_rooms):
    words = pd.DataFrame([{"id": "w1", "category": "blame", "pattern": "guilty"}])
    assert engine.code(corpus, lexicon=words).run["options"]["lexicon"]
    fake_rooms.coded.clear()
    with pytest.raises(LexiconError, match="pattern"):
        engine.code(corpus, lexicon=words.drop(columns="pattern"))
    assert fake_rooms.coded == []


def test_a_run_by_another_state_of_the_code_is_not_mixed(corpus, tmp_path, monkeypatch):
    folder = engine_folder(corpus, tmp_path / "run")
    monkeypatch.setattr(runs, "ROOMS", ("tables.py", "text.py"))
    with pytest.raises(coding.RunError, match="holds a run with other versions"):
        engine.code(corpus, out=folder)


def test_the_number_of_processes_changes_no_byte(tmp_path, small_parts):
    """With the real rooms: a process of its own knows nothing of the stand-ins."""
    pages = sorted(SAMPLE.glob("*.txt"))[:4]
    corpus = framing.read(pd.DataFrame([{"article_id": p.stem, "text": p.read_text(encoding="utf-8")} for p in pages]))
    alone, together = (engine_folder(corpus, tmp_path / str(n), workers=n) for n in (1, 2))
    assert len(framing.load(alone).attributions) > 0
    assert files(alone) == files(together)


def test_there_is_at_least_one_worker(corpus):
    with pytest.raises(coding.RunError, match="workers is 0; give the number"):
        engine.code(corpus, workers=0)


def test_the_users_tables_may_be_files(corpus, tmp_path):
    (tmp_path / "who.csv").write_text("name,source_type\nAda Stone,government\n", encoding="utf-8")
    (tmp_path / "what.csv").write_text("outlet,country\nHerald,XA\n", encoding="utf-8")
    coded = engine.code(corpus, actors=tmp_path / "who.csv", outlets=tmp_path / "what.csv")
    assert coded.outlets.to_dict("records") == [{"outlet": "Herald", "country": "XA"}]
    assert coded.run["options"]["actors"] == engine.code(corpus, actors=ACTORS).run["options"]["actors"]


def test_the_users_tables_come_from_the_corpus_unless_given(fake_rooms, monkeypatch):
    from framing import voices

    asked = []
    found = voices.code_voices
    monkeypatch.setattr(voices, "code_voices", lambda a, actors, outlets: asked.append(actors) or found(a))
    corpus = make_corpus(1, actors=ACTORS)
    engine.code(corpus)
    engine.code(corpus, actors=ACTORS.assign(name="Other"))
    assert [frame.loc[0, "name"] for frame in asked] == ["Ada Stone", "Other"]
