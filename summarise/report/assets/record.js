// One reply: what it is, its warnings, promises, targets and measures, beside the source.
let current = null;

// How sure an item is, set apart where it is still to be read; nothing on a page without a threshold.
function sureness(item) {
  if (item.unread === undefined) return null;
  const stated = item.sure === null ? t("unsure") : t("sure", item.sure);
  return h("span", { class: "sure" }, item.unread ? badge("w", t("unread")) : "", " ", stated);
}

function reading(number) {
  const value = number.upper ? `${number.value}–${number.upper}` : number.value;
  return `${t(number.comparator)} ${value} ${number.unit}`.trim();
}

function renderReply(n) {
  current = block(n);
  const place = shown.indexOf(n);
  const step = (to, key) =>
    h("a", { class: "step", href: to === undefined ? null : `#${data.replies[to].key}`, "aria-label": t(key), title: t(key) }, key === "next" ? "↓" : "↑");
  const tabs = ["record", "source"].map((pane) =>
    h("button", { type: "button", class: "tab", "data-pane": pane, onclick: () => showPane(pane) }, t(pane)));
  $("reply").replaceChildren(
    h("div", { class: "acts" },
      h("div", { class: "tabs" }, tabs),
      h("span", { class: "place" }, place < 0 ? "" : `${place + 1} / ${shown.length}`),
      step(shown[place - 1], "previous"), step(shown[place + 1], "next"),
      h("button", { type: "button", id: "copy", onclick: copyReply }, t("copy"))),
    h("div", { id: "record", class: "pane", tabindex: "0", role: "region", "aria-label": t("record") }, recordParts(n)),
    h("div", { id: "source", class: "pane", tabindex: "0", role: "region", "aria-label": t("source") },
      legend(), current.whole ? null : h("p", { class: "note" }, t("quotesOnly")), renderSource(current)));
  showPane(document.body.dataset.pane);
}

function recordParts(n) {
  const { title } = data.replies[n];
  return [
    h("h2", { lang: "zh-CN" }, title),
    facts(),
    current.document.url ? h("p", { class: "origin" }, t("address"), " ", sourceLink(current.document.url)) : null,
    part("warnings", current.warnings.map(warningItem), false, data.replies[n].warnings),
    part("commitments", current.commitments.map(commitmentItem), true),
    part("targets", current.targets.length ? [targetTable()] : [], true, current.targets.length),
    part("measures", current.measures.map(measureItem), true),
    h("p", { class: "foot" }, provenance()),
  ];
}

