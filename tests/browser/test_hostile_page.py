"""Article text is untrusted: in a browser nothing of it runs, loads, breaks out of its place or loses a character."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest
from test_charts import shares
from test_evidence import ATTRIBUTIONS, coding_of

from framing import charts, evidence

ATTACKS = (
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 2</script>",
    "</title></style><img src=x onerror='window.hacked = 3'>",
    '"><svg onload="window.hacked = 4">',
    "<!--<script>",
    "javascript:window.hacked=5",
    "{{ 7 * 7 }} ${window.hacked = 6} ]]>",
    "=cmd|' /C calc'!A0",
    "\u2028\u202e\0 $\\frac{1}{0}$",
)
ALL = " ".join(ATTACKS)
EMOJI = "\N{GRINNING FACE}"
VIEWS = ("#overview", "#sentences?show=attributions&all=1", "#articles?words=hacked", "#article?id=a-1&a=1", "#method")


def opened(chromium, path, coding, table, monitored):
    shown = [
        evidence.Chart.of("source_shares", table, charts.source_shares(table), charts.source_shares(table), part=part)
        for part in ("", ALL)
    ]
    path.write_text(evidence.report_html(coding, shown), encoding="utf-8")
    plt.close("all")
    page = chromium.new_page()
    page.on("dialog", lambda dialog: monitored.append(dialog.message))
    page.on("pageerror", lambda error: monitored.append(str(error)))
    page.on("request", lambda request: monitored.append(request.url))
    page.goto(path.as_uri())
    monitored.remove(path.as_uri())
    return page


@pytest.fixture
def hostile(chromium, tmp_path):
    """A report in which every field of an article is an attack, opened; what went wrong in it."""
    fields = dict.fromkeys(("title", "standfirst", "caption", "author", "outlet", "url", "date"), ALL)
    named = dict.fromkeys(("source_name", "cue_class", "kind", "type_rule", "rule", "country", "via"), ALL)
    removed = [{"article_id": "a-1", "line": 0, "zone": ALL, "text": ALL, "reason": ALL}]
    coding = coding_of(ALL, [(3, 40, [1])], [ATTRIBUTIONS[0] | named], removed=removed, warnings=[ALL], **fields)
    wrong = []
    page = opened(chromium, tmp_path / "report.html", coding, shares([ALL, "Beacon"]), wrong)
    yield page, wrong
    page.close()


def test_nothing_of_an_attack_runs_or_becomes_an_element(hostile):
    page, wrong = hostile
    for view in VIEWS:
        page.evaluate("(view) => { location.hash = view; }", view)
        page.wait_for_function("(view) => here === view", arg=view)
        for box in page.locator("#reader-options input:visible").all():
            box.check()
        for details in page.locator("details:visible").all():
            details.evaluate("(details) => { details.open = true; }")
    assert page.evaluate("[window.hacked, document.scripts.length, document.images.length]") == [None, 3, 0]
    assert page.locator("[onerror], [onload], iframe, object, embed, base, link").count() == 0
    assert page.locator("a:not([href^='#'])").count() == 0
    assert wrong == []


def test_an_attack_is_there_to_be_read(hostile):
    page, _ = hostile
    page.evaluate("location.hash = '#article?id=a-1'")
    page.wait_for_function("here === '#article?id=a-1'")
    told = page.locator("article").text_content()
    assert all(attack in told for attack in ATTACKS[:-1])


def test_the_policy_stops_what_would_get_into_the_page(hostile):
    page, _ = hostile
    page.evaluate(
        """() => {
          window.stopped = [];
          document.addEventListener("securitypolicyviolation", (event) => stopped.push(event.effectiveDirective));
          const inside = (html) => document.body.insertAdjacentHTML("beforeend", html);
          inside("<img src='x' onerror='window.hacked = 1'>");
          inside("<iframe src='https://framing.example/'></iframe>");
          inside("<p style='color: red'>red</p>");
          const script = document.createElement("script");
          script.textContent = "window.hacked = 2";
          document.body.append(script);
          fetch("https://framing.example/").catch(() => {});
        }"""
    )
    page.wait_for_function("stopped.length >= 5")
    directives = {"img-src", "frame-src", "style-src-attr", "script-src-elem", "connect-src"}
    assert set(page.evaluate("stopped")) >= directives
    assert page.evaluate("window.hacked") is None


def test_a_word_of_a_megabyte_stays_within_its_page(chromium, tmp_path):
    word, wrong = "x" * 1_000_000, []
    coding = coding_of(word, [(0, len(word), [1])], ATTRIBUTIONS[:1], title="y" * 10_000)
    page = opened(chromium, tmp_path / "report.html", coding, shares(["Herald", "Beacon"]), wrong)
    page.evaluate("location.hash = '#article?id=a-1'")
    page.wait_for_selector("#reader p mark.voice")
    assert page.evaluate("document.querySelector('#reader p mark.voice').textContent.length") == len(word)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wrong == []
    page.close()


def test_offsets_count_characters_of_every_kind(chromium, tmp_path):
    story = f"{EMOJI * 3} caf\u00e9 e\u0301 \u05e9\u05dc\u05d5\u05dd. {EMOJI}said{EMOJI} the end."
    start = story.index("said")
    row = ATTRIBUTIONS[0] | {"cue_start": start, "cue_end": start + 4, "source_start": -1, "source_end": -1}
    spans = [(start + 6, len(story), [1])]
    wrong = []
    coding = coding_of(story, spans, [row])
    page = opened(chromium, tmp_path / "report.html", coding, shares(["Herald", "Beacon"]), wrong)
    page.evaluate("location.hash = '#article?id=a-1'")
    page.wait_for_selector("#reader em.cue >> text=said")
    assert page.locator("#reader p em.cue").last.inner_text() == "said"
    assert page.locator("#reader p mark.voice").last.text_content() == story[start + 6 :]
    assert wrong == []
    page.close()
