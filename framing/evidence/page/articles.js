// The list of articles and the search in their words.
const searchForm = byId("articles-form");
const AROUND = 70;

const searchable = (article) => (article.searched ??= Object.values(article.text).join("\n").toLowerCase());

// The words around the first hit in the story.
function snippet(article, wanted) {
  const story = article.text.story || "";
  const place = story.toLowerCase().indexOf(wanted);
  if (!wanted || place < 0) return "";
  const [start, end] = [Math.max(0, place - AROUND), place + wanted.length + AROUND];
  const hit = make("mark", { class: "hit" }, story.slice(place, place + wanted.length));
  return make("p", { class: "snippet" }, start ? "…" : "", story.slice(start, place).replace(start ? /^\S*\s/ : "", ""), hit, story.slice(place + wanted.length, end).replace(/\s\S*$/, ""), end < story.length ? "…" : "");
}

function listArticles(query) {
  for (const control of searchForm.elements) if (control.name) control.value = query.get(control.name) || "";
  drawArticles(query);
}

function drawArticles(query) {
  const wanted = (query.get("words") || "").trim().toLowerCase();
  const shown = articles().filter((article) => byOutlet(article, query) && inTime(article, query) && searchable(article).includes(wanted));
  const copies = shown.filter((article) => !article.counted).length;
  byId("articles-status").textContent =
    `${shown.length.toLocaleString("en")} of ${counted(articles().length, "article")}${copies ? `; ${copies} of them not counted in the charts: a copy of one in the same outlet` : ""}.`;
  paged(byId("articles-list"), make("ol", { class: "items" }), shown, (article) =>
    make("li", {},
      make("a", { href: toArticle(article), class: "title" }, article.heading),
      make("p", { class: "meta" }, `${whence(article)} · ${counted(article.words, "word")} · ${counted(article.attributions.length, "attribution")} · ${counted(sourceWords(article), "source")}${article.copy_of ? ` · copy of ${article.copy_of}` : ""}`),
      snippet(article, wanted)));
}

searchForm.addEventListener("submit", (event) => event.preventDefault());
searchForm.addEventListener("input", () => {
  const query = new URLSearchParams([...new FormData(searchForm)].filter(([, value]) => value));
  drawArticles(query);
  settle(`#articles?${query}`);
});
