// 复核: one reply under review. An act is shown at once and saved behind it; what the server refuses is shown as it is there.
const review = {
  queue: null, todo: false, reply: null, sentence: 0, number: null, seenSince: 0,
  here: hereSentence,
  promise: promiseHere,
  target: (start) => targetAt(review.reply, start),
  quantities: () => quantitiesOf(review.reply, review.sentence),
  mayTarget: () => Boolean(promiseHere()) || hereSentence().heading,
  field: (path) => path.split(".").reduce((value, name) => value[name], review.reply.now),
  goTo: (index) => { if (index !== review.sentence) goSentence(index); },
  perform,
  redraw: rerender,
};

async function openReply(name, place = "") {
  const answer = await ask(`/api/reply/${name}`);
  review.reply = opened(answer);
  review.seenSince = answer.log.n;
  Object.assign(review, { number: null, sentence: firstSentence(place) });
  fillPanes(review, "div.review source", "原文", "当前句", h("aside", { id: "rail", class: "rail", says: "待复核的答复" }));
  VIEWS.review.keys = answer.first ? "firstLook" : "review";
  showKeys();
  updateRow();
  renderQueue();
  renderInspector();
  renderSource(true);
}

// The item that the address names, else the first place to look at, else the first sentence with an item.
function firstSentence(place) {
  const { reply } = review;
  const start = Number((/^[mcts](\d+)/.exec(place) || [])[1]);
  const named = reply.fixed.sentences.findIndex((one) => one.start <= start && start < one.end);
  if (place && named >= 0) return named;
  const open = reply.now.warnings.find((warning) => warning.open && warning.start >= 0);
  if (open) return sentenceAt(reply, open.start);
  const item = Math.min(...reply.now.items.map((one) => one.starts[0]));
  return Math.max(0, Number.isFinite(item) ? sentenceAt(reply, item) : reply.fixed.sentences.findIndex((one) => one.ours));
}

function renderSource(whole = false) {
  const { reply } = review;
  const source = $("source");
  const title = reply.now.reply.title || reply.now.proposal.title || reply.fixed.source;
  const link = reply.fixed.url ? away(reply.fixed.url, "原网页 ↗") : onlyReads() ? null : quiet(reviewActs.address, "补网址 ", kbd("A"));
  refill(source,
    h("header", h("h2", { title }, title), h("span.turn", quiet(() => $("rail").classList.toggle("open"), "列表"), turn("上一件", "‹", -1), turn("下一件", "›", 1)),
      reply.fixed.versions.map(([href, word, day]) => h("a", { href }, word, h("span.long", ` ${day}`))), reply.first ? null : [quiet(reviewActs.fields, "信息 ", kbd("E")), link]),
    renderLetter(reply, review));
  showHere(whole ? "center" : "nearest");
}

const turn = (says, sign, by) => button({ class: "quiet", says, onclick: () => stepReply(by) }, sign);

function showHere(block) {
  toView('#source [aria-current="true"]', block);
}

function rerender() {
  if (!isOpen(review)) return;
  renderInspector();
  renderSource();
}

function goSentence(index, block = "nearest") {
  const { reply } = review;
  if (index < 0 || index >= reply.fixed.sentences.length) return;
  markSeen();
  Object.assign(review, { sentence: index, number: null });
  picker = null;
  rerender();
  showHere(block);
  const path = `/r/${reply.fixed.name}`;
  if (location.pathname.startsWith(path)) history.replaceState(null, "", `${path}/s${reply.fixed.sentences[index].start}`);
}

// Passing a sentence that has a warning says that it was looked at.
function markSeen() {
  const { reply } = review;
  const sentence = reply.fixed.sentences[review.sentence];
  const warning = sentence && warningAt(reply, sentence.start);
  if (warning && warning.open) mark("seen", `s${sentence.start}`);
}

function hereSentence() {
  return review.reply.fixed.sentences[review.sentence];
}

// -- acts ----------------------------------------------------------------------------------------------------------

function mark(act, item = "") {
  return perform({ do: act, item, from: null, to: true });
}

async function perform(act) {
  const { reply } = review;
  applyLocally(reply.now, act);
  rerender();
  if (reply.first) return null;
  try {
    const answer = await save("/api/event", { on: reply.fixed.sha256, base: reply.fixed.base, ...act });
    if (!outbox.waiting.length || act.do === "accept") take(reply, answer);
    return answer;
  } catch (trouble) {
    say(trouble.message);
    await reload(reply, trouble);
    return null;
  }
}

const sawTo = (n) => { review.seenSince = Math.max(review.seenSince, n); };

