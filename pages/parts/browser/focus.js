// Focus is kept: when what had it is drawn anew or goes away, its like or its neighbour takes it.

const labelOf = (one) => (one.getAttribute("aria-label") || one.textContent || "").trim();
const alike = (one) =>
  [...document.querySelectorAll(one.tag)].filter((other) => other.dataset.testid === one.testid && labelOf(other) === one.label);

let held = null;
document.addEventListener("focusin", ({ target }) => {
  if (target === document.body) return;
  const one = { node: target, tag: target.tagName, testid: target.dataset?.testid, label: labelOf(target) };
  held = { ...one, rank: alike(one).indexOf(target) };
});

whenDrawn(() => {
  if (!held || held.node.isConnected || document.activeElement !== document.body || !atRest()) return;
  const found = alike(held);
  const next = found[Math.min(held.rank, found.length - 1)] ?? document.getElementById("stMain");
  held = null;
  next?.focus({ preventScroll: !found.length });
});
