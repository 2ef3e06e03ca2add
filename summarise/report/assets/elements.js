// Elements are made here and nowhere else, from text and attributes: no string is ever read as markup.
// A tag may name classes: h("p.note"); attributes may be left out. States (aria-…) are true or false, other attributes and
// aria-current are there or not. `says` is what a screen reader says.
function $(id) {
  return document.getElementById(id);
}

function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name);
  if (attributes && Object.getPrototypeOf(attributes) !== Object.prototype) [attributes, children] = [{}, [attributes, children].flat()];
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes || {})) {
    const isState = key.startsWith("aria-") && key !== "aria-current";
    if (value === null || value === undefined || (value === false && !isState)) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key === "says" ? "aria-label" : key, value === true && !key.startsWith("aria-") ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// The promise that a mark or a row stands for: shape and word, so that colour is never the only sign.
function badge(kind, text) {
  return h("span", { class: `badge ${kind}` }, text || t(kind));
}

const STRENGTH = { firm: 3, effort: 2, explore: 1 };

function firmness(certainty) {
  if (!certainty) return "";
  const bars = [1, 2, 3].map((n) => h("i", { class: n <= STRENGTH[certainty] ? "on" : "" }));
  return h("span", { class: `firmness ${certainty}` }, h("span", { class: "meter", "aria-hidden": "true" }, bars), t(certainty));
}

// The parts of a scan that show numbers, beside what was read there.
function cutouts(pictures) {
  return (pictures || []).map(({ words, png }) => h("img.cutout", { src: `data:image/png;base64,${png}`, alt: `${t("cutout")}“${words}”` }));
}

function say(text) {
  $("said").textContent = text;
  $("said").classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => $("said").classList.remove("shown"), 1600);
}
