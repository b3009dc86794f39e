// A board that updates itself without moving what you are reading, and its keys.
//
// <div data-poll="/address/" data-poll-seconds="10">: the address answers the inside of this
// element, with an ETag. Every line has an id and the class as-line, so new ones can be told apart.
// Keys on [data-board]: j and k move, Enter opens (a link does that by itself), n goes to
// data-new, / goes to the box named by data-find. Served under a hashed name, so it imports nothing.

const announcer = document.querySelector("[data-announcer]");
const say = (words) => { if (announcer) { announcer.textContent = ""; setTimeout(() => { announcer.textContent = words; }, 50); } };

const linesIn = (root) => [...root.querySelectorAll(".as-line[id]")];
const idsIn = (root) => new Set(linesIn(root).map((line) => line.id));
// What was opened on a line stays open when the line is drawn again.
const keepOpen = (from, to) => {
  for (const part of from.querySelectorAll("details[open][id]")) {
    to.querySelector(`#${CSS.escape(part.id)}`)?.setAttribute("open", "");
  }
};
const countWords = (n) => (n === 1 ? "1 new entry" : `${n} new entries`);

class Board {
  constructor(element) {
    this.element = element;
    this.etag = element.dataset.etag || "";
    this.seconds = Number(element.dataset.pollSeconds || 10);
    this.waiting = null;
    this.pointerInside = false;
    element.addEventListener("pointerenter", () => { this.pointerInside = true; });
    element.addEventListener("pointerleave", () => { this.pointerInside = false; });
    this.bar = document.createElement("div");
    this.bar.className = "as-board__news";
    element.before(this.bar);
    this.plan();
  }

  plan(after = this.seconds) { setTimeout(() => this.ask(), after * 1000); }

  async ask() {
    if (document.hidden) return this.plan();
    const headers = { "X-Alongside-Poll": "1" };
    if (this.etag) headers["If-None-Match"] = this.etag;
    const answer = await fetch(this.element.dataset.poll, { headers, cache: "no-store" }).catch(() => null);
    if (answer?.redirected || answer?.status === 401) return this.signedOut();
    if (answer?.status === 200) this.take(await answer.text(), answer.headers.get("ETag") || "");
    this.sayConnection(answer !== null && answer.status < 500);
    return this.plan(answer === null ? this.seconds * 3 : this.seconds);
  }

  take(html, etag) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    this.etag = etag;
    const had = idsIn(this.element);
    const arrived = linesIn(fresh.content).filter((line) => !had.has(line.id)).length;
    if (this.isBeingRead()) {
      this.refreshLines(fresh.content);
      this.waiting = fresh;
      this.offer(arrived);
    } else this.swap(fresh, arrived);
  }

  isBeingRead() { return this.pointerInside || this.element.contains(document.activeElement); }

  // Same lines, same places, newer words; the one being read or used is left alone.
  refreshLines(fresh) {
    for (const line of linesIn(this.element)) {
      const newer = fresh.getElementById(line.id);
      const inUse = line.contains(document.activeElement) || line.matches(":hover");
      if (newer) keepOpen(line, newer);
      if (newer && !inUse && newer.outerHTML !== line.outerHTML) line.replaceWith(newer.cloneNode(true));
    }
  }

  offer(arrived) {
    const words = arrived ? `Show ${arrived} new` : "";
    if (this.bar.textContent === words) return;
    this.bar.replaceChildren();
    if (!arrived) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "as-chip as-chip--news";
    button.textContent = words;
    button.addEventListener("click", () => {
      const first = linesIn(this.waiting.content).find((line) => !document.getElementById(line.id));
      this.swap(this.waiting, arrived);
      document.getElementById(first?.id)?.querySelector("a, button")?.focus();
    });
    this.bar.append(button);
    say(`${countWords(arrived)} on the board`);
  }

  swap(fresh, arrived) {
    const focused = this.element.contains(document.activeElement) ? document.activeElement.closest("[id]")?.id : null;
    const scrolls = [...this.element.querySelectorAll("[data-scroll]")].map((part) => [part.dataset.scroll, part.scrollTop]);
    keepOpen(this.element, fresh.content);
    this.element.replaceChildren(fresh.content.cloneNode(true));
    for (const [name, top] of scrolls) {
      const part = this.element.querySelector(`[data-scroll="${CSS.escape(name)}"]`);
      if (part) part.scrollTop = top;
    }
    const again = focused && document.getElementById(focused);
    if (again) (again.querySelector("a, button") || again).focus({ preventScroll: true });
    this.waiting = null;
    this.bar.replaceChildren();
    if (arrived) say(`${countWords(arrived)} on the board`);
  }

  sayConnection(fine) {
    let note = document.getElementById("as-offline");
    if (fine) { note?.remove(); return; }
    if (note) return;
    note = document.createElement("p");
    note.id = "as-offline";
    note.className = "as-notice";
    const at = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    note.textContent = `No connection since ${at}. What you see may be old. Trying again.`;
    document.querySelector("[data-notices]")?.append(note);
    say(note.textContent);
  }

  signedOut() {
    const note = document.createElement("p");
    note.className = "as-notice";
    const link = document.createElement("a");
    link.href = `${document.body.dataset.signIn || "/"}?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = "Sign in again";
    note.append("You have been signed out, so this board has stopped. ", link);
    document.querySelector("[data-notices]")?.append(note);
    say("You have been signed out, so this board has stopped.");
  }
}

document.querySelectorAll("[data-poll]").forEach((element) => new Board(element));

// ---- Keys ----------------------------------------------------------------
// Single letters can clash with speech input, so they can be turned off, and stay so on this device.
const OFF = "alongside_keys_off";
const keysAreOff = () => localStorage.getItem(OFF) === "1";

document.querySelectorAll("[data-keys-switch]").forEach((button) => {
  const show = () => { button.textContent = keysAreOff() ? "Turn these keys on" : "Turn these keys off"; };
  button.hidden = false;
  button.addEventListener("click", () => {
    localStorage.setItem(OFF, keysAreOff() ? "0" : "1");
    show();
    say(keysAreOff() ? "Keys are off" : "Keys are on");
  });
  show();
});

function move(board, step) {
  const links = [...board.querySelectorAll(".as-line__open, a[data-open]")];
  if (!links.length) return;
  const here = links.findIndex((link) => link.closest(".as-line").contains(document.activeElement));
  const next = here === -1 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, here + step));
  links[next].focus();
  links[next].scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const board = document.querySelector("[data-board]");
  if (!board || keysAreOff() || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const acts = {
    j: () => move(board, 1),
    k: () => move(board, -1),
    n: () => board.dataset.new && location.assign(board.dataset.new),
    "/": () => board.dataset.find && document.querySelector(board.dataset.find)?.focus(),
  };
  if (!acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
});
