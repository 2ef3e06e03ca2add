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

function renderSource(record) {
  const { text } = record;
  const spans = spansOf(record);
  const cuts = new Set([0, text.length, ...record.gaps]);
  for (const { start, end } of spans) cuts.add(start).add(end);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) cuts.add(at).add(at + 1);
  const places = [...cuts].sort((a, b) => a - b);
  const opening = Map.groupBy ? Map.groupBy(spans, (span) => span.start) : groupByStart(spans);
  const gaps = new Set(record.gaps);
  const letter = h("div", { class: "letter", lang: "zh-CN" });
  const named = new Set();
  let open = [];
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
    open = open.filter((span) => span.end > start).concat(opening.get(start) || []);
    if (i + 1 === places.length) return;
    const piece = text.slice(start, places[i + 1]);
    if (piece === "\n") endLine();
    else line.append(open.length ? mark(piece, open, named) : piece);
  });
  endLine();
  return letter;
}

function groupByStart(spans) {
  const groups = new Map();
  for (const span of spans) groups.set(span.start, [...(groups.get(span.start) || []), span]);
  return groups;
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
