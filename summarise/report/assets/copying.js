// One reply as plain text, with the place of every item in the source.
function replyAsText() {
  const { reply, proposal } = current;
  const place = (item) => (item.source.length ? `（${t("place", item.source[0][0], item.source[item.source.length - 1][1])}）` : "");
  const ref = (item) => `${data.replies[state.reply].sha}-${item.ref}`;
  const until = (deadline) => (deadline ? `${deadline.text}${deadline.by ? `（${deadline.by}）` : ""}` : "");
  const joined = (...parts) => parts.filter(Boolean).join("，");
  const lines = [
    data.replies[state.reply].title,
    joined(reply.issuer, reply.issued_on || reply.published_on, reply.document_number),
    proposal.topic && `${t("topic")}：${proposal.topic}`,
  ];
  const list = (key, items, line) => items.length && lines.push("", `【${t(key)}】`, ...items.map(line));
  list("warnings", current.warnings, (w) =>
    [w.quote && `“${w.quote}”`, ...w.notes.map((note) => noteText(note).join("："))].filter(Boolean).join(" ") + place(w));
  list("commitments", current.commitments, (c) =>
    `${ref(c)} ${c.summary} ｜ ${joined(c.responsible.join("、") || reply.issuer, t(c.certainty), until(c.deadline))}${place(c)}`);
  list("targets", current.targets, (g) => `${ref(g)} ${g.indicator}：${g.quote} ｜ ${joined(t(g.basis), until(g.deadline))}${place(g)}`);
  list("measures", current.measures, (m) => `${ref(m)} ${m.summary}${place(m)}`);
  return lines.filter((line) => line !== undefined && line !== null).join("\n");
}

async function copyReply() {
  if (!current) return;
  const text = replyAsText();
  try {
    await navigator.clipboard.writeText(text);
    say(t("copied"));
  } catch {
    say(copyBySelection(text) ? t("copied") : t("copyFailed"));
  }
}

// Pages opened from a disk may not use the clipboard directly in every browser.
function copyBySelection(text) {
  const area = h("textarea", { class: "offstage", "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
