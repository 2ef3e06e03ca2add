// 跟踪: what is due; what later replies may say of one promise; what people found, each finding with its evidence.
const follow = { list: { q: "", rows: [], next: null, at: 0, answer: null }, lists: null, turn: Promise.resolve() };
// The promise that is shown, with what was chosen and written for its next finding.
let followed = null;

async function showLists() {
  follow.lists = await patiently(() => ask("/api/follow"));
  const wanted = new URLSearchParams(location.search).get("q");
  await loadPromises(follow.list, wanted === null ? follow.lists.lists[0].q : wanted);
  drawLists();
}

function drawLists() {
  const { lists, lost, day, closed } = follow.lists;
  setTimeout(countCandidates, 0, follow.list, VIEWS.follow);
  fill(h("div.page.wide", { tabindex: "0", says: "跟踪" },
    h("div.acts", group("列表"), lists.map((one, n) => h("a.chip", { href: asking("follow", one.q), "aria-current": one.q === follow.list.q }, kbd(n + 1), one.title, aside(count(one.count))))),
    h("div", { id: "pick" }), note(day, closed && ` · ${closed}`, t("silence")),
    promiseTable(follow.list, (row) => `/follow/${row.ref}`),
    bodiesPanel(),
    lost.length ? h("details.panel", h("summary", `${lost.length} 项认定找不到所认定的承诺`), plain(lost.map((one) => li(h("span.ref", one.place), ` ${one.word} · ${one.why === "version" ? "这件答复有了新版本" : "更正之后已没有这一项"}`)))) : null));
}

// How many candidates speak of a promise is told row by row: each takes a search of its own.
async function countCandidates(list, view) {
  if (list.counting) return;
  list.counting = true;
  for (let at; frame.view === view && (at = list.rows.findIndex((one) => !one.found && one.likely === undefined)) >= 0;) {
    const row = list.rows[at];
    row.likely = "";
    await attempt(async () => {
      const { likely } = await ask(`/api/follow/${row.ref}/likely`, undefined, true);
      row.likely = likely ? `相近 ${likely} 条` : "没有相近的";
      document.querySelector(`[data-n="${list.rows.indexOf(row)}"] .likely`)?.replaceWith(likelyWords(row));
    });
  }
  list.counting = false;
}

const likelyWords = (row) => h("small.likely", row.likely || "");

async function openPromise(ref) {
  const now = await patiently(() => ask(`/api/follow/${ref}`));
  if (followed?.now.row.ref !== ref) followed = { now, chosen: [], outside: [], note: "" };
  takePromise(followed, now);
}

// An answer that is older than what is shown is left; one to a promise that is not shown any more draws nothing.
function takePromise(on, now) {
  if (now.n >= on.now.n) on.now = now;
  if (on === followed && VIEWS.follow.keys === "follow" && frame.view === VIEWS.follow) drawPromise();
}

const fact = row;
const listPath = () => (lastList ? asking(lastList === ledger ? "ledger" : "follow", lastList.q) : "/follow");

