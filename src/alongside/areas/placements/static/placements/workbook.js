// Keeps what is typed in the workbook on this device until the server has it. The page works
// without it: then "Save" and "Hand in" are ordinary buttons.
const form = document.querySelector("form[data-workbook]");
const box = form.querySelector("textarea");
const said = form.querySelector("[data-said]");
const KEPT = `alongside:workbook:${form.dataset.workbook}`;
const PAUSE = 3000, AGAIN = 10000;
const NO_SIGNAL = "No signal. Your words are kept on this device and are saved as soon as there is signal.";

// What the server has, and what waits to be sent. One sending is in the air at a time and keeps
// its key until it is answered, so that the server can tell a second sending from a second thought.
let upon = Number(form.elements.upon.value || 0);
let onServer = box.defaultValue;
let waiting = null;
let handIn = false, settle = false, busy = false, timer = 0;

function say(words, tone = "") {
  said.textContent = words;
  said.className = `own-said${tone ? ` own-said--${tone}` : ""}`;
}

function read() {
  try { return JSON.parse(localStorage.getItem(KEPT)); } catch { return null; }
}

function keep() {
  try {
    if (!waiting && !handIn && box.value === onServer) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, JSON.stringify({ words: box.value, upon, waiting, handIn }));
    return true;
  } catch { return false; }
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function soon(wait = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(sync, wait);
}

async function post() {
  const fields = new URLSearchParams(new FormData(form));
  fields.set("request_key", waiting.key);
  fields.set("words", waiting.words);
  fields.set("upon", upon);
  fields.set("settles", waiting.settles);
  fields.set("written_at", waiting.at);
  if (waiting.handIn) fields.set("hand_in", "1");
  return fetch(form.action, {
    method: "POST", body: fields, headers: { Accept: "application/json" }, redirect: "manual",
  });
}

async function sync() {
  if (busy) return;
  if (!waiting) {
    if (box.value === onServer && !handIn && !settle) return;
    const settles = settle ? form.elements.settles.value : "";
    waiting = { key: newKey(), words: box.value, handIn, settles, at: new Date().toISOString() };
  }
  keep();
  busy = true;
  say(waiting.handIn ? "Handing in…" : "Saving…");
  try {
    await answered(await post());
  } catch {
    const also = waiting?.handIn ? " It is then handed in, once." : "";
    say(NO_SIGNAL + also, "waits");
    soon(AGAIN);
  } finally {
    busy = false;
  }
}

async function answered(response) {
  const json = (response.headers.get("Content-Type") || "").includes("json");
  if (response.ok && json) return saved(await response.json());
  if (response.status === 422 && json) return refused((await response.json()).message);
  if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) {
    const link = document.createElement("a");
    link.href = form.dataset.signInAgain;
    link.textContent = "Sign in again to save it.";
    say("You have been signed out. Your words are kept on this device. ", "waits");
    said.append(link);
    return undefined;
  }
  say("It could not be saved just now. Your words are kept on this device. We try again.", "waits");
  soon(AGAIN);
  return undefined;
}

function saved(answer) {
  const sent = waiting;
  upon = answer.number;
  onServer = sent.words;
  waiting = null;
  if (sent.handIn) handIn = false;
  settle = false;
  keep();
  const done = box.value === onServer;
  if (done && (sent.handIn || sent.settles)) {
    location.assign(answer.page);
    return;
  }
  if (answer.two_devices) {
    const link = document.createElement("a");
    link.href = form.action;
    link.textContent = "Look at both.";
    say("Saved. You also wrote on another device: both are kept. ", "waits");
    said.append(link);
  } else say(`Saved at ${answer.saved_at}.`);
  if (!done || handIn) soon(0);
}

// What cannot be handed in is still saved as a draft; what cannot be saved stays on the device.
function refused(message) {
  const wasHandIn = waiting.handIn;
  handIn = false;
  settle = false;
  waiting = null;
  keep();
  say(message, "wrong");
  box.focus();
  if (wasHandIn && box.value !== onServer) saveQuietly(message);
}

async function saveQuietly(message) {
  waiting = { key: newKey(), words: box.value, handIn: false, settles: "", at: new Date().toISOString() };
  keep();
  try {
    const response = await post();
    if (!response.ok) return;
    const answer = await response.json();
    upon = answer.number;
    onServer = waiting.words;
    waiting = null;
    keep();
    say(`${message} It is saved as a draft.`, "wrong");
  } catch { soon(AGAIN); }
}

box.addEventListener("input", () => {
  if (keep()) say("Kept on this device. Not saved yet.");
  soon();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  handIn = event.submitter?.name === "hand_in" || handIn;
  settle = true;
  soon(0);
});
addEventListener("online", () => soon(0));
addEventListener("offline", () => { if (box.value !== onServer) say(NO_SIGNAL, "waits"); });
document.addEventListener("visibilitychange", () => { if (document.hidden) { keep(); sync(); } });

const held = read();
if (held && (held.waiting || held.handIn || held.words !== onServer)) {
  box.value = held.words;
  upon = held.upon;
  waiting = held.waiting;
  handIn = Boolean(held.handIn);
  say("These words were kept on this device. They are saved now.", "waits");
  soon(0);
}
