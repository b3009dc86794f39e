// Opens a line beside the board on a wide screen, and keeps an open story up to date.
// Without this file every line is a plain link to the contact's own page.

const WIDE = matchMedia("(min-width: 64rem)");
const panel = document.getElementById("panel");
const desk = document.querySelector(".desk");
const announcer = document.querySelector("[data-announcer]");
const say = (words) => { if (announcer) { announcer.textContent = ""; setTimeout(() => { announcer.textContent = words; }, 50); } };
const plainClick = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

// ---- The panel beside the board ------------------------------------------
let openLine = panel?.querySelector("[data-line]")?.dataset.line || "";

function markLine() {
  document.querySelectorAll(".as-line__open").forEach((link) => {
    const open = link.dataset.line === openLine;
    link.closest(".as-line").classList.toggle("as-line--open", open);
    if (open) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  });
}

function closeButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "as-chip desk-close";
  button.textContent = "Close";
  button.addEventListener("click", shut);
  return button;
}

function shut() {
  const line = openLine;
  openLine = "";
  panel.hidden = true;
  panel.replaceChildren();
  desk.classList.remove("as-desk--open");
  history.replaceState(null, "", location.pathname);
  markLine();
  document.querySelector(`.as-line__open[data-line="${CSS.escape(line)}"]`)?.focus();
}

function settle() {
  panel.prepend(closeButton());
  panel.scrollTop = 0;
  const line = panel.querySelector("[data-line]")?.dataset.line;
  if (line) openLine = line;
  history.replaceState(null, "", openLine ? `${desk.dataset.open}${openLine}` : location.pathname);
  markLine();
}

function load(method, address, values) {
  panel.hidden = false;
  desk.classList.add("as-desk--open");
  return window.htmx.ajax(method, address, { target: panel, swap: "innerHTML", values });
}

if (panel && desk && window.htmx) {
  // Carrying a style attribute over from the part before would break the content security policy.
  window.htmx.config.attributesToSettle = ["class"];
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".as-line__open");
    if (!link || !WIDE.matches || !plainClick(event)) return;
    event.preventDefault();
    openLine = link.dataset.line;
    load("GET", link.getAttribute("href"));
  });
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.hasAttribute("data-whole-page") || !plainClick(event) || link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    load("GET", link.getAttribute("href"));
  });
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    load("POST", form.getAttribute("action"), Object.fromEntries(new FormData(form))).then(() => refresh());
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && openLine && !document.querySelector(".as-me[open]")) shut();
  });
  panel.addEventListener("htmx:afterSwap", settle);
  new MutationObserver(markLine).observe(document.getElementById("board"), { childList: true, subtree: true });
  if (openLine) { panel.prepend(closeButton()); markLine(); }
}

// The board shows at once what was just recorded beside it.
async function refresh() {
  const board = document.getElementById("board");
  const answer = await fetch(board.dataset.poll, { headers: { "X-Alongside-Poll": "1" }, cache: "no-store" }).catch(() => null);
  if (answer?.status === 200 && !answer.redirected) board.innerHTML = await answer.text();
}

// ---- A story that others are writing too ---------------------------------
const SECONDS = 10;

async function ask() {
  const story = document.querySelector("[data-story]");
  if (story && !document.hidden) {
    const headers = { "X-Alongside-Poll": "1", "If-None-Match": story.dataset.etag };
    const answer = await fetch(story.dataset.story, { headers, cache: "no-store" }).catch(() => null);
    if (answer?.status === 200 && !answer.redirected && story.isConnected) take(story, await answer.text());
  }
  setTimeout(ask, SECONDS * 1000);
}

function take(story, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-story]");
  if (!fresh) return;
  const had = new Set([...story.querySelectorAll(".as-entry[id]")].map((entry) => entry.id));
  const arrived = [...fresh.querySelectorAll(".as-entry[id]")].filter((entry) => !had.has(entry.id)).length;
  const words = arrived === 1 ? "1 new entry" : arrived ? `${arrived} new entries` : "Something changed";
  story.dataset.etag = fresh.dataset.etag;
  say(`${words} in this story`);
  if (story.contains(document.activeElement) || story.matches(":hover")) offer(story, fresh, words);
  else story.replaceWith(fresh);
}

function offer(story, fresh, words) {
  story.querySelector(".story-news")?.remove();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "as-chip as-chip--news story-news";
  button.textContent = `${words}: show`;
  button.addEventListener("click", () => {
    story.replaceWith(fresh);
    const heading = fresh.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  });
  story.prepend(button);
}

if (document.querySelector("[data-story]") || panel) setTimeout(ask, SECONDS * 1000);