// The state of a reply as an answer has it, unless a later answer was here before, or acts that it does not know wait.
function take(reply, answer) {
  if (answer.said) say(answer.said);
  sawTo(answer.log.n);
  if (answer.log.n < reply.log.n) return;
  Object.assign(reply, { first: false, differ: [] }, answer);
  if (review.reply !== reply) return;
  updateRow();
  renderQueue();
  rerender();
}

async function reload(reply, trouble) {
  const answer = await ask(`/api/reply/${reply.fixed.name}`);
  if (!outbox.waiting.length) take(reply, answer);
  if (trouble && review.reply === reply && isOpen(review)) $("inspector").prepend(h("div.refused", { role: "alert" }, trouble.status === 409 ? "冲突：" : "没有改：", trouble.message));
}

// The same change as the server will make, so that the page shows it before the answer comes.
function applyLocally(now, act) {
  const start = Number(act.item && act.item.slice(1));
  const target = now.targets.find((one) => one.start === start && act.item[0] === "t");
  const item = now.items.find((one) => one.name === act.item);
  if (act.do === "label") {
    now.items = now.items.map((one) => ({ ...one, starts: act.to.includes(one.kind) ? one.starts : one.starts.filter((s) => s !== start) })).filter((one) => one.starts.length);
    for (const kind of act.to) {
      if (!now.items.some((one) => one.kind === kind && one.starts.includes(start))) now.items.push({ kind, id: `${kind}·新`, name: `${kind}${start}`, ref: "", starts: [start], confidence: null, responsible: [], certainty: "firm", deadline: null });
    }
  } else if (act.do === "target" && act.to) now.targets.push({ id: "t·新", start, ref: "", ...act.to });
  else if (act.do === "target") now.targets = now.targets.filter((one) => one.start !== start);
  else if (act.do === "firmness" && item) item.certainty = act.to;
  else if (act.do === "responsible" && item) item.responsible = act.to;
  else if (["deadline", "basis", "indicator"].includes(act.do) && (target || item)) (target || item)[act.do] = act.to;
  else if (act.do === "field") {
    const [part, name] = act.item.split(".");
    now[part][name] = act.to;
  } else if (act.do === "seen") now.warnings.filter((one) => one.start === start).forEach((one) => { one.open = false; });
}

function toggleLabel(kind) {
  const { start, ours } = hereSentence();
  if (!ours) return say("这句不属于答复");
  const from = labelsAt(review.reply, start);
  const has = from.includes(kind);
  const to = kind === "" ? "" : ["m", "c"].filter((one) => (one === kind ? !has : from.includes(one))).join("");
  if (to !== from) perform({ do: "label", item: `s${start}`, from, to });
}

function promiseHere() {
  return itemAt(review.reply, "c", hereSentence().start);
}

async function undoEvent(n) {
  const { reply } = review;
  try {
    take(reply, await save("/api/event", { on: reply.fixed.sha256, do: "undo", undoes: n }));
  } catch (trouble) {
    await reload(reply, trouble);
  }
}

const reviewActs = {
  nextSentence: () => goSentence(review.sentence + 1),
  previousSentence: () => goSentence(review.sentence - 1),
  nextPlace: () => goPlace(1),
  previousPlace: () => goPlace(-1),
  measure: () => toggleLabel("m"),
  commitment: () => toggleLabel("c"),
  neither: () => toggleLabel(""),
  ...attributeActs(review, STATED.map((field) => field.path)),
  join: () => {
    const { start } = hereSentence();
    const item = promiseHere() || itemAt(review.reply, "m", start);
    const before = item && review.reply.now.items.filter((one) => one.kind === item.kind && one.starts[0] < item.starts[0]).sort((a, b) => b.starts[0] - a.starts[0])[0];
    if (!before) return say("上面没有同类的项");
    return void perform({ do: "join", item: before.name, from: before.starts, to: [...before.starts, ...item.starts] });
  },
  part: () => {
    const { start } = hereSentence();
    const item = [promiseHere(), itemAt(review.reply, "m", start)].find((one) => one && one.starts.indexOf(start) > 0);
    if (!item) return say(t("first"));
    return void perform({ do: "part", item: item.name, from: item.starts, to: item.starts.slice(0, item.starts.indexOf(start)) });
  },
  remark: () => askWords("附言或疑问", t("remark"), (to) => perform({ do: "remark", item: `s${hereSentence().start}`, from: null, to })),
  address: () => askWords("来源网址", t("addressNote"), (url) => attempt(async () => {
    const { fixed } = review.reply;
    fixed.url = (await ask("/api/address", { on: fixed.sha256, url })).url;
    rerender();
  })),
  // What the grammar does not read is a case for it, not a number of the record.
  unread: () => {
    const words = draggedWords($("source"));
    if (!words) return say(t("drag"));
    const { start, end } = hereSentence();
    return void attempt(async () => {
      await ask("/api/unread", { on: review.reply.fixed.sha256, start, end, words });
      say("已记下；记录不变");
    });
  },
  ...undoActs(review, undoEvent),
  accept: () => {
    markSeen();
    const { reply } = review;
    if (reply.first) return during(showEngine(reply));
    const open = reply.now.warnings.find((warning) => warning.open);
    if (open) {
      say(`还有 ${unseenIn(reply)} 条未看`);
      if (open.start < 0) return void mark("seen");
      return goSentence(sentenceAt(reply, open.start), "center");
    }
    if (reply.now.clashes.length) return say("先处理冲突");
    return during(acceptReply());
  },
  reopen: () => mark("reopen"),
  nextReply: () => stepReply(1),
  previousReply: () => stepReply(-1),
  filter: async () => {
    review.todo = !review.todo;
    await loadQueue();
    renderQueue();
  },
};

