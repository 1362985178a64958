// The points of a chart: Vega keeps on each mark the row that it draws, with the words that say it.
//
// A row has `spoken`, its words, and `walk`, how its neighbours are found (see figures/live.py).

const MARKS = ["shape", "symbol", "line", "rect", "rule", "text"];

const itemsOf = (node, mark) => (mark === "line" ? node.__data__?.mark?.items : [node.__data__]) ?? [];

const canBeWalked = (chart) =>
  [...chart.querySelectorAll("svg g.role-mark > :first-child")].some((node) => node.__data__?.datum?.spoken);

const pointsOf = (chart) => {
  const found = new Map();
  for (const mark of MARKS) {
    for (const group of chart.querySelectorAll(`svg g.mark-${mark}.role-mark`)) {
      const to = group.getScreenCTM();
      for (const node of group.children) {
        for (const item of itemsOf(node, mark)) {
          const datum = item?.datum;
          // What cannot be seen is no point, unless it is there to be clicked.
          if (!datum?.spoken || found.has(datum.spoken) || (item.opacity === 0 && item.cursor !== "pointer")) continue;
          const { x1, x2, y1, y2 } = item.bounds;
          const at = mark === "line" ? [item.x, item.y] : [(x1 + x2) / 2, (y1 + y2) / 2];
          const here = new DOMPoint(...at).matrixTransform(to);
          found.set(datum.spoken, { mark, node, item, datum, x: here.x, y: here.y });
        }
      }
    }
  }
  return [...found.values()];
};

// A point inside an area, where a pointer would find it: the middle of its box may lie outside.
const inside = ({ mark, node, x, y }) => {
  if (mark !== "shape") return [x, y];
  const box = node.getBBox();
  for (const parts of [2, 3, 5, 7, 11, 17]) {
    for (let i = 1; i < parts; i++) {
      for (let j = 1; j < parts; j++) {
        const at = new DOMPoint(box.x + (box.width * i) / parts, box.y + (box.height * j) / parts);
        const near = [[0, 0], [3, 0], [-3, 0], [0, 3], [0, -3]];
        if (!near.every(([dx, dy]) => node.isPointInFill(new DOMPoint(at.x + dx, at.y + dy)))) continue;
        const here = at.matrixTransform(node.getScreenCTM());
        return [here.x, here.y];
      }
    }
  }
  return [x, y];
};
