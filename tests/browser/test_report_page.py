"""The report as its reader has it: opened in Chromium, clicked through, used by keyboard, checked with axe-core."""

from __future__ import annotations

import io
import re
from importlib import resources
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree

import framing
from framing import evidence, report
from framing.charts.exporting import csv_text

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "out" / "screenshots"
"""What the pages looked like: kept for people to look at, ignored by git."""

DESKTOP, PHONE = {"width": 1200, "height": 900}, {"width": 360, "height": 740}
VIEWS = {
    "overview": "#overview",
    "sentences": "#sentences?show=attributions",
    "keywords": "#sentences?show=keywords",
    "sentiment": "#sentences?show=sentiment",
    "articles": "#articles?words=dam",
    "article": "#article?id=sample-23&a=2",
    "method": "#method",
}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
SHOWS = ("sentiment", "keywords", "wording", "removed")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The report of the sample: its address, its coding, and the table of each figure."""
    coding = framing.code(framing.read(ROOT / "data" / "sample"))
    shown = list(report.drawn(coding, []))
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(evidence.report_html(coding, shown), encoding="utf-8")
    PICTURES.mkdir(parents=True, exist_ok=True)
    return path.as_uri(), coding, {chart.name: chart.table for chart in reversed(shown)}


@pytest.fixture
def visit(chromium, made):
    """Open the report at an address within it; whatever goes wrong in the page fails the test."""
    address, wrong, opened = made[0], [], []

    def open_at(part="", **context):
        window = chromium.new_context(**({"viewport": DESKTOP} | context))
        opened.append(window)
        page = window.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
        page.goto(address + part)
        return page

    yield open_at
    for window in opened:
        window.close()
    assert wrong == []


def status(page, name):
    """The number that the line over a list begins with."""
    return int(re.match(r"[\d,]+", page.locator(f"#{name}-status").inner_text())[0].replace(",", ""))


def test_a_dot_leads_to_as_many_sentences_as_it_counts(visit, made):
    page = visit()
    page.locator("#source_shares-heading").scroll_into_view_if_needed()
    table = made[2]["source_shares"]
    row = table[(table["outlet"] == "Tarpress") & (table["category"] == "official")].iloc[0]
    page.locator('figure a[aria-label^="Tarpress, Officials: "]').first.locator("circle").click()
    assert page.locator("h1:visible").inner_text() == "The sentences behind the numbers"
    assert page.evaluate("document.activeElement.id") == "sentences-heading"
    assert status(page, "sentences") == row["numerator"]
    shown = page.locator("#sentences-list li").all_inner_texts()
    assert len(shown) == min(50, row["numerator"])
    assert all("Officials" in text and "Tarpress" in text for text in shown)
    page.screenshot(path=PICTURES / "report-sentences.png")
    page.get_by_role("button", name=re.compile("^Show")).click()
    assert page.locator("#sentences-list li").count() == min(100, row["numerator"])


def test_every_number_leads_to_as_many_sentences_as_it_counts(visit, made):
    page = visit()
    listed = page.evaluate(
        """() => data.figures.map(({ name, addresses }) => [name, addresses.map((address) => {
          if (!address.startsWith("#sentences")) return null;
          return found(new URLSearchParams(address.split("?")[1])).length;
        })])"""
    )
    found, checked = dict(listed), 0
    for name in (
        "source_shares",
        "source_ratio",
        "stance_keywords",
        "wording_rates",
        "cue_classes",
        "outlet_differences",
    ):
        table = made[2][name]
        counts = table["numerator"] + (table["denominator"] if name == "source_ratio" else 0)
        linked = [(n, count) for n, count in zip(found[name], counts, strict=True) if n is not None]
        assert [n for n, _ in linked if n == 0] == []
        linked = [(n, count) for n, count in linked if pd.notna(count)]  # a difference has no count
        assert [n for n, _ in linked] == [count for _, count in linked], name
        checked += len(linked)
    assert checked > 100


def test_a_day_leads_to_its_articles(visit, made):
    table = made[2]["coverage"]
    row = table[(table["category"] == "articles") & (table["estimate"] == 2)].iloc[0]
    page = visit()
    page.locator(f'figure a[href*="{row["date"]}"][aria-label^="{row["outlet"]}"]').first.click()
    assert status(page, "articles") == 2
    assert all(row["date"] in text for text in page.locator("#articles-list li").all_inner_texts())


def test_the_choices_narrow_the_sentences(visit, made):
    page = visit("#sentences?show=attributions")
    form = page.locator("#sentences-form")
    everything = status(page, "sentences")
    core = made[1].attributions.query("tier == 'core' and zone == 'story'")
    form.locator("[name=outlet]").select_option("Halcyon")
    form.locator("[name=source]").fill("ministry")
    narrowed = page.locator("#sentences-list li").all_inner_texts()
    assert 0 < len(narrowed) == status(page, "sentences") < everything == len(core)
    assert all("Halcyon" in text and "inistry" in text for text in narrowed)
    assert "outlet=Halcyon" in page.url
    form.locator("[name=show]").select_option("keywords")
    form.locator("[name=source]").fill("")
    form.locator("[name=category]").select_option("DIPLOMACY")
    keywords = made[1].stance.merge(made[1].articles[["article_id", "outlet"]])
    of_outlet = keywords.query("outlet == 'Halcyon' and category == 'DIPLOMACY' and zone == 'story'")
    assert status(page, "sentences") == len(of_outlet)
    assert not form.locator("[name=cue]").is_visible()
    page.reload()
    assert status(page, "sentences") == len(of_outlet)


def test_the_search_finds_the_articles_with_the_words(visit, made):
    page = visit("#articles")
    page.get_by_label("Search in headlines and texts").fill("spillway")
    articles = made[1].articles
    texts = articles["title"] + articles["standfirst"] + articles["caption"] + articles["text"]
    assert status(page, "articles") == texts.str.lower().str.contains("spillway").sum()
    assert page.locator("#articles-list mark").first.inner_text().lower() == "spillway"
    page.get_by_label("Search in headlines and texts").fill("<script>")
    assert status(page, "articles") == 0


def test_the_reader_shows_voices_and_on_demand_the_rest(visit, made):
    coding = made[1]
    page = visit("#articles?words=confidential+report")
    page.locator("#articles-list a").first.click()
    reader = page.locator("#reader")
    article_id = re.search("id=([^&]+)", page.url)[1]
    passages, stance, removed = (
        table[table["article_id"] == article_id] for table in (coding.passages, coding.stance, coding.removed_lines)
    )
    in_story = passages.query("zone == 'story' and voice == 'source'")
    assert reader.locator("mark.voice").count() >= len(in_story) > 0
    assert reader.locator(".tag, .removed").count() == 0
    for name in SHOWS:
        page.locator(f"#reader-options [name={name}]").check()
    assert reader.locator(".keyword").count() >= len(stance)
    assert reader.locator(".scored").count() > 0
    assert reader.locator(".removed tbody tr").count() == len(removed)
    assert removed["text"].iloc[0].split()[0] in reader.locator(".removed").inner_text()
    page.screenshot(path=PICTURES / "report-article.png", full_page=True)
    page.locator("#reader-options [name=voices]").uncheck()
    assert reader.locator("mark.voice, button.label").count() == 0


def test_every_attribution_of_an_article_says_why(visit, made):
    page = visit("#article?id=sample-23&a=2")
    assert page.evaluate("document.activeElement.id") == "attribution-2"
    assert "Why an attribution:" in page.locator("#why-2").inner_text()
    attributions = made[1].attributions.query("article_id == 'sample-23'")
    labels = page.locator("#reader button.label")
    assert labels.count() == len(attributions)
    labels.last.click()
    number = labels.last.get_attribute("id").removeprefix("attribution-")
    told = framing.explain(made[1], "sample-23", int(number)).splitlines()[1:]
    assert [line for line in told if line not in page.locator(f"#why-{number}").inner_text()] == []
    labels.last.click()
    assert page.locator(f"#why-{number}").count() == 0


def test_a_table_is_whole_its_numbers_lead_on_and_its_download_is_the_table(visit, made):
    page = visit()
    details = page.locator("#figure-1-table")
    details.locator("summary").click()
    assert details.locator("tbody tr").count() == min(50, len(made[2]["source_shares"]))
    with page.expect_download() as download:
        page.get_by_role("button", name="table of Who gets to speak (CSV)").click()
    assert download.value.suggested_filename == "source_shares.csv"
    got = pd.read_csv(download.value.path())
    pd.testing.assert_frame_equal(got, pd.read_csv(io.StringIO(csv_text(made[2]["source_shares"]))), check_dtype=False)
    details.locator("tbody a").first.click()
    assert status(page, "sentences") == made[2]["source_shares"]["numerator"].iloc[0]


def press(page, key, until, most=80):
    """Press the key until the script's condition on the focused element holds."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(f"(() => {{ const e = document.activeElement; return {until}; }})()"):
            return
    raise AssertionError(f"{most} times {key} did not lead to {until}")


