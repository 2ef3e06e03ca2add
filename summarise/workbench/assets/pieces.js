// Small pieces that every view is made of.
const piece = (tag, attributes) => (...children) => h(tag, attributes, ...children);
const [note, aside, small, bold, kbd, num, plain] = [["p", { class: "note" }], ["span", { class: "n" }], ["small"], ["b"], ["kbd"], ["span", { class: "num" }], ["ul", { class: "plain" }]].map(([tag, attributes]) => piece(tag, attributes));
const button = (attributes, ...children) => h("button", { type: "button", ...attributes }, ...children);
const fill = (...children) => $("main").replaceChildren(...children);
