// The data, and which replies and promises fit the conditions.
const data = JSON.parse($("index").textContent);
const blocks = document.querySelectorAll("script.reply");
const keys = new Map();
data.replies.forEach((reply, n) => {
  reply.key = keys.has(reply.sha) ? `${reply.sha}~${n}` : reply.sha;
  keys.set(reply.key, n);
  reply.promises = [];
  reply.year = reply.date.slice(0, 4);
});
for (const promise of data.promises) data.replies[promise.reply].promises.push(promise);
for (const reply of data.replies) {
  reply.next = reply.promises.reduce((least, p) => (p.by && (!least || p.by < least) ? p.by : least), "");
}

[...data.promises].sort((a, b) => compare(a.by || "9", b.by || "9")).forEach((promise, n) => {
  promise.order = n;
});

const NOTHING = { q: "", issuer: "", field: "", year: "", targets: false, warnings: false, unread: false, from: "", to: "", body: "" };
const filter = { ...NOTHING };
let shown = data.replies.map((_, n) => n);

function block(n) {
  return JSON.parse(blocks[n].textContent);
}

function folded(text) {
  return text.normalize("NFKC").toLowerCase();
}

// What the search reads: the list's words and the whole text, folded once, in idle time or when first needed.
const haystacks = new Array(data.replies.length);

function haystack(n) {
  if (haystacks[n] === undefined) {
    const { title, topic, issuer, number, proposers, source } = data.replies[n];
    const { text, measures, commitments, targets } = block(n);
    const words = [...measures, ...commitments].map((item) => item.summary).concat(targets.map((item) => item.indicator));
    const names = [...measures, ...commitments, ...targets].map((item) => `${data.replies[n].sha}-${item.ref}`);
    haystacks[n] = folded([title, topic, issuer, number, source, ...proposers, ...words, ...names, text].join("\n"));
  }
  return haystacks[n];
}

function prepareSearch(n = 0) {
  const end = performance.now() + 12;
  while (n < data.replies.length && performance.now() < end) haystack(n++);
  if (n < data.replies.length) setTimeout(prepareSearch, 0, n);
  else document.body.dataset.searchable = "yes";
}

function promiseFits(promise) {
  if (filter.unread && !promise.unread) return false;
  if (filter.body && !promise.who.includes(filter.body)) return false;
  if ((filter.from || filter.to) && !promise.by) return false;
  return (!filter.from || promise.by >= filter.from) && (!filter.to || promise.by <= filter.to);
}

function replyFits(reply, n, terms) {
  if (filter.issuer && reply.issuer !== filter.issuer.slice(1)) return false;
  if (filter.field && reply.field !== filter.field) return false;
  if (filter.year && reply.year !== filter.year.slice(1)) return false;
  if (filter.targets && !reply.targets) return false;
  if (filter.warnings && !reply.warnings) return false;
  if (filter.unread && !reply.unread) return false;
  if ((filter.body || filter.from || filter.to) && !reply.promises.some(promiseFits)) return false;
  return terms.every((term) => haystack(n).includes(term));
}

const ORDERS = {
  byFile: (a, b) => a - b,
  byDate: (a, b) => compare(data.replies[b].date, data.replies[a].date) || a - b,
  byDeadline: (a, b) => compare(data.replies[a].next || "9", data.replies[b].next || "9") || a - b,
  byPromises: (a, b) => data.replies[b].promises.length - data.replies[a].promises.length || a - b,
};
// Where items are held against a threshold: the reply in which reading finds most errors first.
const accepted = data.accepted[0];
if (accepted) ORDERS.byGain = (a, b) => gain(b) - gain(a) || a - b;

function gain(n) {
  return data.replies[n].wrong ?? data.replies[n].unread;
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function refilter() {
  const terms = folded(filter.q).split(/\s+/).filter(Boolean);
  shown = [];
  data.replies.forEach((reply, n) => {
    if (replyFits(reply, n, terms)) shown.push(n);
  });
  if (state.sort !== "byFile") shown.sort(ORDERS[state.sort]);
}

function shownPromises() {
  return shown.flatMap((n) => data.replies[n].promises.filter(promiseFits));
}

function set(changes) {
  Object.assign(filter, changes);
  state.limit = FIRST_ROWS;
  refresh();
}
