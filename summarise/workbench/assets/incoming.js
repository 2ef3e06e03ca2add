// The door for new files: drop files or a folder, choose them, or paste a text; records come one by one.
const incomingList = h("ul.plain", { id: "incoming-list", "aria-live": "polite" });

// The door stays the same whatever is drawn around it: who writes a text there goes on writing.
let incomingDoor = null;
const incomingPanel = (counts) => (counts.takes_files && !onlyReads() ? incomingDoor ??= makeDoor() : null);

function makeDoor() {
  const list = incomingList;
  const input = h("input", { type: "file", multiple: true, class: "offstage", id: "incoming-files", onchange: () => takeFiles([...input.files], list) });
  const text = h("textarea", { rows: "4", says: "粘贴原文", placeholder: "或把答复的全文粘贴在这里" });
  const paste = async () => {
    if (!text.value.trim()) return say("还没有粘贴文字");
    const words = text.value;
    text.value = "";
    // What was refused can be mended.
    if (!await takeOne(list, "粘贴的原文.txt", async () => ({ name: `粘贴-${new Date().toISOString().slice(0, 19)}.txt`, text: words }))) text.value ||= words;
    return afterTaking();
  };
  const over = (event, is) => {
    event.preventDefault();
    event.currentTarget.classList.toggle("over", is);
  };
  const ondrop = async (event) => {
    over(event, false);
    const files = [...event.dataTransfer.files];
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    const found = [];
    for (const entry of entries) await gather(entry, found);
    await takeFiles(found.length ? found : files, list);
  };
  return h("section.panel.drop", { id: "incoming", ondrop, ondragover: (event) => over(event, true), ondragleave: (event) => over(event, false) }, h("h2", "添加答复"),
    note(t("takes")),
    h("p.acts", input, h("label.button", { for: "incoming-files" }, "选择文件")), text, para(button(paste, "添加这段原文")), list);
}

async function gather(entry, found) {
  if (entry.isFile) found.push(await new Promise((done, failed) => entry.file(done, failed)));
  else {
    const reader = entry.createReader();
    let some;
    do {
      some = await new Promise((done, failed) => reader.readEntries(done, failed));
      for (const one of some) await gather(one, found);
    } while (some.length);
  }
}

async function takeFiles(files, list) {
  for (const file of files) {
    if (file.name.startsWith(".")) continue;
    await takeOne(list, file.name, async () => ({ name: file.name, data: await asBase64(file) }));
  }
  await afterTaking();
}

// The counts anew; the list of what came stays.
async function afterTaking() {
  const held = document.activeElement;
  if (!$("incoming")) return;
  await showOverview();
  if (incomingDoor.contains(held)) held.focus();
}

function asBase64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",").pop());
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
}

async function takeOne(list, name, body) {
  const line = li(bold(name), " 读取中…");
  list.prepend(line);
  try {
    const made = await ask("/api/incoming", await body());
    into(line, link(`/r/${made.name}`, made.title), ` ${made.said}`);
    return true;
  } catch (trouble) {
    into(line, bold(name), h("span.wrong", ` 没有收下：${trouble.message}`));
  }
}

// -- handing on ----------------------------------------------------------------------------------------------------

function handingOnPanel(counts) {
  if (!counts.replies) return null;
  const accepted = h("input", { type: "checkbox", id: "only-accepted" });
  const make = (to) => handOut("/api/export", { to, accepted: accepted.checked });
  return framed(h("h2", "导出"), h("p.acts", counts.forms.map(([to, name]) => button(() => make(to), name))),
    h("label.check", accepted, " 只要已接受的"));
}

VIEW_PANELS.push(incomingPanel, handingOnPanel);
