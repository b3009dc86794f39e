// Moves somebody in the calendar by dragging or by keyboard. Everything here is also a form, which
// this fills and sends. Served under a hashed name, so it imports nothing.

const OFF = "alongside_keys_off";
const calendar = document.querySelector("[data-calendar]");
const form = calendar?.querySelector("[data-move]");
const announcer = document.querySelector("[data-announcer]");
const places = calendar ? [...calendar.querySelectorAll("td[data-service]")] : [];

function say(words) {
  if (!announcer) return;
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = words; }, 50);
}

function send(stay, place) {
  form.elements.moving.value = `stay:${stay}`;
  form.elements.where.value = place.dataset.service;
  form.elements.week.value = place.dataset.week;
  form.requestSubmit();
}

// ---- By dragging ----------------------------------------------------------
let dragged = null;
if (places.length) {
  calendar.querySelectorAll(".pl-table .pl-stay[data-stay]").forEach((stay) => { stay.draggable = true; });
}

calendar?.addEventListener("dragstart", (event) => {
  const stay = event.target.closest?.("[data-stay]");
  if (!stay || !places.length) return;
  dragged = stay.dataset.stay;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", stay.textContent.trim());
});
calendar?.addEventListener("dragend", () => { dragged = null; mark(null); });
for (const place of places) {
  place.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    mark(place);
  });
  place.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    send(dragged, place);
  });
}

function mark(place) {
  places.forEach((one) => one.classList.toggle("pl-over", one === place));
}

// ---- By keyboard ----------------------------------------------------------
// m picks up who is in the place that has the focus, arrows choose another, Enter puts down.
let picked = null;
let target = null;

function stayNames(place) {
  return [...place.querySelectorAll("summary [data-stay]")];
}

function pickUp(place) {
  const there = stayNames(place);
  if (!there.length) { say("Nobody is here to pick up."); return; }
  const before = there.findIndex((stay) => stay === picked);
  letGo();
  picked = there[(before + 1) % there.length];
  picked.classList.add("pl-picked");
  target = place;
  mark(target);
  say(`Picked up ${picked.firstChild.textContent.trim()}. Arrow keys choose a place, Enter puts down, Escape lets go.`);
}

function letGo() {
  picked?.classList.remove("pl-picked");
  picked = null;
  target = null;
  mark(null);
}

function go(key) {
  const row = target.closest("tr");
  const rows = [...calendar.querySelectorAll("tbody tr")].filter((one) => one.querySelector("td[data-service]"));
  const across = [...row.querySelectorAll("td[data-service]")];
  const at = across.indexOf(target), down = rows.indexOf(row);
  const next = {
    ArrowLeft: across[at - 1],
    ArrowRight: across[at + 1],
    ArrowUp: rows[down - 1]?.querySelectorAll("td[data-service]")[at],
    ArrowDown: rows[down + 1]?.querySelectorAll("td[data-service]")[at],
  }[key];
  if (!next) return;
  target = next;
  mark(target);
  target.scrollIntoView({ block: "nearest", inline: "nearest" });
  say(target.dataset.name);
}

document.addEventListener("keydown", (event) => {
  const open = document.querySelector(".pl-cell[open]");
  if (event.key === "Escape" && !picked && open?.contains(document.activeElement)) {
    open.open = false;
    open.querySelector("summary").focus();
    return;
  }
  if (!places.length || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "m" && localStorage.getItem(OFF) !== "1") {
    const place = event.target.closest("td[data-service]");
    if (place) { event.preventDefault(); pickUp(place); }
    return;
  }
  if (!picked) return;
  if (event.key.startsWith("Arrow")) { event.preventDefault(); go(event.key); }
  else if (event.key === "Enter") { event.preventDefault(); send(picked.dataset.stay, target); }
  else if (event.key === "Escape") { event.preventDefault(); letGo(); say("Let go."); }
});
