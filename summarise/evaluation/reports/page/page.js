"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(find(id).textContent);
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const words = read("words"); // empty in English
  const said = (text) => words[text] || text;
  const kindSaid = (kind) => kind.split(" ").map(said).join(" ");
  const tagSaid = (tag) => tag.replace(/^[a-z]+|· (firm|effort|explore)\b/g, (word) =>
    word.startsWith("· ") ? `· ${said(word.slice(2))}` : said(word));
  const filled = (text, ...values) => said(text).replace(/\{(\d)\}/g, (_, place) => values[Number(place)]);
  const replies = read("index").map((reply, number) => ({ ...reply, number }));
  const state = { kind: "", name: "", column: "edits", descending: true, order: [], open: -1, error: -1 };

  const matches = (reply) =>
    (!state.kind || reply.kinds[state.kind]) && reply.name.toLowerCase().includes(state.name.toLowerCase());

  const key = (reply) => {
    if (state.column === "name") return reply.name;
    if (state.column === "edits") return state.kind ? reply.kinds[state.kind] : reply.edits;
    return reply.scores[Number(state.column)];
  };

  const compare = (a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return (x === null) - (y === null); // nothing to count comes last either way
    const byKey = x < y ? -1 : x > y ? 1 : 0;
    if (byKey) return state.descending ? -byKey : byKey;
    return a.name < b.name ? -1 : 1;
  };

  const score = (value) => (value === null ? "n/a" : value.toFixed(2));

  const list = () => {
    state.order = replies.filter(matches).sort(compare);
    const rows = state.order.map((reply) => {
      const row = make("tr");
      const name = make("td", "", reply.name);
      if (reply.failed) name.append(" ", make("span", "failed", said("failed")));
      row.append(name, make("td", "n", String(state.kind ? filled("{0} of {1}", reply.kinds[state.kind], reply.edits) : reply.edits)));
      for (const value of reply.scores) row.append(make("td", "n", score(value)));
      row.dataset.number = String(reply.number);
      row.setAttribute("aria-selected", String(reply.number === state.open));
      return row;
    });
    find("rows").replaceChildren(...rows);
    const chosen = rows.find((row) => row.getAttribute("aria-selected") === "true");
    if (chosen) bring(document.querySelector(".list"), chosen);
    find("shown").textContent = filled("{0} of {1} replies", rows.length, replies.length);
  };

  // scrolls one pane and never the page, which would jump when a report is opened
  const bring = (pane, element) => {
    const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
    if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 40) {
      pane.scrollTop += inner.top - outer.top - outer.height / 3;
    }
  };

  const mistakeLine = (mistake, number) => {
    const line = make("div", "error", `${kindSaid(mistake.kind)} `);
    line.dataset.error = String(number);
    if (mistake.gold) line.append(make("span", "gold", mistake.gold), " ");
    if (mistake.answer) line.append(make("span", "answer", mistake.answer), " ");
    if (mistake.detail) line.append(mistake.detail);
    return line;
  };

  const tags = (values, className) => {
    const column = make("div", "tags");
    for (const value of values) {
      const scored = value.startsWith("measure") || value.startsWith("commitment");
      column.append(make("span", `tag ${scored ? className : "quiet"}`, tagSaid(value)));
    }
    return column;
  };

  const unitRow = (unit, mistakes) => {
    const row = make("div", mistakes.length ? "unit wrong" : "unit");
    const middle = make("div", "text");
    for (const [text, who] of unit.parts) {
      const names = [who & 1 ? "in-gold" : "", who & 2 ? "in-answer" : ""].filter(Boolean).join(" ");
      middle.append(names ? make("span", names, text) : text);
    }
    middle.append(...mistakes);
    row.append(tags(unit.gold, "gold"), middle, tags(unit.answer, "answer"));
    return row;
  };

  const open = (number, error) => {
    const reply = replies[number];
    const block = read(`reply-${number}`);
    state.open = number;
    const shown = block.mistakes.map((mistake, index) => ({ mistake, index })).filter(
      ({ mistake }) => !state.kind || mistake.kind === state.kind);
    const at = (unit) => shown.filter(({ mistake }) => mistake.unit === unit).map(
      ({ mistake, index }) => mistakeLine(mistake, index));
    const article = find("reply");
    const parts = [make("h3", "", filled("{0}, number of edits: {1}", reply.name, reply.edits))];
    if (reply.failed) parts.push(make("p", "failed", filled("failed, {0}", reply.failed)));
    parts.push(...at(null), ...block.units.map((unit, index) => unitRow(unit, at(index))));
    if (!block.mistakes.length) parts.splice(1, 0, make("p", "none", said("No edit is needed.")));
    article.replaceChildren(...parts);
    for (const row of find("rows").children) {
      const chosen = row.dataset.number === String(number);
      row.setAttribute("aria-selected", String(chosen));
      if (chosen) bring(document.querySelector(".list"), row);
    }
    history.replaceState(null, "", `#reply=${encodeURIComponent(reply.name)}`);
    const errors = article.querySelectorAll(".error");
    choose(error === "last" ? errors.length - 1 : error);
  };

  const choose = (index) => {
    const errors = [...find("reply").querySelectorAll(".error")];
    errors.forEach((line) => line.classList.remove("chosen"));
    state.error = index;
    if (index >= 0 && index < errors.length) {
      errors[index].classList.add("chosen");
      bring(find("reply"), errors[index]);
    } else find("reply").scrollTop = 0;
  };

  const position = () => state.order.findIndex((reply) => reply.number === state.open);

  const step = (by) => {
    const errors = find("reply").querySelectorAll(".error").length;
    const next = state.error + by;
    if (state.open >= 0 && next >= 0 && next < errors) return choose(next);
    let place = position() + by;
    while (place >= 0 && place < state.order.length && !state.order[place].edits) place += by;
    if (place >= 0 && place < state.order.length) open(state.order[place].number, by > 0 ? 0 : "last");
  };

  const turn = (by) => {
    const place = position() + by;
    if (place >= 0 && place < state.order.length) open(state.order[place].number, -1);
  };

  const fillKinds = () => {
    const counts = new Map();
    for (const reply of replies) {
      for (const [kind, count] of Object.entries(reply.kinds)) counts.set(kind, (counts.get(kind) || 0) + count);
    }
    const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const options = [["", said("all")], ...sorted.map(([kind, count]) => [kind, `${kindSaid(kind)} (${count})`])];
    find("kind").replaceChildren(...options.map(([value, text]) => {
      const option = make("option", "", text);
      option.value = value;
      return option;
    }));
  };

  const refresh = () => {
    list();
    const place = position();
    if (place >= 0) open(state.open, -1);
    else if (state.order.length) open(state.order[0].number, -1);
    else find("reply").replaceChildren(make("p", "none", said("No reply has this.")));
  };

  const fromAddress = () => {
    const wanted = decodeURIComponent((location.hash.match(/^#reply=(.*)$/) || [])[1] || "");
    const reply = replies.find(({ name }) => name === wanted);
    if (!reply) return false;
    open(reply.number, -1);
    find("gallery").scrollIntoView();
    return true;
  };

  find("kind").addEventListener("change", (event) => { state.kind = event.target.value; refresh(); });
  find("name").addEventListener("input", (event) => { state.name = event.target.value; refresh(); });
  document.querySelector(".bar").addEventListener("submit", (event) => event.preventDefault());
  document.querySelectorAll("[data-column]").forEach((button) => button.addEventListener("click", () => {
    const column = button.dataset.column;
    // the first click shows the worst first: most edits, lowest score
    state.descending = state.column === column ? !state.descending : column === "edits";
    state.column = column;
    document.querySelectorAll("th[aria-sort]").forEach((th) => th.setAttribute("aria-sort", "none"));
    button.parentElement.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
    list();
  }));
  find("rows").addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (row) open(Number(row.dataset.number), -1);
  });
  window.addEventListener("hashchange", fromAddress);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const action = { n: () => step(1), p: () => step(-1), "]": () => turn(1), "[": () => turn(-1) }[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  document.querySelector(".bar").hidden = false;
  document.querySelector(".panes").hidden = false;
  fillKinds();
  list();
  if (!fromAddress() && state.order.length) open(state.order[0].number, -1);
})();