function drawPromise() {
  const { row, around, candidates, told, closed } = followed.now;
  const at = lastList.rows.findIndex((one) => one.ref === row.ref);
  fillAround(h("div.following",
    h("section.page", { tabindex: "0", says: "承诺" },
      h("p.note.between", link(listPath(), "‹ 列表"), at >= 0 ? `${at + 1} / ${lastList.answer.total}` : ""),
      h("h2.said", row.quote || row.what), verdictSign(row.verdict),
      fact("责任单位", row.who.join("、") || "—"), fact("时限", h("b.num", row.due || "未写明"), row.deadline ? ` “${row.deadline}” ` : " ", stateWords(row)),
      fact("力度", firmness(row.certainty) || "—", row.lacks.length ? small(` 核查还缺：${row.lacks.join("、")}`) : ""),
      row.targets.length ? fact("目标", plain(row.targets.map(targetLine))) : null,
      fact("出处", h("span", `${row.issuer} ${row.issued} ${row.title}`), " ", link(`/r/${row.name}/${row.place}`, "看原文", kbd("O")), " ", h("span.ref", row.ref)),
      around[0] || around[1] ? h("blockquote.around", around[0], bold(row.quote), around[1]) : null,
      h3("经过", aside(followed.now.day)), h("ol.course", li(num(row.issued || "日期不详"), " 答复作出承诺"), row.due ? li(num(row.due), " 到期") : null, followed.now.history.map(step))),
    h("section.page", { tabindex: "0", says: "依据与认定" }, h3("后来的答复里可能的回应", aside("分数只管排序，由人认定；数字键选作依据，可选几条")), closed && note(closed),
      told && note(told), h("ol.cands", candidates.map(candidateCard)),
      followed.outside.map((one) => h("div.cand.here", bold("别处的依据"), h("q", one.quote), small(`${one.url} · ${one.seen_on}`), quiet(() => { followed.outside = followed.outside.filter((other) => other !== one); drawPromise(); }, "去掉"))),
      followed.note ? note(`附言：${followed.note}`) : null,
      h("div.six", group("认定"), FINDINGS.map(([key, word, act]) => button({ disabled: onlyReads(), "aria-pressed": row.verdict === word, onclick: () => followActs[act]() }, kbd(key), verdictSign(word)))),
      note(t("proofs"), kbd("L"), " 贴别处的网址和原话。"), h("div", { id: "pick" }))));
}

function step(one) {
  const said = one.undoes ? `撤销第 ${one.undoes} 条` : one.other ? `${one.other} ${one.out ? "不是同一件事" : "仍作候选"}` : one.verdict ? verdictSign(one.verdict) : "收回认定";
  return h("li", { class: one.in_force ? null : "gone" }, num(one.at.slice(0, 10)), ` ${one.by} `, said, one.in_force || one.undoes ? "" : "（已撤销）",
    (one.proofs || []).map((proof) => para(h("q", proof.quote), " ", small(`${proof.who} ${proof.day} `, proof.href ? link(proof.href, proof.ref) : away(proof.url, proof.url)))), one.note ? note(one.note) : null);
}

function candidateCard(one, n) {
  const isChosen = followed.chosen.includes(one.ref);
  return h("li", { class: ["cand", isChosen ? "here" : "", one.out ? "out" : ""].join(" ") },
    button({ class: "pickone", "aria-pressed": isChosen, onclick: () => choose(n) }, kbd(n + 1), h("span", one.quote)),
    h("p.parts", one.parts.map(([name, value]) => h("span.tagged", `${name} ${value}`)), aside(`合计 ${one.score}`, one.likely ? "" : " · 相近的词少")),
    one.share && note(one.share),
    small(`${one.issuer} ${one.issued} ${one.title} `, link(one.href, one.ref)), one.out ? small(` ${one.out.by}：不是同一件事`) : null);
}

// Candidates are chosen by their references: an answer that comes late may put them in another order.
function choose(n) {
  const { ref } = followed.now.candidates[n] || {};
  if (!ref) return say(`没有第 ${n + 1} 条`);
  const kept = followed.chosen.filter((one) => one !== ref);
  followed.chosen = kept.length < followed.chosen.length ? kept : [...kept, ref];
  drawPromise();
  toView(`.cand:nth-child(${n + 1})`);
}

// One after the other: each act says what it saw, of the promise for which it was meant.
function judge(made) {
  const on = followed;
  const work = async () => {
    const act = made(on);
    if (!act) return;
    const { ref } = on.now.row;
    try {
      takePromise(on, (await save("/api/follow", { ref, ...act })).now);
    } catch (trouble) {
      say(trouble.message);
      on.note = on.note || act.to?.note || "";
      takePromise(on, trouble.status === 409 ? await ask(`/api/follow/${ref}`, undefined, true) : on.now);
    }
  };
  follow.turn = follow.turn.then(work, work);
}

// Of the candidates that were chosen as evidence, the last.
const chosen = () => followed.now.candidates.find((one) => one.ref === followed.chosen.at(-1));

