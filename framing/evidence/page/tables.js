// The table of each chart: made when it is opened, its numbers links to their sentences, and a download as CSV.
const FORMULA = /^[=+\-@\t\r]/;

const written = (value) =>
  value === null ? "" : typeof value !== "number" ? String(value) : Number.isInteger(value) ? value.toLocaleString("en") : String(Number(value.toPrecision(3)));

function tableOf(figure, name) {
  const body = make("tbody");
  const head = make("tr", {}, ...figure.columns.map((column) => make("th", { scope: "col" }, column.replace(/_/g, " "))));
  const table = make("table", { class: "numbers" }, make("caption", { class: "unseen" }, `Table: ${name}`), make("thead", {}, head), body);
  const linked = Math.max(figure.columns.indexOf("estimate"), figure.columns.indexOf("start"));
  const rows = figure.rows.map((cells, n) => () =>
    make("tr", {}, ...cells.map((cell, column) => {
      const words = figure.columns[column] === "category" ? categoryName(String(cell)) : written(cell);
      const link = column === linked && figure.addresses[n];
      return make("td", { class: typeof cell === "number" && "number" }, link ? make("a", { href: link }, words) : words);
    })));
  const holder = make("div", { class: "scroll", role: "region", "aria-label": `Table: ${name}`, tabindex: "0" });
  paged(holder, table, rows, (row) => row());
  return holder;
}

const categoryName = (id) => id.split(" : ").map((part) => data.groups[part]?.label || data.types[part] || data.categories[part] || part).join(" : ");

// A cell that a spreadsheet would run as a formula gets an apostrophe before it.
function csvOf({ columns, rows }) {
  const cell = (value) => {
    const text = value === null ? "" : typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  return [columns, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

const SVG = "http://www.w3.org/2000/svg";
const LINE = 110, LEADING = 9; // characters and points of a line below the picture

function drawing(tag, attributes, words) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = words;
  return element;
}

// How far to trust the picture, in lines below it on white.
function stamp(picture) {
  const [left, top, width, height] = picture.getAttribute("viewBox").split(" ").map(Number);
  const lines = data.status.match(new RegExp(`.{1,${LINE}}(?= |$)`, "g")) || [];
  const more = LEADING * (lines.length + 1);
  picture.append(drawing("rect", { x: left, y: top + height, width, height: more, fill: "#ffffff" }, ""));
  lines.forEach((line, n) => picture.append(drawing("text", { x: left + 4, y: top + height + LEADING * (n + 1), "font-size": 7, "font-family": "sans-serif", fill: "#222222" }, line.trim())));
  for (const [name, value] of Object.entries({ width: `${width}pt`, height: `${height + more}pt`, viewBox: [left, top, width, height + more].join(" ") })) picture.setAttribute(name, value);
}

// The picture as a file of its own: without links, and on white.
function pictureOf(svg, words) {
  const picture = svg.cloneNode(true);
  for (const extra of picture.querySelectorAll("a > title, a > circle")) extra.remove();
  for (const link of picture.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  picture.prepend(drawing("title", {}, words));
  stamp(picture);
  picture.removeAttribute("aria-describedby");
  picture.setAttribute("role", "img");
  return new XMLSerializer().serializeToString(picture);
}

const fileName = (name, ending) => `${name.toLowerCase().replace(/[^\p{L}\p{N}_]+/gu, "-").slice(0, 80)}.${ending}`;

data.figures.forEach((figure, n) => {
  const details = byId(`figure-${n + 1}-table`);
  const extras = details.closest(".extras");
  const name = extras.querySelector(".csv .unseen").textContent.replace(/^ of /, "");
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector("table")) details.append(tableOf(figure, name));
  });
  extras.querySelector("button.csv").addEventListener("click", () => download(fileName(figure.name, "csv"), csvOf(figure), "text/csv;charset=utf-8"));
  extras.querySelector("button.svg").addEventListener("click", () => {
    const svg = extras.previousElementSibling.querySelector("svg");
    download(fileName(figure.name, "svg"), pictureOf(svg, byId(`figure-${n + 1}-alt`).textContent), "image/svg+xml");
  });
});
