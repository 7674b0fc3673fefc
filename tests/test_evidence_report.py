"""The report's page: nothing in it runs or loads but its own script, and every number leads to its sentences."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import matplotlib.pyplot as plt
import pytest
from markupsafe import escape
from test_charts import shares
from test_evidence import ATTRIBUTIONS, HOSTILE, STORY, Page, coding_of

from framing import charts, evidence
from framing.evidence import links, records
from framing.evidence.explain import explain
from framing.text import paragraphs


def drawn(table, *widths, part=""):
    """The chart of source shares for the page, once for each width."""
    axes = []
    for width in widths or (6.4,):
        with plt.rc_context({"figure.figsize": (width, width)}):
            axes.append(charts.source_shares(table))
    chart = evidence.Chart.of("source_shares", table, *axes, part=part)
    plt.close("all")
    return chart


@pytest.fixture(scope="module")
def report():
    """A report of hostile text with one chart."""
    table = shares(["=Herald", "Beacon"])
    coding = coding_of(
        HOSTILE, [(3, 20, [1])], [ATTRIBUTIONS[0] | {"source_name": HOSTILE}], title=HOSTILE, outlet=HOSTILE
    )
    html = evidence.report_html(coding, [drawn(table)])
    return html


def embedded(html, name):
    """The JSON that the page's script reads."""
    return json.loads(re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)[1])


def test_what_could_not_be_drawn_is_named_with_its_reason():
    table = shares(["Herald"])
    html = evidence.report_html(coding_of(), [drawn(table)], [f"coverage: {HOSTILE}"])
    assert 'href="#missing"' in html
    assert str(escape(f"coverage: {HOSTILE}")) in html
    assert 'id="missing"' not in evidence.report_html(coding_of(), [drawn(table)])


