// What can be listed: attributions, keywords, wording, passages, and those of them that are scored; each with the facets that it is found by.
const parts = (spans) => spans.filter(([start, end]) => start >= 0 && end > start);
const speakersOf = (article, ids) => ids.map((id) => article.named.get(id));

const hits = (kind) => (article) =>
  article[kind].map((hit) => {
    const [zone, start, end, category, , ids] = hit;
    return { article, zone, category, speakers: speakersOf(article, ids), parts: [[start, end]], hit, written: kind === "wording" };
  });

const LISTS = {
  attributions: {
    noun: "attribution",
    of: (article) =>
      article.attributions.map((a) => ({
        article, zone: a.zone, speakers: [a], attribution: a, cue: a.cue_class || "none",
        parts: parts([a.source, a.cue, ...a.spans]), extended: a.tier !== "core",
      })),
  },
  keywords: { noun: "stance keyword", of: hits("keywords") },
  wording: { noun: "wording", of: hits("wording") },
  sentiment: { noun: "scored passage", of: (article) => passagesOf(article, article.passages.filter((passage) => passage.length > 5)) },
  passages: { noun: "passage", of: (article) => passagesOf(article, article.passages).map((item) => ({ ...item, whole: true })) },
};

const passagesOf = (article, passages) =>
  passages.map(([zone, start, end, , ids, polarity]) => ({
    article, zone, polarity, speakers: speakersOf(article, ids), parts: [[start, end]],
  }));

// "relief fund" in quotation marks is looked for as whole words; without them, as any part of the text.
const QUOTED = /^["“](.+)["”]$/;
function holder(wanted) {
  const quoted = wanted.trim().match(QUOTED);
  if (!quoted) return (text) => text.toLowerCase().includes(wanted.trim().toLowerCase());
  const words = quoted[1].split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/['’]/g, "['’]"));
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${words.join("(?:['’]s)?\\s+")}(?![\\p{L}\\p{N}])`, "iu");
  return (text) => whole.test(text);
}

// A source's name in quotation marks is all of it, without them a part of it.
function namer(wanted) {
  const quoted = wanted.trim().match(QUOTED);
  const name = (quoted ? quoted[1] : wanted).trim().toLowerCase();
  return (said) => (quoted ? said.toLowerCase() === name : said.toLowerCase().includes(name));
}

const made = {};
const itemsOf = (show) => (made[show] ??= articles().flatMap(LISTS[show].of));

const amongst = (wanted, values) => !wanted.length || wanted.some((value) => values.includes(value));
const inTime = (article, query) => {
  const [from, to] = [query.get("from"), query.get("to")];
  if (from === "-") return !article.date;
  return (!from || (article.date && article.date >= from)) && (!to || (article.date && article.date <= to));
};
const byOutlet = (article, query) => amongst(query.getAll("outlet").filter(Boolean), [article.outlet || "-"]);

// Whether the charts count it: stories alone (of wording also headlines), tier core, one of several copies within an outlet.
const inCharts = (item) => (item.written ? item.zone !== "caption" : item.zone === "story");
const counts = (item) => item.article.counted && inCharts(item) && !item.extended;

function found(query) {
  const groups = query.getAll("group"), types = query.getAll("type");
  const voice = query.get("voice"), source = query.get("source"), words = query.get("words");
  const [named, holds] = [namer(source || ""), holder(words || "")];
  return itemsOf(query.get("show")).filter(
    (item) =>
      (query.get("all") || counts(item)) &&
      byOutlet(item.article, query) &&
      inTime(item.article, query) &&
      (!voice || voice === (item.speakers.length ? "source" : "outlet")) &&
      (!(groups.length || types.length) ||
        item.speakers.some((a) => groups.includes(a.source_group) || types.includes(a.source_type))) &&
      (!source || item.speakers.some((a) => named(a.said_by))) &&
      amongst(query.getAll("category"), [item.category]) &&
      amongst(query.getAll("cue"), [item.cue]) &&
      (!query.get("article") || query.get("article") === item.article.article_id) &&
      (!words || holds(passageText(item))),
  );
}

// The sentences that an item stands in: [[start, end]], those next to each other joined.
function sentencesOf({ article, zone, parts: wanted }) {
  const spans = new Map();
  for (const [where, start, end, sentence] of article.passages) {
    if (where !== zone) continue;
    const span = spans.get(sentence) || [start, end];
    spans.set(sentence, [Math.min(span[0], start), Math.max(span[1], end)]);
  }
  const held = [...spans.values()].sort((a, b) => a[0] - b[0]).filter(([start, end]) => wanted.some(([from, to]) => from < end && to > start));
  const joined = [];
  for (const span of held.length ? held : wanted) {
    const last = joined[joined.length - 1];
    if (last && span[0] - last[1] < 3) last[1] = span[1];
    else joined.push([...span]);
  }
  return joined;
}

// Of a passage its own words alone: those beside it in its sentence are in another voice.
const spansOf = (item) => (item.whole ? item.parts : sentencesOf(item));
const passageText = (item) =>
  (item.text ??= spansOf(item).map(([start, end]) => letters(item.article, item.zone, start, end)).join(" … "));
