// The table of each chart: made when it is opened, its numbers links to their sentences, and a download as CSV.
const FORMULA = /^[=+\-@\t\r]/;

const written = (value) =>
  value === null ? "" : typeof value !== "number" ? String(value) : Number.isInteger(value) ? value.toLocaleString("en") : String(Number(value.toPrecision(3)));

function tableOf(figure, name) {
  const body = make("tbody");
  const head = make("tr", {}, ...figure.columns.map((column) => make("th", { scope: "col" }, column.replace(/_/g, " "))));
  const table = make("table", { class: "numbers" }, make("caption", { class: "unseen" }, `Table: ${name}`), make("thead", {}, head), body);
  const linked = figure.columns.indexOf("estimate");
  const rows = figure.rows.map((cells, n) => () =>
    make("tr", {}, ...cells.map((cell, column) => {
      const words = column === figure.columns.indexOf("category") ? categoryName(String(cell)) : written(cell);
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

function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

data.figures.forEach((figure, n) => {
  const details = byId(`figure-${n + 1}-table`);
  const name = byId(`figure-${n + 1}-heading`).textContent;
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector("table")) details.append(tableOf(figure, name));
  });
  details.closest(".extras").querySelector("button.csv").addEventListener("click", () => download(`${figure.name}.csv`, csvOf(figure)));
});
