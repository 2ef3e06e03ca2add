// Small pieces that every view is made of.
const piece = (tag, attributes) => (...children) => h(tag, attributes, ...children);
const [framed, note, aside, small, bold, kbd, num, plain, li, h3, para, box] = [["section", { class: "panel" }], ["p", { class: "note" }], ["span", { class: "n" }], ["small"], ["b"], ["kbd"], ["span", { class: "num" }], ["ul", { class: "plain" }], ["li"], ["h3"], ["p"], ["div"]].map(([tag, attributes]) => piece(tag, attributes));
const button = (made, ...children) => h("button", { type: "button", ...(typeof made === "function" ? { onclick: made } : made) }, ...children);
const link = (href, ...children) => h("a", { href }, ...children);
const door = (href, ...children) => h("a.button", { href }, ...children);
const up = (href, words) => h("p.note", link(href, `‹ ${words}`));
const away = (href, words) => h("a", { href, target: "_blank", rel: "noreferrer noopener", title: href }, words);
const quiet = (onclick, ...children) => button({ class: "quiet", onclick }, ...children);
const heads = (...words) => h("thead", h("tr", words.map((word) => h("th", { scope: "col" }, word))));
const wrong = piece("p", { class: "wrong", role: "alert" });
const unseen = (words) => h("span.offstage", words);
// What nobody may change here is shown, and takes no press.
const fixedWhere = (disabled, ...children) => h("fieldset", { disabled: Boolean(disabled) }, ...children);
const group = (says) => ({ role: "group", says });
const into = (place, ...children) => place.replaceChildren(...children.flat().filter(Boolean));
const fill = (...children) => into($("main"), ...children);
// What is read on the left, what is said of the part at hand on the right.
function fillPanes(place, kind, says, here, ...before) {
  const [whole, left] = kind.split(" ");
  fill(place.page = h(whole, before, h("section", { id: "source", class: left, says, tabindex: "0" }), h("aside", { id: "inspector", class: "inspector", says: here })));
  $("source").focus({ preventScroll: true });
}
// What comes late is drawn on its own page alone, while that is shown.
const isOpen = (place) => place.page?.isConnected;
const toView = (place, block = "nearest") => document.querySelector(place)?.scrollIntoView({ block });
// The next place after `at` that waits, else the first one.
const nextOf = (list, at, waits) => {
  const next = list.findIndex((one, n) => n > at && waits(one));
  return next < 0 ? list.findIndex(waits) : next;
};
const startingAt = (list, start) => list.find((one) => one.start === start);
const count = (number) => number.toLocaleString("en");
function progress(kind, says, ...shares) {
  const made = h(kind, { role: "img", says }, shares.map(() => h("i")));
  shares.forEach((share, n) => { made.children[n].style.width = `${share * 100}%`; });
  return made;
}
const entryForm = (kind, line, act, ...children) => h(kind, { onsubmit: (event) => { event.preventDefault(); attempt(act, line); } }, ...children);
const atEnd = (by, of) => say(`这是${by > 0 ? "最后" : "第"}一${of}`);