function find(verdict) {
  const evidence = [...followed.chosen.map((reference) => ({ reference })), ...followed.outside];
  if (!evidence.length && verdict !== "无法核实") return say(t("wantsProof"));
  const { note } = followed;
  Object.assign(followed, { note: "", outside: [], chosen: [] });
  return judge(({ now }) => ({ do: "verdict", from: now.row.found ? now.row.found.verdict : null, to: { verdict, evidence, note } }));
}

const FINDINGS = [["Y", "已兑现", "kept"], ["H", "部分兑现", "partly"], ["W", "推进中", "underWay"], ["F", "未兑现", "broken"], ["A", "已调整", "adjusted"], ["0", "无法核实", "nothing"]];

const followActs = {
  kept: () => find("已兑现"),
  partly: () => find("部分兑现"),
  underWay: () => find("推进中"),
  broken: () => find("未兑现"),
  adjusted: () => find("已调整"),
  nothing: () => find("无法核实"),
  another: () => {
    const one = chosen();
    followed.chosen = [];
    return one ? judge(() => ({ do: one.out ? "match" : "unmatch", from: null, to: one.ref })) : say("先按数字选一条候选");
  },
  outside: () => {
    const field = (name, label, type) => h("label", label, h("input", { name, type, required: true, maxlength: name === "quote" ? "4000" : "2048" }));
    const form = entryForm("form.stack", null, () => {
      followed.outside.push(Object.fromEntries(["url", "quote", "seen_on"].map((name) => [name, form.elements[name].value.trim()])));
      closePicker();
      drawPromise();
    }, field("url", "网址", "url"), field("quote", "原话", "text"), field("seen_on", "哪天这样说", "date"), h("button", "用作依据"));
    openPicker({ title: "别处的依据", note: t("keptOnly"), form });
    form.elements.url.focus();
  },
  remark: () => askWords("附言", "随下一次认定保存", (words) => { followed.note = words; drawPromise(); }, followed.note),
  undo: () => judge(({ now }) => {
    const last = now.history.filter((one) => one.in_force && !one.undoes && one.by === frame.me.name).pop();
    if (!last) return void say("没有您可撤销的认定");
    return { do: "undo", undoes: last.n };
  }),
  nextPromise: () => during(stepPromise(1)),
  previousPromise: () => during(stepPromise(-1)),
  openPromise: () => go(`/r/${followed.now.row.name}/${followed.now.row.place}`),
  openCandidate: () => (chosen() ? go(chosen().href) : say("先按数字选一条候选")),
  back: () => (closePicker() ? undefined : go(listPath())),
  candidate: (code) => choose(digit(code) ?? (followed.now.candidates.indexOf(chosen()) + 1) % (followed.now.candidates.length || 1)),
};

async function stepPromise(by) {
  const list = lastList;
  // A key may come before the promise on its way is shown.
  const here = location.pathname.split("/").pop();
  if (await stepIn(list, list.rows.findIndex((one) => one.ref === here), by)) await go(`/follow/${list.rows[list.at].ref}`);
}

// The number on a key that was pressed, counted from 0; none where a mouse did it.
function digit(code) {
  return code ? Number(code.slice(-1)) - 1 : undefined;
}

const listActs = {
  ...rowActs(follow.list),
  list: (code) => {
    const { lists } = follow.lists;
    const at = digit(code) ?? (lists.findIndex((one) => one.q === follow.list.q) + 1) % lists.length;
    return go(asking("follow", lists[at].q));
  },
};

VIEWS.follow = {
  name: "follow", title: "跟踪", keys: "followList", handlers: listActs, draw: drawLists,
  owns: (path) => path.startsWith("/follow"),
  renderPicker: VIEWS.ledger.renderPicker,
  show: async (path) => {
    const ref = path.split("/")[2];
    Object.assign(VIEWS.follow, ref ? { keys: "follow", handlers: followActs } : { keys: "followList", handlers: listActs });
    showKeys();
    if (!ref) return showLists();
    if (!lastList) await loadPromises(follow.list, "状态:已到期 状态:待核实");
    return openPromise(ref);
  },
};
