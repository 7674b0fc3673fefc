// The address after # says what is shown: #sentences?..., #articles?..., #article?id=..., or a part of the overview.
const VIEWS = { overview() {}, sentences: listSentences, articles: listArticles, article: readArticle, method() {} };
const left = new Map(); // address -> where the reader was when leaving it
let here = null, leaving = null;

// Before the browser itself goes to a part of the page and takes the focus off the link.
addEventListener("click", (event) => {
  const link = event.target.closest("a");
  leaving = link && link.getAttribute("href") !== location.hash ? [scrollY, link] : null;
}, true);

// The address follows the form without going anywhere.
function settle(address) {
  here = address;
  location.replace(address);
}

function go() {
  const address = location.hash;
  if (address === here) return;
  if (here !== null) left.set(here, leaving || [scrollY, document.activeElement]);
  leaving = null;
  const first = here === null;
  here = address;
  const [name, query] = address.slice(1).split(/\?(.*)/s);
  const view = VIEWS[name] ? name : "overview";
  for (const section of document.querySelectorAll("[data-view]")) section.hidden = section.dataset.view !== view;
  for (const link of document.querySelectorAll("nav a")) {
    const current = link.hash.slice(1).split("?")[0] === (view === "article" ? "articles" : view);
    link.toggleAttribute("data-current", current);
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const focused = document.activeElement;
  if (view !== "overview") openForms();
  VIEWS[view](new URLSearchParams(query));
  if (document.activeElement === focused || document.activeElement === document.body) arrive(view, name, first);
}

// To the place that was left, or to the heading of what is new.
function arrive(view, name, first) {
  const [scroll, focused] = left.get(here) || [0, null];
  const part = view === "overview" && name && name !== "overview" ? byId(name) : null;
  const target = focused?.isConnected && focused !== document.body ? focused : byId(`${part ? name : view}-heading`);
  if (part) part.scrollIntoView();
  else if (!first) scrollTo(0, scroll);
  if (!first || part) target?.focus({ preventScroll: true });
}

// One stop of the tab key for each chart; the arrow keys go from dot to dot.
for (const picture of document.querySelectorAll("figure svg")) {
  const dots = [...picture.querySelectorAll("a")];
  const stop = (dot) => dots.forEach((other) => other.setAttribute("tabindex", other === dot ? "0" : "-1"));
  stop(dots[0]);
  picture.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const dot = dots[dots.indexOf(document.activeElement) + step];
    if (!dot) return;
    event.preventDefault();
    stop(dot);
    dot.focus();
  });
}

// On paper nothing can be unfolded.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll(".part:not([open])")];
  for (const part of folded) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of folded) part.open = false;
});

history.scrollRestoration = "manual";
addEventListener("hashchange", go);
go();
