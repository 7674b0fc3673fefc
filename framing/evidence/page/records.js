// What the page knows. `data`: figures and names; `articles()`: each article with its texts, read when first needed;
// `lines`: what says why, an attribution's `why` has the places of its own.
// An article has text[zone], paragraphs[zone] = [[start, end]], attributions, removed = [[line, zone, text, reason]],
// passages = [[zone, start, end, sentence, attributions, polarity, subjectivity, scored words]] and
// keywords, wording = [[zone, start, end, category, negated, attributions]]. Offsets count characters, not UTF-16 units.
const data = JSON.parse(byId("data").textContent);
let loaded = null, lines = [];

function articles() {
  if (loaded) return loaded;
  ({ articles: loaded, lines } = JSON.parse(byId("articles-data").textContent));
  for (const article of loaded) {
    article.named = new Map(article.attributions.map((a) => [a.attribution_id, a]));
    article.letters = {};
    article.heading = article.text.title || article.article_id;
  }
  return loaded;
}

const articleOf = (id) => articles().find((article) => article.article_id === id);
const sourceWords = (article) => new Set(article.attributions.filter((a) => a.tier === "core").map((a) => a.said_by)).size;

function letters(article, zone, start, end) {
  const text = article.text[zone];
  article.letters[zone] ??= /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
  const part = article.letters[zone].slice(start, end);
  return typeof part === "string" ? part : part.join("");
}

const groupOf = (a) => data.groups[a.source_group] || { label: a.source_group, sign: "●" };
const categoryOf = (category) => data.categories[category] || category.replace(/_/g, " ");

// "Ana Reyl, Officials"; the name once when both are the same.
function who(a) {
  const { label } = groupOf(a);
  return a.said_by.toLowerCase() === label.toLowerCase() ? label : `${a.said_by}, ${label}`;
}

const outletOf = (article) => article.outlet || "(no outlet)";
const whence = (article) => [outletOf(article), article.date || "(no date)"].join(", ");
const toPlace = ({ article, zone, parts: [[start]] }) =>
  `#article?${new URLSearchParams({ id: article.article_id, at: `${zone} ${start}` })}`;
const toArticle = (article, a) =>
  `#article?${new URLSearchParams({ id: article.article_id, ...(a ? { a: a.attribution_id } : {}) })}`;
