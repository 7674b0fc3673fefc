"use strict";
const field = document.getElementById("search");
const found = document.getElementById("found");
const articles = Array.from(document.querySelectorAll("section.article"));
let texts = null; // read when first searched: the page opens faster without
field.addEventListener("input", () => {
  const wanted = field.value.trim().toLowerCase();
  texts ??= articles.map((article) => article.textContent.toLowerCase());
  let count = 0;
  articles.forEach((article, n) => {
    article.hidden = !texts[n].includes(wanted);
    count += article.hidden ? 0 : 1;
  });
  found.textContent = `${count} of ${articles.length} articles`;
});
