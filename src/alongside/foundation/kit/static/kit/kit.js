// Improves pages that already work without it. No page needs this file.
const body = document.body;
body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) body.classList.add("nhsuk-frontend-supported");

import(body.dataset.nhsuk).then((nhsuk) => {
  nhsuk.initAll();
  document.addEventListener("htmx:afterSwap", (event) => nhsuk.initAll(event.target));
});

// The server's clock, carried on: the device's own may be wrong.
const ahead = body.dataset.now ? Date.parse(body.dataset.now) - Date.now() : 0;
const serverNow = () => Date.now() + ahead;

function announce(words) {
  const announcer = document.querySelector("[data-announcer]");
  if (!announcer) return;
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = words; }, 50);
}

function notice(id, words, action) {
  const place = document.querySelector("[data-notices]");
  document.getElementById(id)?.remove();
  if (!place || !words) return;
  const box = document.createElement("div");
  box.id = id;
  box.className = "as-notice";
  box.append(Object.assign(document.createElement("p"), { textContent: words }));
  if (action) box.append(action);
  place.append(box);
  announce(words);
}

function makeButton(words, onClick) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "as-chip";
  button.textContent = words;
  button.addEventListener("click", onClick);
  return button;
}

// ---- Times typed with one tap -------------------------------------------
const london = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London", day: "numeric", month: "numeric", year: "numeric",
  hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});
const localParts = (ms) => Object.fromEntries(london.formatToParts(ms).map((p) => [p.type, p.value]));
const clockOf = (ms) => { const p = localParts(ms); return `${p.hour}:${p.minute}`; };

// In the hour that happens twice: "0" the first, "1" the second, "" at any other time.
function whichOf(ms) {
  const hour = 3600000;
  if (clockOf(ms + hour) === clockOf(ms)) return "0";
  if (clockOf(ms - hour) === clockOf(ms)) return "1";
  return "";
}

function putTime(moment, ms) {
  const parts = localParts(ms);
  const words = { day: Number(parts.day), month: Number(parts.month), year: parts.year, time: clockOf(ms) };
  for (const [part, value] of Object.entries(words)) {
    const box = moment.querySelector(`[data-part="${part}"]`);
    if (box) { box.value = String(value); box.dispatchEvent(new Event("change", { bubbles: true })); }
  }
  const which = whichOf(ms);
  const fieldset = moment.closest("fieldset");
  const hidden = fieldset.querySelector("[data-which]");
  if (hidden) hidden.value = which;
  fieldset.querySelectorAll(`.as-which input[value="${which}"]`).forEach((radio) => { radio.checked = true; });
  announce(`Set to ${clockOf(ms)}`);
}

function setUpMoments(root) {
  root.querySelectorAll("[data-chips][hidden]").forEach((chips) => { chips.hidden = false; });
}
setUpMoments(document);
document.addEventListener("htmx:afterSwap", (event) => setUpMoments(event.target));
document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-minutes-ago]");
  if (chip) putTime(chip.closest("[data-moment]"), serverNow() - Number(chip.dataset.minutesAgo) * 60000);
});
document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-part]")) return;
  const hidden = event.target.closest("fieldset")?.querySelector("[data-which]");
  if (hidden) hidden.value = "";
});

// ---- Clocks that go on ---------------------------------------------------
function lengthWords(minutes) {
  const hours = Math.floor(minutes / 60), rest = minutes % 60;
  if (!hours) return `${rest} min`;
  return rest ? `${hours} h ${rest} min` : `${hours} h`;
}

function stateOf(left) {
  if (left <= 0) return ["black", "time allowed has ended"];
  if (left <= 120) return ["red", "2 hours or less"];
  return left <= 360 ? ["amber", "6 hours or less"] : ["green", "plenty of time"];
}

function tickClock(clock) {
  const end = Date.parse(clock.dataset.endsAt);
  const exact = (end - serverNow()) / 60000;
  const words = clock.querySelector("[data-clock-words]");
  if (!words) return;
  const length = lengthWords(Math.floor(Math.abs(exact)));
  if (exact > 0) words.textContent = words.textContent.replace(/^.*? left/, `${length} left`);
  else if (/ left, ends /.test(words.textContent)) {
    words.textContent = `${length} past the time allowed, which ended ${words.textContent.split("ends ")[1]}`;
  } else words.textContent = words.textContent.replace(/^.*? past/, `${length} past`);
  const [state, stateWords] = stateOf(exact);
  if (!clock.classList.contains(`as-clock--${state}`)) {
    clock.classList.remove("as-clock--green", "as-clock--amber", "as-clock--red", "as-clock--black");
    clock.classList.add(`as-clock--${state}`);
    clock.querySelector("[data-clock-state]").textContent = stateWords;
    announce(`A clock has changed: ${words.textContent}, ${stateWords}`);
  }
}

function tickElapsed(chip) {
  const minutes = Math.max(0, Math.floor((serverNow() - Date.parse(chip.dataset.since)) / 60000));
  chip.querySelector("[data-elapsed-words]").textContent = lengthWords(minutes);
}

setInterval(() => {
  document.querySelectorAll("[data-ends-at]").forEach(tickClock);
  document.querySelectorAll("[data-since]").forEach(tickElapsed);
}, 15000);

// ---- Typed words are not lost -------------------------------------------
const touched = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (form) touched.add(form);
});
document.addEventListener("submit", () => touched.clear());
addEventListener("beforeunload", (event) => { if (touched.size) event.preventDefault(); });

// ---- Signed in, still there? ---------------------------------------------
const idle = Number(body.dataset.idleMinutes || 0) * 60000;
const WARNING = 120000;
// The server notes a visit at most once a minute, so a session may end that much sooner.
let endsAt = Date.now() + idle - 60000;

async function staySignedIn() {
  const token = document.querySelector("[data-sign-out] [name=csrfmiddlewaretoken]")?.value;
  const answer = await fetch(body.dataset.session, {
    method: "POST", headers: { "X-CSRFToken": token || "" }, redirect: "manual",
  }).catch(() => null);
  if (answer?.status === 204) {
    endsAt = Date.now() + idle - 60000;
    notice("as-session", "");
    announce("You are still signed in.");
  } else saySignedOut();
}

function saySignedOut() {
  const link = document.createElement("a");
  link.href = `${body.dataset.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = "Sign in again";
  const typing = touched.size ? " What you have typed stays here: send it and you will be asked to sign in first." : "";
  notice("as-session", `You have been signed out.${typing}`, touched.size ? undefined : link);
}

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) endsAt = Date.now() + idle - 60000;
});

if (idle) {
  const watch = setInterval(() => {
    const left = endsAt - Date.now();
    if (left <= 0) { clearInterval(watch); saySignedOut(); }
    else if (left <= WARNING && !document.getElementById("as-session")) {
      notice("as-session", "You will be signed out in 2 minutes, because nothing has been sent for a while.", makeButton("Stay signed in", staySignedIn));
    }
  }, 5000);
}

// ---- Small things --------------------------------------------------------
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
document.addEventListener("click", (event) => {
  document.querySelectorAll(".as-me[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll(".as-me[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});
document.addEventListener("htmx:afterSwap", (event) => {
  const wanted = event.target.querySelector?.("[data-focus-first], [autofocus], h1, h2");
  if (!wanted || event.target.matches("[data-keep-focus]")) return;
  if (!wanted.hasAttribute("tabindex")) wanted.tabIndex = -1;
  wanted.focus();
});
