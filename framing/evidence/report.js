"use strict";
const field = document.getElementById("search");
const found = document.getElementById("found");
const articles = Array.from(document.querySelectorAll("section.article"));
field.addEventListener("input", () => {
  const wanted = field.value.trim().toLowerCase();
  let count = 0;
  for (const article of articles) {
    article.hidden = !article.textContent.toLowerCase().includes(wanted);
    count += article.hidden ? 0 : 1;
  }
  found.textContent = `${count} of ${articles.length} articles`;
});
