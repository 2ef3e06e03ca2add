// A letter with its sentences, numbers and items marked. Places count characters, as the server does, not code units.
const opened = (answer) => ({ ...answer, chars: Array.from(answer.fixed.text) });

function slice(reply, start, end) {
  return reply.chars.slice(start, end).join("");
}

function wordsOf(reply, place) {
  return slice(reply, place.start, place.end);
}

// Puts other content into what scrolls, and leaves it where it was.
function refill(source, ...content) {
  const { scrollTop } = source;
  into(source, ...content);
  source.scrollTop = scrollTop;
}

function sentenceAt(reply, start) {
  return reply.fixed.sentences.findIndex((one) => one.start <= start && start < one.end);
}

function quantitiesOf(reply, index) {
  return reply.fixed.quantities.filter((one) => one.sentence === index + 1);
}

function quantityAt(reply, start) {
  return startingAt(reply.fixed.quantities, start);
}

function itemsAt(reply, start) {
  return reply.now.items.filter((item) => item.starts.includes(start));
}

function labelsAt(reply, start) {
  const kinds = itemsAt(reply, start).map((item) => item.kind);
  return [..."mc"].filter((one) => kinds.includes(one)).join("");
}

function itemAt(reply, kind, start) {
  return reply.now.items.find((item) => item.kind === kind && item.starts.includes(start));
}

function targetAt(reply, start) {
  return startingAt(reply.now.targets, start);
}

function warningAt(reply, start) {
  return startingAt(reply.now.warnings, start);
}

function renderLetter(reply, at) {
  const letter = h("div.letter", { "data-printed": reply.now.printed });
  let paragraph = null;
  let number = -1;
  let end = 0;
  reply.fixed.sentences.forEach((sentence, index) => {
    if (sentence.paragraph !== number) {
      paragraph = h("p", { class: sentence.ours ? null : "quiet" });
      letter.append(paragraph);
      number = sentence.paragraph;
    } else if (sentence.start > end) paragraph.append(...wordsWithout(slice(reply, end, sentence.start)));
    paragraph.append(renderSentence(reply, sentence, index, at));
    end = sentence.end;
  });
  return letter;
}

function renderSentence(reply, sentence, index, at) {
  const labels = labelsAt(reply, sentence.start);
  const warning = warningAt(reply, sentence.start);
  const classes = ["s", labels, sentence.heading ? "h" : "", warning ? (warning.open ? "warned" : "noted") : ""].filter(Boolean).join(" ");
  const names = itemsAt(reply, sentence.start).filter((item) => item.starts[0] === sentence.start);
  const isHere = (quantity) => index === at.sentence && quantity.start === at.number;
  return h("span", { class: classes, "data-part": index, "aria-current": index === at.sentence },
    names.map((item) => h(`b.id.${item.kind}`, item.id)),
    piecesOf(reply, sentence, quantitiesOf(reply, index), (one, words) => {
      const isTarget = targetAt(reply, one.start);
      return isTarget || isHere(one) ? numberMark(one, words, isTarget, isHere(one)) : words;
    }));
}

function numberMark({ start }, words, isTarget, isHere) {
  return h("span", { class: `q${isTarget ? " on" : ""}${isHere ? " here" : ""}`, "data-number": start }, words);
}

// A press on a sentence, a unit or a difference goes there; one on a number chooses it.
addEventListener("click", (event) => {
  const { target } = event;
  const part = target.closest("#source [data-part]");
  if (!part || String(getSelection()) || target.closest("button")) return;
  const place = [review, label, settle].find(isOpen);
  const number = target.closest("[data-number]");
  place.goTo(Number(part.dataset.part));
  if (!number) return;
  place.number = Number(number.dataset.number);
  place.redraw();
});

// The words at a place in pieces: each span as `made` returns it, what is between them as it stands.
function piecesOf(reply, { start, end }, spans, made) {
  const found = spans.flatMap((one) => {
    if (one.start < start) return [];
    const before = start;
    start = one.end;
    return [...wordsWithout(slice(reply, before, one.start)), made(one, wordsOf(reply, one))];
  });
  return [...found, ...wordsWithout(slice(reply, start, end))];
}

// Stars that a page's bold type has left stay in the text, and out of sight; those that stand for a name (石**代表) are seen.
function wordsWithout(words) {
  return words.split(/((?<!\p{Script=Han})\*\*+|\*\*+(?!代表|委员|先生|女士|同志))/u).map((one, n) => (n % 2 ? h("span.stars", one) : one));
}

// The characters that a person has dragged over in a letter, as places of the text; null for none.
function draggedWords(root) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !root || !root.contains(selection.anchorNode)) return null;
  const words = String(selection).replace(/\s+/g, "");
  return words && [...words].length <= 60 ? words : null;
}