def test_the_report_runs_and_styles_only_what_its_policy_names(report):
    policy = dict(pair for pair in Page(report).attributes if pair[0] == "content" and "src" in pair[1])["content"]
    assert policy.startswith("default-src 'none';")
    for tag in ("script", "style"):
        content = re.findall(f"<{tag}>(.*?)</{tag}>", report, re.DOTALL)
        assert len(content) == 1
        digest = base64.b64encode(hashlib.sha256(content[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not {name for name, _ in Page(report).attributes if name == "style" or name.startswith("on")}


def test_the_report_points_nowhere_outside_and_loads_nothing(report):
    page = Page(report)
    targets = [value for name, value in page.attributes if name in ("src", "href", "xlink:href")]
    assert len(targets) > 10
    assert all(target.startswith("#") for target in targets)
    assert not {"img", "link", "iframe", "object", "base"} & set(page.tags)
    assert "innerHTML" not in report


def test_no_text_ends_the_script_that_holds_it(report):
    assert report.count("</script>") == 3
    (article,) = embedded(report, "articles-data")["articles"]
    assert article["text"] == {"title": HOSTILE, "story": HOSTILE}
    assert article["attributions"][0]["said_by"] == HOSTILE


def test_the_report_holds_each_chart_once_with_its_words_and_its_table(report):
    page = Page(report)
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {f"#{name}" for name in ids} >= {value for name, value in page.attributes if name == "xlink:href"}
    assert page.inside["p"].count("Share of attributions by source group in per cent.") == 1
    (figure,) = embedded(report, "data")["figures"]
    table = shares(["=Herald", "Beacon"])
    assert figure["columns"] == list(table.columns)
    assert [row[0] for row in figure["rows"]] == list(table["outlet"])
    assert page.open == []


def test_each_dot_leads_where_its_row_does(report):
    (figure,) = embedded(report, "data")["figures"]
    svg = report[report.index("<svg") : report.index("</svg>")]
    dots = re.findall(r'<a href="([^"]*)" aria-label="([^"]*)"', svg)
    wanted = {address.replace("&", "&amp;") for address in figure["addresses"] if address}
    assert {address for address, _ in dots} == wanted
    assert dots[0] == (
        "#sentences?show=attributions&amp;outlet=%3DHerald&amp;group=official",
        "=Herald, Officials: 10 % (5 to 20)",
    )


def test_a_report_without_articles_has_charts_and_no_way_to_sentences():
    table = shares(["Herald", "Beacon"])
    html = evidence.report_html(coding_of(), [drawn(table)], with_articles=False)
    assert embedded(html, "articles-data") == {"articles": [], "lines": []}
    assert not [value for _, value in Page(html).attributes if value and value.startswith(("#sentences", "#articles?"))]
    assert "too many for one page" in Page(html).inside["p"]


def row_of(measure, category, **more):
    numbers = {"estimate": 0.25, "low": 0.1, "high": 0.5, "numerator": 5, "denominator": 20}
    return {"outlet": "Herald"} | more | {"measure": measure, "category": category} | numbers


@pytest.mark.parametrize(
    ("row", "address"),
    [
        (row_of("source_shares", "analyst"), "#sentences?show=attributions&outlet=Herald&group=analyst"),
        (row_of("source_shares", "think_tank"), "#sentences?show=attributions&outlet=Herald&type=think_tank"),
        (
            row_of("source_shares", "state_media_broad", outlet=""),
            "#sentences?show=attributions&outlet=-&type=state_media&type=public_media",
        ),
        (
            row_of("source_ratio", "official : analyst"),
            "#sentences?show=attributions&outlet=Herald&group=official&group=analyst",
        ),
        (row_of("named_share", "all"), "#sentences?show=attributions&outlet=Herald"),
        (row_of("cue_classes", "none"), "#sentences?show=attributions&outlet=Herald&cue=none"),
        (row_of("polarity", "textblob", voice="outlet"), "#sentences?show=sentiment&outlet=Herald&voice=outlet"),
        (row_of("polarity", "textblob", voice="difference"), "#sentences?show=sentiment&outlet=Herald"),
        (
            row_of("stance_keywords", "FORCE", week="2019-W20"),
            "#sentences?show=keywords&outlet=Herald&from=2019-05-13&to=2019-05-19&category=FORCE",
        ),
        (row_of("coverage", "articles", date="2019-05-13"), "#articles?outlet=Herald&from=2019-05-13&to=2019-05-13"),
        (row_of("coverage", "articles", date=""), "#articles?outlet=Herald&from=-"),
        (
            row_of("source_shares", "analyst", outlet="A&B #1"),
            "#sentences?show=attributions&outlet=A%26B+%231&group=analyst",
        ),
        (row_of("source_shares", "analyst", country="DK"), ""),
        (row_of("source_shares", "analyst") | {"numerator": 0}, ""),
        (row_of("stance_keywords", "FORCE", voice="difference") | {"numerator": float("nan"), "estimate": 0.0}, ""),
        (row_of("diversity", "richness"), "#sentences?show=attributions&outlet=Herald"),
        (row_of("source_shares", "analyst", author="Ann Oyle"), ""),
        ({"article_id": "a-1"}, ""),
        ({"article_id": "a-1", "zone": "story", "start": 12, "voice": "outlet"}, "#article?id=a-1&at=story+12"),
        (
            row_of("outlet_differences", "official", other="Beacon") | {"numerator": 5},
            "#sentences?show=attributions&outlet=Herald&outlet=Beacon&group=official",
        ),
        (
            row_of("cue_classes", "factive", source_group="analyst"),
            "#sentences?show=attributions&outlet=Herald&group=analyst&cue=factive",
        ),
        (
            row_of("distinctive_terms", "relief fund", voice="outlet"),
            "#sentences?show=passages&outlet=Herald&voice=outlet&words=%22relief+fund%22",
        ),
        (row_of("missing_sources", "Ana Reyl"), "#sentences?show=attributions&source=%22Ana+Reyl%22&all=1"),
    ],
)
def test_the_address_of_a_row_names_its_facets(row, address):
    assert links.address(row) == address


def test_a_number_is_read_with_its_limits():
    assert links.number(row_of("source_shares", "analyst")) == "25 % (10 to 50)"
    assert links.number(row_of("polarity", "textblob"), "+z.2f") == "+0.25 (+0.10 to +0.50)"
    assert links.number(row_of("polarity", "textblob") | {"low": float("nan")}) == "0.25"
    assert links.number(row_of("polarity", "textblob") | {"estimate": float("nan")}) == "none"
    assert links.name(row_of("polarity", "textblob", voice="outlet")) == (
        "Herald, outlet's own voice, Textblob: 0.25 (0.1 to 0.5)"
    )


def test_a_record_holds_the_article_as_the_tables_have_it():
    found = records.records(coding_of())
    (record,) = found["articles"]
    assert record["paragraphs"]["story"] == paragraphs(STORY)
    assert [passage[4] for passage in record["passages"] if passage[4]] == [[1], [2], [3, 2]]
    assert [STORY[slice(*a["cue"])] for a in record["attributions"]] == ["said", "adding", "told"]
    told = explain(coding_of(), "a-1", 1).splitlines()[1:]
    assert [found["lines"][place] for place in record["attributions"][0]["why"]] == told
    assert len(found["lines"]) == len(set(found["lines"]))
    assert record["removed"] == [[0, "chrome", "Subscribe", "menu"]]
    assert record["counted"]


def test_a_row_says_what_it_is_about():
    counts = {"documents": 3, "documents_rest": 2, "carried_by": 9}
    told = {
        row_of("outlet_differences", "official", other="Beacon")["measure"]: links.name(
            row_of("outlet_differences", "official", other="Beacon")
        ),
        "term": links.name(row_of("distinctive_terms", "relief fund", voice="outlet") | counts | {"articles": 8}),
        "missing": links.name(row_of("missing_sources", "Ana Reyl") | counts),
        "passage": links.name({"article_id": "a-1", "voice": "source", "said_by": "Ana Reyl", "words": 12}),
    }
    assert told == {
        "outlet_differences": "Herald minus Beacon, Officials: 25 % (10 to 50)",
        "term": "Herald, outlet's own voice, relief fund: in 3 of 8 articles, in 2 of the rest",
        "missing": "Herald, Ana Reyl: missing here, in 9 articles of others",
        "passage": "Ana Reyl: 12 words",
    }


def test_charts_of_one_name_stand_in_one_section_and_each_has_a_picture_for_a_phone():
    table = shares(["Herald", "Beacon"])
    charts_ = [drawn(table, 6.4, 3.35, part=outlet) for outlet in ("Herald", "<b>Beacon")]
    html = evidence.report_html(coding_of(), charts_)
    page = Page(html)
    assert page.tags.count("svg") == 4
    assert page.inside["h3"].index("Herald") < page.inside["h3"].index("<b>Beacon")
    assert html.count('href="#source_shares"') == 1
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert page.open == []
