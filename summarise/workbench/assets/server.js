// Talking to the server. Acts wait in a line in memory until they are saved; each has a name, so that one sent twice is one act.
class Trouble extends Error {
  constructor(status, answer) {
    super(answer.message || "服务没有回答");
    this.status = status;
    this.answer = answer;
  }
}

// The page has gone elsewhere since this was asked: what was to be drawn there is of no use here.
class Gone extends Trouble {}

addEventListener("unhandledrejection", (event) => event.reason instanceof Gone && event.preventDefault());

// What is read for a page is dropped once another is shown, so that a slow answer never covers it; `lasting` is not.
async function ask(path, body, lasting = body !== undefined) {
  const { turn } = frame;
  const sent = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let response;
  try {
    response = await fetch(path, sent);
    reached(true);
  } catch {
    reached(false);
    throw new Trouble(0, { kind: "offline", message: "连不上服务，内容暂存在本页" });
  }
  const answer = await response.json().catch(() => ({}));
  if (response.status === 401 && path !== "/session") showLogin(answer);
  if (!lasting && turn !== frame.turn) throw new Gone(0, {});
  if (!response.ok) throw new Trouble(response.status, answer);
  return answer;
}

function reached(is) {
  if (outbox.lost !== is) return;
  outbox.lost = !is;
  $("who").classList.toggle("lost", !is);
  showSaved();
}

// What the server refuses is told: in a line of the page, or at its foot.
const attempt = async (work, line) => {
  try {
    await work();
  } catch (trouble) {
    if (trouble instanceof Gone) return;
    if (line) line.textContent = trouble.message;
    else say(trouble.message);
  }
};

function newName() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const pause = () => new Promise((done) => setTimeout(done, 1500));

const outbox = { waiting: [], busy: false, idle: null, last: null, lost: false };

// Resolves with the answer once the act is saved; rejects where the server refuses it.
function save(path, act) {
  return new Promise((resolve, reject) => {
    outbox.waiting.push({ path, body: { ...act, client: newName() }, resolve, reject, typed, here: staying() });
    showSaved();
    if (!outbox.busy) outbox.idle = drain();
  });
}

async function drain() {
  outbox.busy = true;
  while (outbox.waiting.length) {
    const { path, body, resolve, reject, typed: made, here } = outbox.waiting[0];
    try {
      const answer = await ask(path, body);
      outbox.waiting.shift();
      if (answer.n) outbox.last = answer;
      showSaved();
      resolve(answer);
      setTimeout(keepUp);
    } catch (trouble) {
      if (trouble.status === 0 || trouble.status >= 500 || trouble.status === 401) {
        showSaved();
        await pause();
        continue;
      }
      outbox.waiting.shift();
      showSaved();
      reject(trouble);
      if (made) setTimeout(() => here() && typeAgain(made));
    }
  }
  outbox.busy = false;
}

function showSaved() {
  const left = outbox.waiting.length;
  const saved = $("saved");
  saved.classList.toggle("unsaved", left || outbox.lost);
  if (left || outbox.lost) saved.textContent = (outbox.lost ? "连不上服务 " : "") + (left ? `未存 ${left} 条，会自动重试` : "");
  else if (outbox.last) {
    const { at, of, n } = outbox.last;
    const words = h("span", h("span.long", `${at.slice(11, 19)} · ${of || "操作记录"}`), `第 ${count(n)} 条`);
    into(saved, "已存 ", of ? words : link("/acts", words));
  } else saved.textContent = "";
}

addEventListener("beforeunload", (event) => {
  if (outbox.waiting.length) event.preventDefault();
});
