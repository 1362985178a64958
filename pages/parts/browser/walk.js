// Every chart is one stop of the Tab key; the arrow keys walk its points, which are outlined and read out.

const CHART = '[data-testid="stVegaLiteChart"]';
const SVG = "http://www.w3.org/2000/svg";
const HINT = "Flèches : parcourir le graphique. Origine et Fin : ses extrémités.";
const CLICK = " Entrée : choisir.";
const at = new WeakMap();
let tip = null;

const make = (tag, attributes) => {
  const one = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  return one;
};

const colours = () => {
  const { color, backgroundColor } = getComputedStyle(document.querySelector('[data-testid="stApp"]'));
  return { ink: color, ground: backgroundColor };
};

const clickable = (chart) =>
  [...chart.querySelectorAll("svg g.role-mark > :first-child")].some((node) => node.__data__?.cursor === "pointer");

// The words stand above the mark, or below it where there is no room above.
const show = (text, x, above, below) => {
  const { ink, ground } = colours();
  if (!tip) {
    tip = document.createElement("div");
    tip.setAttribute("aria-hidden", "true");
    tip.dataset.testid = "read-out";
    document.body.append(tip);
  }
  tip.textContent = text;
  tip.style.cssText =
    "position:fixed;z-index:999990;max-width:min(340px,calc(100vw - 32px));padding:6px 10px;pointer-events:none;" +
    `font:600 15px/20px 'Source Sans',sans-serif;color:${ink};background:${ground};border:2px solid ${ink};border-radius:4px`;
  const { width, height } = tip.getBoundingClientRect();
  const top = above - height - 10;
  tip.style.left = `${Math.max(8, Math.min(x - width / 2, innerWidth - width - 8))}px`;
  tip.style.top = `${top < 64 ? Math.min(below + 10, innerHeight - height - 8) : top}px`;
};

const hide = (chart) => {
  tip?.remove();
  tip = null;
  chart?.querySelector(".walked")?.remove();
};

// The outline of an area, or a ring around any other mark: the ground's colour below, the ink above.
const outline = (chart, point) => {
  const svg = chart.querySelector("svg");
  chart.querySelector(".walked")?.remove();
  const layer = make("g", { class: "walked", fill: "none", "pointer-events": "none", "aria-hidden": "true" });
  const back = svg.getScreenCTM().inverse();
  const { ink, ground } = colours();
  const { mark, node, item } = point;
  let draw;
  if (mark === "shape") {
    const { a, b, c, d, e, f } = back.multiply(node.getScreenCTM());
    draw = () => make("path", { d: node.getAttribute("d"), transform: `matrix(${[a, b, c, d, e, f]})` });
  } else if (mark === "symbol" || mark === "line") {
    const { x, y } = new DOMPoint(point.x, point.y).matrixTransform(back);
    const r = mark === "line" ? 7 : Math.max(7, (item.bounds.x2 - item.bounds.x1) / 2 + 3);
    draw = () => make("circle", { cx: x, cy: y, r });
  } else {
    const { x1, x2, y1, y2 } = item.bounds;
    const { x, y } = new DOMPoint(point.x, point.y).matrixTransform(back);
    const [width, height] = [x2 - x1 + 4, y2 - y1 + 4];
    draw = () => make("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 2 });
  }
  for (const [stroke, width] of [[ground, 7], [ink, 3]]) {
    const one = draw();
    one.setAttribute("stroke", stroke);
    one.setAttribute("stroke-width", width);
    one.setAttribute("stroke-linejoin", "round");
    layer.append(one);
  }
  svg.append(layer);
};

// The same point as before, even after its value changed; null when nothing was walked yet.
const current = (chart, points) => {
  const last = at.get(chart);
  if (!last) return null;
  const id = ({ datum }) => datum.id ?? datum.code ?? datum.label;
  return (
    points.find((one) => one.datum.spoken === last.datum.spoken) ??
    points.find((one) => id(one) !== undefined && id(one) === id(last) && one.datum.name === last.datum.name) ??
    null
  );
};

// What a click on the point would meet: an outline drawn over it, or the point itself.
const under = (point) => {
  const hit = document.elementFromPoint(...inside(point));
  return hit?.__data__?.cursor === "pointer" ? hit : point.node;
};

const wordsOf = (chart, point) => {
  const { tip: other } = under(point).__data__.datum;
  const chosen = clickable(chart) && under(point) !== point.node && other;
  return chosen ? `${point.datum.spoken}. Entrée choisit : ${other}` : point.datum.spoken;
};

const arrive = (chart, point, aloud) => {
  at.set(chart, point);
  outline(chart, point);
  const { top, bottom } = chart.querySelector(".walked").getBoundingClientRect();
  const words = wordsOf(chart, point);
  show(words, point.x, top, bottom);
  if (aloud) say(words);
};

const step = (chart, key) => {
  const points = pointsOf(chart);
  if (!points.length) return;
  const from = current(chart, points);
  const chosen = chart.querySelector('.vega-bindings input[name="selected"]')?.value?.split(":")[1];
  const to = from ? STEPS[from.datum.walk](points, from, key) : start(points, chosen);
  const shown = to ?? from;
  // What is told must be seen, below the bar of the site. A scroll moves every point.
  if (shown.y > 70 && shown.y < innerHeight - 20) return arrive(chart, shown, true);
  (shown.mark === "line" ? chart : shown.node).scrollIntoView({ block: "center" });
  const moved = pointsOf(chart).find((one) => one.datum.spoken === shown.datum.spoken);
  if (moved) arrive(chart, moved, true);
};

// Enter is a click where the point is: the chart answers as it does to a pointer.
const choose = (chart) => {
  const point = current(chart, pointsOf(chart));
  if (!point) return;
  const [clientX, clientY] = inside(point);
  under(point).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window, clientX, clientY }));
};

