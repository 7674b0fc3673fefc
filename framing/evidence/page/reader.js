// One article: its voices, and on demand the sentiment, the keywords and the lines that were removed.
const options = byId("reader-options");
let reading = null, pointed = null;

function readArticle(query) {
  reading = articleOf(query.get("id"));
  byId("reader").replaceChildren();
  byId("article-heading").textContent = reading ? reading.heading : "No such article";
  byId("reader-meta").textContent = reading ? [whence(reading), reading.author, counted(reading.words, "word"), reading.article_id, reading.url].filter(Boolean).join(" · ") : "";
  const [zone, start] = (query.get("at") || "").split(" ");
  pointed = zone ? [zone, Number(start)] : null;
  drawSteps();
  if (!reading) return;
  drawArticle();
  const label = query.get("a") && byId(`attribution-${query.get("a")}`);
  label?.click();
  const target = label || byId("reader").querySelector(".here");
  target?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
}

// The article before and the one after.
function drawSteps() {
  const place = articles().indexOf(reading);
  for (const [id, step] of [["before", place - 1], ["after", place + 1]]) {
    const link = byId(`article-${id}`);
    link.hidden = !reading || !articles()[step];
    if (!link.hidden) link.href = toArticle(articles()[step]);
  }
}

function drawArticle() {
  const show = Object.fromEntries([...options.elements].filter((box) => box.name).map((box) => [box.name, box.checked]));
  show.heard = new Set();
  show.at = pointed;
  if (show.voices) show.label = labelOf;
  const zone = (name) => (reading.paragraphs[name] || []).map(([start, end]) => make("p", {}, ...shownText(reading, name, start, end, show)));
  // as the heading tells it already, it stands here only when something is marked in it
  const titles = reading.attributions.some((a) => a.zone === "title") || show.sentiment || show.keywords || show.wording ? zone("title") : [];
  const captions = zone("caption");
  byId("reader").replaceChildren(
    ...(show.voices ? [legend()] : []),
    ...(titles.length ? [make("div", { class: "headline" }, ...titles)] : []),
    make("div", { class: "standfirst" }, ...zone("standfirst")),
    ...zone("story"),
    ...(captions.length ? [make("h3", {}, "Captions"), ...captions] : []),
    ...(show.voices ? silent(show.heard) : []),
    ...(show.removed ? removed() : []),
    ...(reading.warnings.length ? [make("p", { class: "meta" }, `Notes: ${reading.warnings.join("; ")}`)] : []),
  );
}

// Who speaks in it, and which look is whose.
function legend() {
  const groups = Object.entries(data.groups).flatMap(([group, { label, sign }]) => {
    const number = reading.attributions.filter((a) => a.source_group === group).length;
    return number ? [make("li", {}, make("mark", { class: `voice voice-${group}` }, `${sign} ${label}`), ` ${number}`)] : [];
  });
  if (!groups.length) return make("p", { class: "meta" }, "No source is cited: all of it is in the outlet's own voice.");
  return make("div", { class: "legend" },
    make("ul", { "aria-label": "Attributions by source group" }, ...groups),
    make("p", { class: "meta" }, "Unmarked: the outlet's own voice. ", make("b", { class: "source" }, "Bold"), ": the mention of a source. ", make("em", { class: "cue" }, "Underlined"), ": the cue. Choose a name to see why."));
}

// The attributions that give no stretch of the text to a source: uncertain ones, and those without content.
function silent(heard) {
  const rest = reading.attributions.filter((a) => !heard.has(a.attribution_id));
  if (!rest.length) return [];
  const labels = rest.flatMap((a) => [labelOf(a), " "]);
  return [make("h3", {}, "Found, but not counted as a source's voice"), make("p", {}, ...labels)];
}

function labelOf(a) {
  const button = make("button", { type: "button", id: `attribution-${a.attribution_id}`, class: `label label-${a.source_group}`, "aria-expanded": "false" },
    `${a.attribution_id} ${groupOf(a).sign} ${who(a)}`);
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) byId(`why-${a.attribution_id}`).remove();
    else button.closest("p").after(whyBox(a));
  });
  return button;
}

function whyBox(a) {
  const others = `#sentences?${new URLSearchParams({ show: "attributions", source: a.said_by, all: "1" })}`;
  return make("div", { class: "why", id: `why-${a.attribution_id}`, role: "group", "aria-label": `Why attribution ${a.attribution_id}` },
    make("p", {}, make("strong", {}, `${a.attribution_id} ${groupOf(a).sign} ${who(a)}`), ` (${a.kind}, tier ${a.tier})`),
    ...whyOf(a),
    make("p", {}, make("a", { href: others }, `Everything said by ${a.said_by}`)));
}

function removed() {
  const lines = reading.removed.map(([line, zone, text, reason]) =>
    make("tr", {}, make("td", { class: "number" }, String(line)), make("td", {}, text), make("td", {}, reason ? `${zone}: ${reason}` : zone)));
  if (!lines.length) return [make("p", { class: "meta" }, "No line of the page was removed.")];
  const head = make("tr", {}, ...["Line", "What it says", "Why it is not the story"].map((words) => make("th", { scope: "col" }, words)));
  const table = make("table", { class: "numbers removed" }, make("thead", {}, head), make("tbody", {}, ...lines));
  return [make("h3", {}, counted(lines.length, "removed line")), make("div", { class: "scroll", role: "region", "aria-label": "Removed lines", tabindex: "0" }, table)];
}

options.addEventListener("submit", (event) => event.preventDefault());
options.addEventListener("change", drawArticle);
