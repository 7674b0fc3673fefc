"use strict";
// Elements made from words. What comes from an article is only ever a text node or an attribute, never HTML.
const byId = (id) => document.getElementById(id);

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

// A long list a page at a time, so that a thousand articles open as fast as ten.
const PAGE = 50;
function paged(holder, list, items, draw) {
  let shown = 0;
  const more = make("button", { type: "button", class: "more" });
  const next = () => {
    const first = shown;
    const fresh = items.slice(shown, shown + PAGE).map(draw);
    (list.tBodies?.[0] || list).append(...fresh);
    shown += fresh.length;
    const rest = items.length - shown;
    more.hidden = rest === 0;
    more.textContent = `Show ${Math.min(PAGE, rest)} more of ${rest.toLocaleString("en")}`;
    if (first) fresh[0].querySelector("a, button, td")?.focus();
  };
  more.addEventListener("click", next);
  next();
  holder.replaceChildren(list, more);
}
