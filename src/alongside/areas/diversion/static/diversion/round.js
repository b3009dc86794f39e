// Going round by keyboard: j and k move between people, s marks seen, n marks not seen and asks
// why. Everything here is also a radio button. Served under a hashed name, so it imports nothing.

const OFF = "alongside_keys_off";
const people = [...document.querySelectorAll("[data-person]")];
const here = () => people.findIndex((person) => person.contains(document.activeElement));

function go(step) {
  const at = here();
  const next = at === -1 ? 0 : Math.min(people.length - 1, Math.max(0, at + step));
  const target = people[next].querySelector("input:checked") || people[next].querySelector("input");
  target.focus();
  people[next].scrollIntoView({ block: "nearest" });
}

function mark(value) {
  const person = people[Math.max(0, here())];
  const choice = person.querySelector(`input[value="${value}"]`);
  choice.click();
  choice.focus();
  if (value === "not_seen") person.querySelector("select")?.focus();
}

const acts = { j: () => go(1), k: () => go(-1), s: () => mark("seen"), n: () => mark("not_seen") };

document.addEventListener("keydown", (event) => {
  if (!people.length || localStorage.getItem(OFF) === "1") return;
  if (event.ctrlKey || event.metaKey || event.altKey || !acts[event.key]) return;
  if (event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]")) return;
  event.preventDefault();
  acts[event.key]();
});
