// Focus is kept: when what had it is drawn anew or goes away, its like or its neighbour takes it.

const labelOf = (one) => (one.getAttribute("aria-label") || one.textContent || "").trim();
const alike = (one) =>
  [...document.querySelectorAll(one.tag)].filter((other) => other.dataset.testid === one.testid && labelOf(other) === one.label);

let held = null;
// A press elsewhere than on what takes the focus leaves nothing to give back.
document.addEventListener("pointerdown", () => { held = null; }, true);
document.addEventListener("focusin", ({ target }) => {
  if (target === document.body) return;
  const one = { node: target, tag: target.tagName, testid: target.dataset?.testid, label: labelOf(target), page: location.pathname };
  held = { ...one, rank: alike(one).indexOf(target) };
});

whenDrawn(() => {
  if (!held || held.node.isConnected || document.activeElement !== document.body || !atRest()) return;
  // On another page, what is called the same is something else.
  const found = held.page === location.pathname ? alike(held) : [];
  const next = found[Math.min(held.rank, found.length - 1)] ?? document.getElementById("stMain");
  held = null;
  next?.focus({ preventScroll: true });
});
