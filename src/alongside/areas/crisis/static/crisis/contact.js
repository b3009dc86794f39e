// Improves the contact flow, which works without it.

// ---- Questions that follow from an answer -----------------------------------
function settle() {
  document.querySelectorAll("[data-then]").forEach((part) => {
    const chosen = document.querySelector(`input[name="${part.dataset.then}"]:checked`)?.value;
    part.hidden = !part.dataset.answers.split(" ").includes(chosen);
  });
}
document.addEventListener("change", settle);
settle();

// ---- Where the phone is -----------------------------------------------------
const locate = document.querySelector("[data-locate]");
if (locate && "geolocation" in navigator) {
  const said = locate.querySelector("[data-locate-said]");
  const put = (name, value) => { document.querySelector(`input[name="${name}"]`).value = value; };
  const found = ({ coords }) => {
    put("latitude", coords.latitude.toFixed(6));
    put("longitude", coords.longitude.toFixed(6));
    said.textContent = `Location added, to about ${Math.max(1, Math.round(coords.accuracy))} metres.`;
  };
  const lost = () => { said.textContent = "The phone did not say where it is. Say it in words."; };
  locate.hidden = false;
  locate.querySelector("button").addEventListener("click", () => {
    said.textContent = "Finding where you are…";
    navigator.geolocation.getCurrentPosition(found, lost, { enableHighAccuracy: true, timeout: 10000 });
  });
}

// ---- A call starts when its number is tapped --------------------------------
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-ring] a[href^='tel:']")) return;
  const began = document.querySelector("input[name=began]");
  const server = document.body.dataset.now;
  if (began && server) began.value = new Date(Date.parse(server) + performance.now()).toISOString();
});

// ---- How much room is left in a box, once it is nearly full -------------------
document.querySelectorAll("textarea[data-longest]").forEach((box) => {
  const longest = Number(box.dataset.longest);
  const said = document.createElement("p");
  said.className = "nhsuk-hint contact-room";
  said.setAttribute("role", "status");
  box.after(said);
  // A new line is sent as two letters.
  const count = () => {
    const left = longest - box.value.replace(/\n/g, "\r\n").length;
    const words = left < 0 ? `${-left} letters too many. Nothing is cut.` : `Room for ${left} more letters.`;
    said.textContent = left > longest / 10 ? "" : words;
  };
  box.addEventListener("input", count);
  count();
});
