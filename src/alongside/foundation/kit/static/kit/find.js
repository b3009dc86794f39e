// Results while somebody types, and keys to reach them. The page works without this file.
const box = document.querySelector("[data-find]");
const found = document.getElementById("found");
const said = document.querySelector("[data-found-said]");
const links = () => [...found.querySelectorAll("[data-found-one]")];

document.querySelector("[data-find-keys]")?.removeAttribute("hidden");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input, textarea, select");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    box.focus();
    box.select();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const all = links();
  const at = all.indexOf(event.target);
  if (!all.length || (event.target !== box && at < 0)) return;
  event.preventDefault();
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  if (next < 0) box.focus();
  else all[Math.min(next, all.length - 1)].focus();
});

// A look-up on its way when the form is sent is not wanted any more.
box.form.addEventListener("submit", () => window.htmx?.trigger(box, "htmx:abort"));

found.addEventListener("htmx:afterSwap", () => {
  said.textContent = document.getElementById("found-title")?.textContent ?? "";
});