document.addEventListener("keydown", (event) => {
  const chart = event.target;
  // With a modifier the keys are the browser's: Alt and ← go back.
  if (!chart.matches?.("[data-walk]") || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key in DIRECTIONS || event.key === "Home" || event.key === "End") step(chart, event.key);
  else if (event.key === "Enter" || event.key === " ") choose(chart);
  else if (event.key === "Escape") hide(chart);
  else return;
  event.preventDefault();
});

document.addEventListener("focusin", ({ target }) => {
  if (!target.matches?.("[data-walk]:focus-visible")) return;
  const point = current(target, pointsOf(target));
  if (point) return arrive(target, point, false);
  const { left, top, bottom, width } = target.getBoundingClientRect();
  show(target.dataset.walk, left + width / 2, top, bottom);
});
document.addEventListener("focusout", ({ target }) => target.matches?.("[data-walk]") && hide(target));

// What is shown moves with the page, and changes with the period of the player.
const refresh = () => {
  const chart = document.activeElement;
  if (!tip || !chart?.matches("[data-walk]")) return;
  const point = current(chart, pointsOf(chart));
  if (point) arrive(chart, point, false);
};
document.addEventListener("scroll", () => requestAnimationFrame(refresh), true);
document.addEventListener("input", () => setTimeout(refresh, 200), true);

const makeWalkable = (chart) => {
  if (!canBeWalked(chart)) return;
  chart.dataset.walk = HINT + (clickable(chart) ? CLICK : "");
  chart.tabIndex = 0;
  // Else a screen reader keeps the arrow keys to itself.
  chart.setAttribute("role", "application");
  describe(chart);
};

whenDrawn(() => {
  document.querySelectorAll(`${CHART}:not([data-walk][role="application"])`).forEach(makeWalkable);
});
// A map has no area until its outlines have come.
whenPainted((drawing) => {
  const chart = drawing.closest(CHART);
  if (chart && !chart.dataset.walk) makeWalkable(chart);
});