def test_the_keyboard_alone_suffices(visit):
    page = visit()
    press(page, "Tab", "e.closest('figure')")
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    press(page, "ArrowRight", f"e.getAttribute('aria-label') !== {first!r}")
    chosen = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#sentences-list li")
    press(page, "Tab", "e.name === 'words'")
    page.keyboard.type("the")
    assert "words=the" in page.url
    press(page, "Tab", "e.closest('#sentences-list') && e.tagName === 'SUMMARY'")
    page.keyboard.press("Enter")
    assert page.locator("#sentences-list details[open]").count() == 1
    press(page, "Tab", "e.closest('#sentences-list') && e.tagName === 'A'")
    page.keyboard.press("Enter")
    page.wait_for_selector("#reader button.label")
    press(page, "Shift+Tab", "e.name === 'sentiment'")
    page.keyboard.press("Space")
    assert page.locator("#reader .tag").count() > 0
    press(page, "Tab", "e.classList.contains('label')")
    page.keyboard.press("Enter")
    assert page.locator("#reader div.why").count() == 1
    page.go_back()
    page.go_back()
    page.wait_for_selector("#overview-heading", state="visible")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == chosen


@pytest.mark.parametrize(
    ("look", "views"),
    [("light", [*VIEWS]), ("dark", ["overview", "keywords", "article"]), ("phone", ["overview", "article"])],
)
def test_axe_finds_nothing_against_wcag(visit, look, views):
    script = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    context = {"color_scheme": "dark" if look == "dark" else "light", "viewport": PHONE if look == "phone" else DESKTOP}
    page = visit(**context)
    page.evaluate(script)
    found = {}
    for name in views:
        page.evaluate("(part) => { location.hash = part; }", VIEWS[name])
        page.wait_for_function("(part) => here === part", arg=VIEWS[name])
        shown = page.locator("[data-view]:visible").get_attribute("data-view")
        assert VIEWS[name].removeprefix("#").split("?")[0] == shown
        if name == "article":
            for show in SHOWS:
                page.locator(f"#reader-options [name={show}]").check()
        for details in page.locator("details:visible:not([open])").all()[:2]:
            details.evaluate("(details) => { details.open = true; }")
        result = page.evaluate("(tags) => axe.run({ runOnly: tags })", WCAG)
        assert len(result["passes"]) > 5
        found[name] = [(v["id"], node["html"][:200]) for v in result["violations"] for node in v["nodes"]]
        page.screenshot(path=PICTURES / f"report-{look}-{name}.png")
    assert found == {name: [] for name in views}


