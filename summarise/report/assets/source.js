// The source text with every item marked in place. Marks are flat pieces, each naming all items that it belongs to.
const RANK = { t: 0, c: 1, m: 2 };

function spansOf(record) {
  const spans = [];
  for (const list of [record.measures, record.commitments, record.targets]) {
    for (const item of list) for (const [start, end] of item.places) spans.push({ start, end, id: item.id });
  }
  for (const measure of record.measures) {
    for (const figure of measure.figures) for (const [start, end] of figure.places) spans.push({ start, end, id: "" });
  }
  return spans;
}

// Every place where a mark, a line or a passage begins or ends.
function cutsOf({ text, gaps }, spans) {
  const cuts = new Set([0, text.length, ...gaps]);
  for (const { start, end } of spans) cuts.add(start).add(end);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) cuts.add(at).add(at + 1);
  return [...cuts].sort((a, b) => a - b);
}

function renderSource(record) {
  const spans = spansOf(record).sort((a, b) => a.start - b.start);
  const places = cutsOf(record, spans);
  const gaps = new Set(record.gaps);
  const letter = h("div", { class: "letter", lang: "zh-CN" });
  const named = new Set();
  let open = [];
  let next = 0;
  let line = h("p");
  const endLine = () => {
    if (line.hasChildNodes()) letter.append(line);
    line = h("p");
  };
  places.forEach((start, i) => {
    if (gaps.has(start)) {
      endLine();
      letter.append(h("p", { class: "gap", "aria-hidden": "true" }, "〔……〕"));
    }
    open = open.filter((span) => span.end > start);
    while (next < spans.length && spans[next].start === start) open.push(spans[next++]);
    const piece = record.text.slice(start, places[i + 1]);
    if (piece === "\n") endLine();
    else if (piece) line.append(open.length ? mark(piece, open, named) : piece);
  });
  endLine();
  return letter;
}

function mark(piece, open, named) {
  const ids = [...new Set(open.map((span) => span.id).filter(Boolean))].sort((a, b) => RANK[a[0]] - RANK[b[0]]);
  const kinds = new Set(ids.map((id) => id[0]));
  if (open.some((span) => !span.id)) kinds.add("f");
  const fresh = ids.filter((id) => !named.has(id) && id[0] !== "t");
  ids.forEach((id) => named.add(id));
  return h("mark", { class: [...kinds].join(" "), "data-items": ids.join(" "), "data-name": fresh.join(" ") || null }, piece);
}

// A mark can belong to several items: a second click goes on to the next of them.
function itemOfMark(marked) {
  const ids = marked.dataset.items.split(" ").filter(Boolean);
  return ids.length ? ids[(ids.indexOf(state.item) + 1) % ids.length] : "";
}

function marksOf(id) {
  return document.querySelectorAll(`#source mark[data-items~="${CSS.escape(id)}"]`);
}
