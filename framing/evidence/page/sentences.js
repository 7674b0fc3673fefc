// The sentences behind a number: a form of facets, and the list that they leave.
const form = byId("sentences-form");
const option = (value, label) => make("option", { value }, label);

function fillForm(query) {
  for (const control of form.elements) {
    if (!control.name || control.name === "who" || control.name === "outlet") continue;
    if (control.type === "checkbox") control.checked = Boolean(query.get(control.name));
    else control.value = query.get(control.name) || (control.name === "show" ? "attributions" : "");
    if (control.tagName === "SELECT" && control.selectedIndex < 0) {
      control.append(option(query.get(control.name), categoryOf(query.get(control.name))));
      control.value = query.get(control.name);
    }
  }
  fillSeveral("who", query, ["group", "type"], whoWords);
  fillSeveral("outlet", query, ["outlet"], (asked) => asked.getAll("outlet").join(" or "));
}

// A box whose choices stand for several facets, such as two outlets at once.
function fillSeveral(name, query, facets, words) {
  const value = new URLSearchParams([...query].filter(([facet]) => facets.includes(facet))).toString();
  const box = form.elements[name];
  if (value && ![...box.options].some((o) => o.value === value)) box.append(option(value, words(query)));
  box.value = value;
}

const whoWords = (query) =>
  [...query.getAll("group").map((g) => data.groups[g]?.label || g), ...query.getAll("type").map((t) => data.types[t] || t)].join(" or ");

function readForm() {
  const chosen = new FormData(form);
  const query = new URLSearchParams([chosen.get("outlet"), chosen.get("who")].filter(Boolean).join("&"));
  for (const [name, value] of chosen) if (name !== "who" && name !== "outlet" && value) query.append(name, value);
  return query;
}

// Choices that mean nothing for what is listed are put away.
function fitForm(show) {
  for (const label of form.querySelectorAll("[data-for]")) {
    label.hidden = !label.dataset.for.split(" ").includes(show);
    label.querySelector("select, input").disabled = label.hidden;
  }
  const kinds = form.elements.category;
  const wanted = kinds.value;
  const known = [...new Set(itemsOf(show).map((item) => item.category).filter(Boolean))].sort();
  kinds.replaceChildren(option("", "any"), ...known.map((category) => option(category, categoryOf(category))));
  kinds.value = known.includes(wanted) ? wanted : "";
}

// The choices of both forms, read from the articles when one is first shown.
function openForms() {
  if (form.elements.outlet.options.length > 1) return;
  const outlets = [...new Set(articles().map((article) => article.outlet))].sort();
  const named = outlets.map((outlet) => [outlet || "-", outlet || "(no outlet)"]);
  form.elements.outlet.append(...named.map(([outlet, name]) => option(new URLSearchParams({ outlet }).toString(), name)));
  byId("articles-form").elements.outlet.append(...named.map(([outlet, name]) => option(outlet, name)));
  const [groups, types] = ["source_group", "source_type"].map((facet) => new Set(articles().flatMap((article) => article.attributions.map((a) => a[facet]))));
  for (const [facet, all, present] of [["group", data.groups, groups], ["type", data.types, types]]) {
    const known = Object.entries(all).filter(([id]) => present.has(id) && !(facet === "type" && groups.has(id)));
    const choices = known.map(([id, name]) => option(`${facet}=${id}`, name.label || name));
    form.elements.who.append(make("optgroup", { label: facet === "group" ? "Groups" : "Types" }, ...choices));
  }
  const cues = [...new Set(itemsOf("attributions").map((item) => item.cue))].sort();
  form.elements.cue.append(...cues.map((cue) => option(cue, cue.replace(/_/g, " "))));
}

function listSentences(query) {
  if (!LISTS[query.get("show")]) query.set("show", "attributions");
  form.elements.category.append(...query.getAll("category").map((category) => option(category, category)));
  fillForm(query);
  fitForm(query.get("show"));
  drawSentences(readForm());
}

function drawSentences(query) {
  const items = found(query);
  const outlets = new Set(items.map((item) => item.article.outlet)).size;
  byId("sentences-status").textContent = items.length
    ? `${counted(items.length, LISTS[query.get("show")].noun)} in ${counted(new Set(items.map((item) => item.article)).size, "article")} by ${counted(outlets, "outlet")}.`
    : "Nothing fits. Choose “any” in one of the boxes.";
  paged(byId("sentences-list"), make("ol", { class: "items" }), items, drawItem);
}

function drawItem(item) {
  const { article, zone, attribution } = item;
  const show = { voices: true, only: attribution, hit: item.hit, sentiment: item.polarity !== undefined && !item.whole };
  const spans = spansOf(item);
  const words = spans.flatMap(([start, end], n) => [...(n ? [" … "] : []), ...shownText(article, zone, start, end, show)]);
  const voices = item.speakers.length
    ? item.speakers.map((a) => `${groupOf(a).sign} ${who(a)}`).join("; ")
    : `${data.voices.outlet}`;
  const link = make("a", { href: attribution ? toArticle(article, attribution) : toPlace(item) }, article.heading);
  const where = zone === "story" ? "" : ` (${zone})`;
  const facts = make("p", { class: "meta" }, make("span", { class: "by" }, voices), ". ", link, ", ", make("span", { class: "unbroken" }, whence(article)), where, counts(item) ? "" : ". Not counted in the charts");
  const line = make("li", {}, make("blockquote", {}, ...words), facts);
  if (attribution) line.append(make("details", { class: "why" }, make("summary", {}, "Why"), ...whyOf(attribution)));
  return line;
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  if (event.target.name === "show") fitForm(form.elements.show.value);
  const query = readForm();
  drawSentences(query);
  settle(`#sentences?${query}`);
});