def test_what_is_not_certain_is_said_first_and_explained_one_click_away(visit):
    page = visit()
    page.get_by_role("link", name="How far to trust this").click()
    assert page.locator("h1:visible").inner_text() == "Method"
    assert "How often the machine errs" in page.locator("[data-view=method]").inner_text()


def test_it_prints_the_overview_without_the_controls(visit, made):
    page = visit()
    page.emulate_media(media="print")
    assert page.locator("nav:visible").count() == 0
    assert page.locator("button:visible").count() == 0
    assert page.locator("figure svg:visible").count() == len(report.FIGURES)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    terms = page.locator("#distinctive_terms figure svg:visible")
    assert terms.count() == len(set(made[1].articles["outlet"]))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.pdf(path=PICTURES / "report.pdf", format="A4")


def test_the_table_of_contents_leads_to_every_chart_by_keyboard(visit):
    page = visit()
    links = page.locator(".toc a")
    assert links.count() == len(report.FIGURES) + 1
    press(page, "Tab", "e.hash === '#missing_sources'")
    page.keyboard.press("Enter")
    page.wait_for_selector("#missing_sources-heading:focus")
    top = page.evaluate("document.getElementById('missing_sources-heading').getBoundingClientRect().top")
    assert 0 <= top < DESKTOP["height"] / 2
    page.go_back()
    page.wait_for_selector(".toc a[href='#missing_sources']:focus")


