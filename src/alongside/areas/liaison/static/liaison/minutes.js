// Saves the minutes of each item as they are typed. The page works without it: then "Save" beside
// each item is an ordinary button.
const PAUSE = 1500, AGAIN = 10000;
const minutes = [...document.querySelectorAll("form[data-minutes]")].map(keep);

function keep(form) {
  const box = form.querySelector("textarea");
  const said = form.querySelector("[data-said]");
  const both = form.querySelector("[data-both]");
  const upon = form.elements.upon;
  let onServer = box.value, timer = 0, busy = false, stuck = false, failed = false;

  function say(words, wrong = false) {
    failed = wrong;
    said.textContent = words;
    said.classList.toggle("grp-wrong", wrong);
  }

  function soon(wait = PAUSE) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  async function save(leaving = false) {
    clearTimeout(timer);
    if (busy || stuck || box.value === onServer) return;
    busy = true;
    const words = box.value;
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("request_key"); // each saving is one of its own
    if (!leaving) say("Saving…");
    try {
      const response = await fetch(form.action, {
        method: "POST", body: fields, headers: { Accept: "application/json" },
        redirect: "manual", keepalive: leaving,
      });
      await answered(response, words);
    } catch {
      say("No connection. Your words stay here and are saved as soon as there is one.", true);
      soon(AGAIN);
    } finally {
      busy = false;
      if (!stuck && box.value !== words) soon();
    }
  }

  async function answered(response, words) {
    const json = (response.headers.get("Content-Type") || "").includes("json");
    if (response.ok && json) {
      const answer = await response.json();
      upon.value = answer.number;
      onServer = words;
      say(`Saved at ${answer.saved_at}.`);
    } else if (response.status === 409 && json) {
      showBoth(await response.json());
    } else if (response.status === 422 && json) {
      say((await response.json()).message, true);
    } else {
      say("It could not be saved: you may have been signed out. Your words stay here. Sign in again in another tab, then press Save.", true);
    }
  }

  // Somebody else saved first: both are on the page until whoever writes has put them together.
  function showBoth(answer) {
    stuck = true;
    say(answer.message, true);
    const quote = document.createElement("blockquote");
    quote.textContent = answer.theirs;
    both.replaceChildren(document.createTextNode("What they wrote:"), quote);
    for (const [label, words] of [
      ["Put theirs above mine", () => `${answer.theirs}\n\n${box.value}`],
      ["Save mine in its place", () => box.value],
      ["Take theirs", () => answer.theirs],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "as-chip";
      button.textContent = label;
      button.addEventListener("click", () => {
        box.value = words();
        upon.value = answer.number;
        onServer = answer.theirs;
        stuck = false;
        both.hidden = true;
        say("Saved.");
        box.focus();
        soon(0);
      });
      both.append(button);
    }
    both.hidden = false;
  }

  box.addEventListener("input", () => { if (!stuck) { say("Not saved yet."); soon(); } });
  form.addEventListener("submit", (event) => { event.preventDefault(); stuck = false; save(); });
  return { save, atRisk: () => failed && box.value !== onServer };
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) minutes.forEach((one) => one.save(true));
});
addEventListener("online", () => minutes.forEach((one) => one.save()));
addEventListener("beforeunload", (event) => {
  minutes.forEach((one) => one.save(true));
  // What is on its way needs no warning; what could not be saved does.
  if (minutes.some((one) => one.atRisk())) event.preventDefault();
});
