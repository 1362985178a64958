// From one point of a chart to the next: over a plane, along curves, or from row to row.

const first = (points, cost) => {
  let best = null;
  let least = Infinity;
  for (const one of points) {
    const amount = cost(one);
    if (amount < least) [best, least] = [one, amount];
  }
  return best;
};
const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const valueOf = ({ datum }) => (typeof datum.value === "number" ? datum.value : NaN);
const byValue = (points, sign) => first(points.filter((one) => !Number.isNaN(valueOf(one))), (one) => sign * valueOf(one));

const STEPS = {
  // The neighbour in the direction of the arrow; the ends are the lowest and the highest value.
  plane(points, from, key) {
    if (key === "Home" || key === "End") return byValue(points, key === "Home" ? 1 : -1);
    const [right, down] = DIRECTIONS[key];
    return first(points, (one) => {
      const [dx, dy] = [one.x - from.x, one.y - from.y];
      const along = dx * right + dy * down;
      return one === from || along < 1 ? Infinity : along + 2 * Math.abs(dx * down + dy * right);
    });
  },
  // Left and right follow one curve in time, up and down go to the next curve at that time.
  curves(points, from, key) {
    const own = points.filter((one) => one.datum.name === from.datum.name).sort((one, other) => one.x - other.x);
    if (key === "Home") return own[0];
    if (key === "End") return own.at(-1);
    const [right, down] = DIRECTIONS[key];
    if (right) return own[own.indexOf(from) + right];
    const names = [...new Set(points.map((one) => one.datum.name))];
    const here = names.map((name) =>
      name === from.datum.name ? from : first(points.filter((one) => one.datum.name === name), (one) => Math.abs(one.x - from.x)),
    );
    here.sort((one, other) => one.y - other.y);
    return here[here.indexOf(from) + down];
  },
  // Up and down go from row to row, left and right along a row.
  rows(points, from, key) {
    const ordered = [...points].sort((one, other) => one.y - other.y || one.x - other.x);
    const lines = [];
    for (const one of ordered) {
      if (lines.length && one.y - lines.at(-1)[0].y < 3) lines.at(-1).push(one);
      else lines.push([one]);
    }
    for (const line of lines) line.sort((one, other) => one.x - other.x);
    if (key === "Home") return lines[0][0];
    if (key === "End") return lines.at(-1)[0];
    const at = lines.findIndex((line) => line.includes(from));
    const [right, down] = DIRECTIONS[key];
    if (right) return lines[at][lines[at].indexOf(from) + right];
    return first(lines[at + down] ?? [], (one) => Math.abs(one.x - from.x));
  },
};

// Where a walk begins: on what is the reader's own, else where the chart's own order begins.
const start = (points, chosen) => {
  const mine = points.filter(({ datum }) => datum.mine === true || (chosen && datum.id === chosen));
  if (mine.length) return mine[0];
  const kind = points[0].datum.walk;
  if (kind === "plane") return byValue(points, -1) ?? points[0];
  if (kind === "curves") {
    const own = points.filter(({ datum }) => datum.role === "mine");
    return first(own.length ? own : points, (one) => -one.x);
  }
  return STEPS.rows(points, points[0], "Home");
};
