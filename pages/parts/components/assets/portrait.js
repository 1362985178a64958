// The table of a territory: one row an indicator, its curve, and a strip of all the territories of its level.
//
// Every text arrives as data and is written by textContent. A strip is walked with the arrow keys, from the lowest
// territory to the highest; a title opens all that its row rests on.

const SVG = "http://www.w3.org/2000/svg";
const ROLES = ["departement", "region", "country"];
const COLUMNS = 10;
const STRIP = { width: 200, height: 38, axis: 19, dot: 2.9, mine: 6 };

const make = (tag, attributes = {}, ...children) => {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    one.setAttribute(name, value);
  }
  one.append(...children);
  return one;
};

const draw = (tag, attributes, ...children) => {
  const one = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  one.append(...children);
  return one;
};

const curve = (row) => {
  if (!row.curve.length) return make("span", { class: "small" }, row.curveText);
  const [width, height, edge] = [92, 30, 4];
  const at = ([x, y]) => `${edge + x * (width - 2 * edge)},${height - edge - y * (height - 2 * edge)}`;
  const parts = new Map();
  for (const point of row.curve) parts.set(point[2], [...(parts.get(point[2]) ?? []), point]);
  const lines = [...parts.values()].map((points) => draw("polyline", { points: points.map(at).join(" ") }));
  const [x, y] = at(row.curve.at(-1)).split(",");
  const end = draw("circle", { cx: x, cy: y, r: 3 });
  const kind = row.where ? "curve other" : "curve";
  const told = { role: "img", "aria-label": row.series };
  return draw("svg", { class: kind, viewBox: `0 0 ${width} ${height}`, ...told }, ...lines, end);
};

const mark = (one) => {
  if (!one) return [make("span", { class: "none" }, "–")];
  const text = make("span", { class: `mark ${one.verdict}` }, one.text);
  return one.note ? [text, make("span", { class: "small" }, one.note)] : [text];
};

const strip = (row, words) => {
  const { dots, names, labels, ranks, mine, ticks } = row.strip;
  // The fuller the strip, the closer its rows: every dot stays inside.
  const step = Math.min(6, (STRIP.axis - STRIP.mine) / Math.max(1, row.strip.rows));
  const y = (place) => STRIP.axis - place * step;
  const x = (share) => 6 + share * (STRIP.width - 12);
  const picture = draw("svg", { viewBox: `0 0 ${STRIP.width} ${STRIP.height}`, "aria-hidden": "true" });
  picture.append(draw("line", { class: "axis", x1: 2, x2: STRIP.width - 2, y1: STRIP.axis, y2: STRIP.axis }));
  const drawn = dots.map(([share, place], index) => {
    const own = index === mine;
    return draw("circle", {
      class: own ? "mine" : "dot", cx: x(share), cy: y(place), r: own ? STRIP.mine : STRIP.dot,
    });
  });
  picture.append(...drawn.filter((_, index) => index !== mine));
  for (const [role, share] of ticks) {
    picture.append(draw("line", { class: `tick ${role}`, x1: x(share), x2: x(share), y1: 4, y2: STRIP.height - 4 }));
  }
  picture.append(drawn[mine]);
  const said = (index) => `${names[index]} : ${labels[index]}`;
  const slider = make("div", {
    class: "strip", role: "slider", tabindex: "0", "aria-label": `${words.strip}, ${row.title}`,
    "aria-valuemin": "1", "aria-valuemax": String(dots.length),
  }, picture);
  const read = make("span", { class: "small read" });
  let shown = mine;
  const show = (index, aloud) => {
    shown = Math.max(0, Math.min(dots.length - 1, index));
    slider.setAttribute("aria-valuenow", String(shown + 1));
    slider.setAttribute("aria-valuetext", `${said(shown)}, ${ranks[shown]}`);
    drawn.forEach((one, each) => one.classList.toggle("shown", aloud && each === shown));
    read.textContent = aloud ? said(shown) : "";
  };
  const moves = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 };
  slider.onkeydown = (event) => {
    // With a modifier the keys are the browser's: Alt and ← go back.
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = event.key === "Home" ? 0 : event.key === "End" ? dots.length - 1 : shown + moves[event.key];
    if (Number.isNaN(to)) return;
    event.preventDefault();
    show(to, true);
  };
  slider.onpointermove = (event) => {
    const box = slider.getBoundingClientRect();
    const at = [(event.clientX - box.left) / box.width * STRIP.width, (event.clientY - box.top) / box.height * STRIP.height];
    const far = ([share, place]) => Math.hypot(x(share) - at[0], y(place) - at[1]);
    const best = dots.reduce((found, dot, index) => (far(dot) < far(dots[found]) ? index : found), 0);
    show(best, true);
  };
  slider.onblur = slider.onpointerleave = () => show(mine, false);
  show(mine, false);
  return [slider, read];
};

