// A stretch of text as elements. show.voices: mark sources' words; show.only: those of one attribution alone;
// show.at: [zone, offset] of the passage to point at;
// show.sentiment, show.keywords, show.wording: the scores and hits; show.hit: one hit alone; show.label: what stands before a new voice.
const ABOVE = "▲", BELOW = "▼", EVEN = "■";

function shownText(article, zone, start, end, show) {
  const nodes = [];
  const marks = marksIn(article, zone, start, end, show);
  for (const [from, to, ids, passage] of runs(article, zone, start, end)) {
    const speaker = show.only ? (ids.includes(show.only.attribution_id) ? show.only : null) : article.named.get(ids[0]);
    if (show.label) {
      for (const id of [...ids].reverse()) {
        if (show.heard.has(id)) continue;
        show.heard.add(id);
        nodes.push(show.label(article.named.get(id)), " ");
      }
    }
    const pieces = piecesOf(article, zone, from, to, marks);
    const voiced = speaker && show.voices;
    const here = show.at && passage && zone === show.at[0] && passage[1] <= show.at[1] && show.at[1] < passage[2];
    const shown = (voiced ? [make("mark", { class: `voice voice-${speaker.source_group}` }, ...pieces)] : pieces);
    nodes.push(...(here ? [make("span", { class: "here", tabindex: "-1" }, ...shown)] : shown));
    if (show.sentiment && passage && passage.length > 5 && to === passage[2]) nodes.push(score(passage[5]));
  }
  return nodes;
}

// From start to end without a gap; what no passage covers is in the outlet's voice.
function runs(article, zone, start, end) {
  const found = [];
  let place = start;
  for (const passage of article.passages) {
    const [where, from, to, , ids] = passage;
    if (where !== zone || to <= place || from >= end) continue;
    if (from > place) found.push([place, from, [], null]);
    found.push([Math.max(from, place), Math.min(to, end), ids, passage]);
    place = Math.min(to, end);
  }
  if (place < end) found.push([place, end, [], null]);
  return found;
}

// [start, end, tag, class, what stands after it] of everything that is marked between start and end.
function marksIn(article, zone, start, end, show) {
  const marks = [];
  for (const a of show.only ? [show.only] : article.attributions) {
    if (a.zone === zone && show.voices) {
      marks.push([...a.source, "b", "source", null], [...a.cue, "em", "cue", null]);
    }
  }
  const hits = [...(show.keywords ? article.keywords : []), ...(show.wording ? article.wording : []), ...(show.hit ? [show.hit] : [])];
  for (const [where, from, to, category, negated] of hits) {
    const name = `${negated ? "not: " : ""}${categoryOf(category)}`;
    if (where === zone) marks.push([from, to, "span", "keyword", make("span", { class: "tag" }, name)]);
  }
  if (show.sentiment) {
    for (const passage of article.passages) {
      if (passage[0] !== zone || passage.length < 6) continue;
      for (const [from, to] of passage[7]) marks.push([from, to, "span", "scored", null]);
    }
  }
  return marks.filter(([from, to]) => to > from && from < end && to > start);
}

function piecesOf(article, zone, start, end, marks) {
  const inside = marks.filter(([from, to]) => from < end && to > start);
  const cuts = new Set([start, end]);
  for (const [from, to] of inside) {
    cuts.add(Math.max(from, start));
    cuts.add(Math.min(to, end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  const nodes = [];
  for (let n = 0; n + 1 < places.length; n += 1) {
    const [from, to] = [places[n], places[n + 1]];
    let piece = letters(article, zone, from, to);
    for (const [first, last, tag, look] of inside) {
      if (first <= from && last >= to) piece = make(tag, { class: look }, piece);
    }
    nodes.push(piece, ...inside.filter(([, last, , , after]) => last === to && after).map(([, , , , after]) => after));
  }
  return nodes;
}

function score(polarity) {
  const sign = polarity > 0 ? ABOVE : polarity < 0 ? BELOW : EVEN;
  const said = `${polarity < 0 ? "−" : "+"}${Math.abs(polarity).toFixed(2)}`;
  return make("span", { class: "tag" }, `${sign} ${said}`);
}

// Why the machine says so, line by line.
function whyOf(a) {
  return a.why.map((place) => {
    const [head, ...rest] = lines[place].split(": ");
    return make("p", {}, make("strong", {}, `${head}: `), rest.join(": "));
  });
}