// Every field that reply and proposal state; the title stands above them.
function facts() {
  const { proposal } = current;
  const kind = [t(proposal.kind), proposal.number && `№ ${proposal.number}`].filter(Boolean).join(" ");
  const together = { "reply.title": "", "proposal.title": "", "proposal.number": "", "proposal.kind": kind };
  const rows = STATED.map((field) => {
    const [of, name] = field.path.split(".");
    const english = `${of[0].toUpperCase()}${of.slice(1)} ${name.replace(/_/g, " ")}`;
    return [state.lang === "zh" ? field.zh : english, together[field.path] ?? [current[of][name]].flat().join("、")];
  });
  return h("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))));
}

function part(key, items, always = false, count = items.length) {
  if (!items.length && !always) return null;
  return h("section", { class: `part ${key}` }, h("h3", {}, t(key), h("span", { class: "n" }, String(count))),
    items.length ? items : h("p", { class: "note" }, t("none")));
}

// An item is a button in all but its text, which stays selectable.
function item(id, source, ...children) {
  const where = source.length ? t("place", source[0][0], source[source.length - 1][1]) : "";
  return h("div", { class: "item", id: `item-${id}`, "data-item": id, role: "button", tabindex: "0", title: where }, children, whyOf(id));
}

// By which rules and words the built-in engine takes the item's sentences so; only on a page made with reasons.
function whyOf(id) {
  const reasons = current.reasons?.[id] ?? [];
  return reasons.length ? h("p", { class: "meta why" }, `${t("why")} `, reasons.join("; ")) : null;
}

// What is to be looked at in one place: in Chinese by kind, in English as the record has it.
function noteText(note) {
  const about = note.about ? `（${note.about}）` : "";
  return state.lang === "zh" ? [note.label + about, note.said] : [t(note.kind) + about, note.messages.join("; ")];
}

function warningItem(warning, n) {
  const quote = warning.quote ? h("p", { class: "summary", lang: "zh-CN" }, h("q", {}, warning.quote)) : null;
  const notes = warning.notes.map(noteText).map(([kind, said], i) =>
    h("p", {}, h("strong", {}, kind), " ", said, cutouts(warning.notes[i].pictures)));
  return warning.places.length ? item(`w${n + 1}`, warning.source, quote, ...notes) : h("div", { class: "item still" }, quote, notes);
}

function deadlineText(deadline) {
  if (!deadline) return null;
  const late = deadline.by && deadline.by < new Date().toISOString().slice(0, 10);
  return h("span", { class: late ? "deadline late" : "deadline" }, h("time", { datetime: deadline.by || null }, deadline.by || "?"), " ", h("q", { lang: "zh-CN" }, deadline.text));
}

function refOf(item) {
  return h("span", { class: "ref" }, `${data.replies[state.reply].sha}-${item.ref}`);
}

function commitmentItem(commitment) {
  return item(commitment.id, commitment.source,
    h("p", { class: "summary", lang: "zh-CN" }, badge("c", commitment.id), " ",
      emphasised(commitment.summary, current.targets.filter((target) => target.commitment === commitment.id).map((target) => target.quote))),
    h("p", { class: "meta" },
      h("span", { class: "who", lang: "zh-CN" }, commitment.responsible.join("、") || current.reply.issuer),
      firmness(commitment.certainty), deadlineText(commitment.deadline), sureness(commitment), refOf(commitment)));
}

// Figures that the summary leaves out stand beneath it.
function measureItem(measure) {
  const quotes = measure.figures.map((figure) => figure.quote);
  const left = measure.figures.filter((figure) => !measure.summary.includes(figure.quote));
  return item(measure.id, measure.source,
    h("p", { class: "summary", lang: "zh-CN" }, badge("m", measure.id), " ", emphasised(measure.summary, quotes)),
    h("p", { class: "meta", lang: "zh-CN" },
      left.map((figure) => h("span", { class: "figure", title: reading(figure.reading) }, figure.quote)), sureness(measure), refOf(measure)));
}

// The summary in parts, with the numbers that it repeats from the source set apart.
function emphasised(summary, quotes) {
  const parts = [];
  let rest = summary;
  for (const quote of quotes) {
    const at = rest.indexOf(quote);
    if (at < 0) continue;
    parts.push(rest.slice(0, at), h("b", {}, quote));
    rest = rest.slice(at + quote.length);
  }
  return [...parts, rest];
}

function saysMore(target) {
  const bare = (text) => text.replace(/[\s,]/g, "");
  return bare(reading(target.reading)) !== bare(target.quote);
}

function targetTable() {
  const heads = ["", "indicator", "amount", "basis", "deadline"];
  return h("table", { class: "targets" },
    h("thead", {}, h("tr", {}, heads.map((key) => h("th", { scope: "col" }, key && t(key))))),
    h("tbody", {}, current.targets.map((target) =>
      h("tr", { class: "item", id: `item-${target.id}`, "data-item": target.id, tabindex: "0", title: t("place", ...target.source[0]) },
        h("td", {}, badge("t", target.id)),
        h("td", { lang: "zh-CN" }, target.indicator, target.commitment ? h("span", { class: "of" }, ` ${target.commitment}`) : null),
        h("td", { class: "number" }, h("b", {}, target.quote), saysMore(target) ? h("span", { class: "reading" }, reading(target.reading)) : null, cutouts(target.pictures)),
        h("td", {}, t(target.basis)),
        h("td", {}, deadlineText(target.deadline), sureness(target), refOf(target))))));
}

function legend() {
  return h("p", { class: "legend", "aria-label": t("legend") }, ["c", "t", "m"].map((kind) => h("mark", { class: kind }, t(kind))));
}

// The page that the reply was taken from; the whole address is shown before it opens.
function sourceLink(url) {
  return /^https?:\/\//i.test(url) ? h("a", { class: "address", href: url, title: url, target: "_blank", rel: "noreferrer noopener" }, url) : null;
}

function provenance() {
  const { document: file, provenance: from } = current;
  const engine = `${t("engine")} ${t(from.engine)}${from.model ? ` ${from.model}` : ""}${from.fallback ? `, ${t("fallback")}: ${from.fallback}` : ""}`;
  return [`${t("file")} ${file.source}`, t("characters", file.characters), engine, `SHA-256 ${file.sha256.slice(0, 12)}`].join(" · ");
}