def test_a_term_leads_to_the_passages_that_hold_it_in_that_voice(visit, made):
    page = visit()
    table = made[2]["distinctive_terms"]
    row = table[(table["numerator"] > 0) & table["category"].str.contains(" ")].iloc[0]
    part = page.locator("#distinctive_terms details.part").first
    part.locator(f'.wide a[aria-label^="{row["outlet"]}, outlet\'s own voice, {row["category"]}:"]').click()
    shown = page.locator("#sentences-list blockquote").all_inner_texts()
    assert 0 < len(shown) == status(page, "sentences") <= row["numerator"]
    assert all(row["category"] in text.lower() for text in shown)
    assert all("outlet's own voice" in text for text in page.locator("#sentences-list li").all_inner_texts())


def test_who_is_missing_leads_to_where_others_have_it(visit, made):
    page = visit()
    row = made[2]["missing_sources"].iloc[0]
    page.locator(f'#missing_sources .wide a[aria-label^="{row["outlet"]}, {row["category"]}:"]').click()
    shown = page.locator("#sentences-list li").all_inner_texts()
    assert len(shown) >= row["carried_by"]
    assert all(row["category"] in text and row["outlet"] not in text for text in shown)


def test_a_difference_leads_to_the_sentences_of_both_outlets_and_the_choice_stays(visit, made):
    page = visit()
    row = made[2]["outlet_differences"].query("category == 'official'").iloc[0]
    page.locator(f'#outlet_differences .wide a[aria-label^="{row["outlet"]} minus {row["other"]}, "]').click()
    assert status(page, "sentences") == row["numerator"]
    form = page.locator("#sentences-form")
    assert form.locator("[name=outlet] option:checked").inner_text() == f"{row['outlet']} or {row['other']}"
    form.locator("[name=words]").fill("the")
    assert 0 < status(page, "sentences") < row["numerator"]
    assert page.url.count("outlet=") == 2


def test_a_band_of_the_story_leads_to_its_passage(visit, made):
    page = visit()
    story = made[2]["voices_along_story"]
    row = story[(story["zone"] == "story") & (story["voice"] == "source")].iloc[0]
    page.locator(f'#voices_along_story .wide a[href$="at=story+{row["start"]}"]').first.click()
    here = page.locator("#reader .here")
    text = made[1].articles.set_index("article_id").loc[row["article_id"], "text"]
    words = "".join(here.locator("mark").all_text_contents())
    assert words == text[row["start"] : row["end"]]
    assert page.evaluate("document.activeElement.className") == "here"
    assert here.first.bounding_box()["y"] < DESKTOP["height"]


def test_the_form_offers_the_groups_and_types_that_speak(visit, made):
    page = visit("#sentences?show=attributions")
    page.locator("#sentences-form [name=who]").select_option(label="Analysts")
    core = made[1].attributions.query("tier == 'core' and zone == 'story' and source_group == 'analyst'")
    assert status(page, "sentences") == len(core)


def test_a_chart_downloads_as_a_picture_of_its_own(visit):
    page = visit()
    with page.expect_download() as download:
        page.get_by_role("button", name="picture of Officials against analysts (SVG)").click()
    assert download.value.suggested_filename == "source_ratio.svg"
    svg = download.value.path().read_text(encoding="utf-8")
    root = etree.fromstring(svg.encode())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "Ratio of Officials to Analysts" in root[0].text
    assert not root.findall(".//{http://www.w3.org/2000/svg}a")
    lines = [text.text for text in root.findall("{http://www.w3.org/2000/svg}text")]
    assert " ".join(lines).startswith("Exploratory")  # the picture alone says how far to trust it
    _, _, width, height = map(float, root.get("viewBox").split())
    assert all(0 < float(text.get("y")) < height for text in root.findall("{http://www.w3.org/2000/svg}text"))
    assert (root.get("width"), root.get("height")) == (f"{width:g}pt", f"{height:g}pt")


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_nothing_scrolls_sideways_and_charts_are_those_for_a_column(visit, width):
    page = visit(viewport={"width": width, "height": 740})
    for name, part in VIEWS.items():
        page.evaluate("(part) => { location.hash = part; }", part)
        page.wait_for_function("(part) => here === part", arg=part)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.evaluate("location.hash = '#overview'")
    page.wait_for_selector("#overview-heading", state="visible")
    assert page.locator("figure .wide svg:visible").count() == 0
    assert page.locator("figure .narrow svg:visible").count() == len(report.FIGURES)
    boxes = [svg.bounding_box() for svg in page.locator("figure .narrow svg:visible").all()]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