const detail = (row, words, id, columns) => {
  const cell = make("td", { role: "cell", colspan: String(columns) });
  cell.append(make("p", {}, row.definition));
  if (row.strip) {
    const list = make("ol", { class: "peers" });
    row.strip.names.forEach((name, index) => {
      const own = index === row.strip.mine;
      list.append(make("li", own ? { class: "own" } : {}, `${name} : ${row.strip.labels[index]}`));
    });
    cell.append(make("p", { class: "lead" }, words.all), list);
    const marks = row.strip.ticks.map(([, , label]) => label);
    if (marks.length) cell.append(make("p", {}, marks.join(" · ")));
  }
  if (row.series) cell.append(make("p", {}, row.series));
  if (row.span) cell.append(make("p", {}, `${words.span} : ${row.span.text} ${row.span.note}`));
  const without = ROLES.filter((role) => !row.gaps[role]).map((role) => words.to[role]);
  if (without.length) cell.append(make("p", {}, `${words.without} ${without.join(", ")}. ${words.why}`));
  const link = make("a", { href: row.href, target: "_self" }, words.open);
  cell.append(make("p", {}, `${words.source} ${row.source}. `, link));
  return make("tr", { id, class: "detail", role: "row" }, cell);
};

const line = (row, words, opened) => {
  const id = `ligne-${row.key.replace(/[^a-z0-9]+/gi, "-")}`;
  const button = make("button", { type: "button", "aria-controls": id }, row.title);
  const when = [row.when, row.status, row.where].filter(Boolean).join(" · ");
  const title = make("th", { scope: "row", role: "rowheader" }, button, make("span", { class: "small" }, when));
  const value = make("td", { class: "number value", role: "cell" }, make("span", {}, row.value));
  if (row.unit) value.append(" ", make("span", { class: "small" }, row.unit));
  const change = make("td", { class: "number change", role: "cell" }, ...mark(row.year));
  const span = make("td", { class: "number span", role: "cell" }, ...mark(row.span));
  const place = make("td", { class: "place", role: "cell" });
  place.append(...(row.strip ? strip(row, words) : [make("span", { class: "small" }, row.noStrip)]));
  const rank = make("td", { class: "rank", role: "cell" });
  if (row.rank) rank.append(make("span", {}, row.rank), make("span", { class: "small" }, row.rankNote));
  const gaps = ROLES.map((role) => {
    const one = row.gaps[role];
    const cell = make("td", { class: "number gap", role: "cell", "data-to": words.short[role] });
    cell.append(...mark(one && { ...one, note: one.of }));
    return cell;
  });
  const found = make("tr", { role: "row" }, title, make("td", { class: "trend", role: "cell" }, curve(row)), value);
  if (!row.rank) {
    // One sentence says why there is neither strip nor rank.
    place.setAttribute("colspan", "2");
    found.append(change, span, place, ...gaps);
  } else found.append(change, span, place, rank, ...gaps);
  const more = detail(row, words, id, COLUMNS);
  const open = (on) => {
    more.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
    if (on) opened.add(row.key);
    else opened.delete(row.key);
  };
  button.onclick = () => open(more.hidden);
  open(opened.has(row.key));
  return [found, more];
};

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".portrait");
  // Streamlit calls again at each run: the table is made anew only when it says something else.
  const said = JSON.stringify(data);
  if (root.said === said) return;
  root.said = said;
  root.opened ??= new Set();
  const { words, groups } = data;
  const heads = [words.title, words.trend, words.value, words.year, words.span, words.strip, words.rank];
  const classes = ["title", "trend", "number value", "number change", "number span", "place", "rank"];
  const head = make("tr", { role: "row" });
  heads.forEach((text, index) => {
    head.append(make("th", { scope: "col", role: "columnheader", class: classes[index] }, text));
  });
  for (const role of ROLES) {
    head.append(make("th", { scope: "col", role: "columnheader", class: `number gap key ${role}` }, words.gaps[role]));
  }
  const table = make("table", { role: "table" }, make("caption", {}, words.caption));
  table.append(make("thead", { role: "rowgroup" }, head));
  for (const group of groups) {
    const body = make("tbody", { role: "rowgroup" });
    if (group.title) {
      const name = make("th", { scope: "rowgroup", role: "rowheader", colspan: String(COLUMNS) }, group.title);
      body.append(make("tr", { class: "theme", role: "row" }, name));
    }
    for (const row of group.rows) body.append(...line(row, words, root.opened));
    table.append(body);
  }
  root.replaceChildren(table);
}
