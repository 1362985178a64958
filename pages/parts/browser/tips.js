// The label that follows the pointer on a chart or a map goes away at Escape, until the pointer moves again.

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  document.getElementById("vg-tooltip-element")?.classList.remove("visible");
  for (const one of document.querySelectorAll(".deck-tooltip")) one.style.display = "none";
}, true);