// The labels that were set before the engine's result was shown are kept; then it is shown.
async function showEngine(reply) {
  const here = staying();
  const labels = Object.fromEntries(reply.now.items.flatMap((item) => item.starts).map((start) => [start, labelsAt(reply, start)]));
  await save("/api/first", { on: reply.fixed.sha256, to: labels }).catch((trouble) => say(trouble.message));
  if (!here()) return;
  await loadQueue();
  await openReply(reply.fixed.name);
}

async function acceptReply() {
  const here = staying();
  if (!(await mark("accept")) || !here()) return;
  waiting.length = 0; // a second press accepts nothing unseen
  await goNextOpen();
}

// Places to look at, in order: open warnings, then what an engine was least sure of.
function goPlace(by) {
  markSeen();
  const { reply } = review;
  const { items, targets, warnings } = reply.now;
  const stated = warnings.filter((one) => one.start >= 0);
  const open = stated.filter((one) => one.open);
  const unsure = [...targets.filter((one) => one.unread), ...stated, ...(reply.differ || [])];
  const all = open.length ? open : [...unsure, ...items.filter(isUnsure).map((item) => ({ start: item.starts[0] }))];
  const places = [...new Set(all.map((one) => one.start))].sort((a, b) => a - b);
  if (!places.length) return say("没有要看的提醒");
  const { start, end } = hereSentence();
  const next = by > 0 ? places.find((at) => at >= end) ?? places[0] : [...places].reverse().find((at) => at < start) ?? places[places.length - 1];
  return goSentence(sentenceAt(reply, next), "center");
}

const isLeft = (one) => !["accepted", "textless"].includes(one.state);

// After one is accepted: the next that is not, from here on, else from the beginning.
async function goNextOpen() {
  if (review.queue.next !== null) await loadQueue(true);
  const rows = review.queue.rows;
  const here = placeInQueue(review.reply.fixed.name);
  const next = [...rows.slice(here + 1), ...rows.slice(0, here)].find(isLeft);
  return next ? go(`/r/${next.name}`) : say("都已接受");
}

async function stepReply(by) {
  const at = placeInQueue(location.pathname.split("/")[2]) + by;
  if (at >= review.queue.rows.length && review.queue.next !== null) await loadQueue(true);
  const next = review.queue.rows[at];
  if (!next) return atEnd(by, "件");
  markSeen();
  return go(`/r/${next.name}`);
}

// What others do meanwhile shows within five seconds, and so does what is left to do in each view.
async function keepUp() {
  if (!frame.view || frame.view.name === "login" || outbox.waiting.length || document.hidden) return;
  const { reply } = review;
  try {
    const { n, events, tabs } = await ask(`/api/events?since=${review.seenSince}`, undefined, true);
    Object.entries(tabs).forEach(([name, left]) => countTab(name, left));
    const isNews = events.some((event) => event.n > review.seenSince && reply && event.on === reply.fixed.sha256);
    sawTo(n);
    if (isNews && isOpen(review) && !picker && !outbox.waiting.length) await reload(reply, null);
  } catch {
    return;
  }
}

setInterval(keepUp, 5000);

VIEWS.review = {
  name: "review", title: "复核", keys: "review", handlers: reviewActs,
  owns: (path) => path.startsWith("/r/") || path === "/review",
  renderPicker: renderInspector,
  show: async (path, changed) => {
    if (changed || !review.queue) await loadQueue();
    const [, , name, place] = path.split("/");
    const wanted = name || (review.queue.rows.find(isLeft) || review.queue.rows[0] || {}).name;
    if (!wanted) throw new Trouble(404, { message: t("none") });
    if (!name) history.replaceState(null, "", `/r/${wanted}`);
    await openReply(wanted, place);
  },
};
