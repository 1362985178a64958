// Reads the charts of the page as they are painted: each text and each mark with the colour behind it.
(() => {
  const ground = getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor;
  const parse = (colour) => {
    const found = colour && colour.match(/^rgba?\(([^)]+)\)$/);
    if (!found) return null;
    const [r, g, b, a = 1] = found[1].split(/[ ,/]+/).filter(Boolean).map(Number);
    return { r, g, b, a };
  };
  const over = (top, alpha, under) => ({
    r: top.r * alpha + under.r * (1 - alpha), g: top.g * alpha + under.g * (1 - alpha),
    b: top.b * alpha + under.b * (1 - alpha), a: 1,
  });
  const share = (one) => {
    const linear = one / 255;
    return linear <= 0.04045 ? linear / 12.92 : ((linear + 0.055) / 1.055) ** 2.4;
  };
  const light = (one) => 0.2126 * share(one.r) + 0.7152 * share(one.g) + 0.0722 * share(one.b);
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const hex = (one) => '#' + [one.r, one.g, one.b].map(
    (each) => Math.round(each).toString(16).padStart(2, '0')).join('');
  // Of groups inside groups, each with its own opacity.
  const opacity = (node) => {
    let found = 1;
    for (let at = node; at && at.tagName !== 'svg'; at = at.parentNode) found *= Number(getComputedStyle(at).opacity);
    return found;
  };
  const paint = (node, kind, faded) => {
    const style = getComputedStyle(node);
    const colour = parse(style[kind]);
    return colour && { ...colour, alpha: colour.a * Number(style[`${kind}Opacity`]) * faded };
  };
  const local = (node, x, y) => new DOMPoint(x, y).matrixTransform(node.getScreenCTM().inverse());
  const found = [];
  for (const chart of document.querySelectorAll('[data-testid="stVegaLiteChart"]')) {
    const svg = chart.querySelector('svg');
    if (!svg) continue;
    const drawn = [...svg.querySelectorAll('path, line, text, rect, circle')]
      .filter((node) => !node.closest('defs, clipPath'))
      .map((node) => {
        const faded = opacity(node);
        const fill = node.tagName === 'line' ? null : paint(node, 'fill', faded);
        const stroke = paint(node, 'stroke', faded);
        const wide = Number.parseFloat(getComputedStyle(node).strokeWidth) || 0;
        return { node, box: node.getBoundingClientRect(), fill: fill?.alpha > 0.02 ? fill : null,
          stroke: stroke?.alpha > 0.02 && wide > 0 ? stroke : null, wide };
      })
      .filter((one) => (one.fill || one.stroke) && (one.box.width > 0 || one.box.height > 0));
    const behind = (rank, x, y, strokes) => {
      let under = parse(ground);
      for (const { node, box, fill, stroke, wide } of drawn.slice(0, rank)) {
        const near = wide / 2;
        if (x < box.left - near || x > box.right + near || y < box.top - near || y > box.bottom + near) continue;
        if (node.tagName === 'text') {
          // A text drawn below another as its halo.
          if (strokes && stroke && node.textContent === strokes) under = over(stroke, stroke.alpha, under);
          continue;
        }
        if (!node.isPointInFill) continue;
        const at = local(node, x, y);
        if (fill && node.isPointInFill(at)) under = over(fill, fill.alpha, under);
        if (stroke && node.isPointInStroke(at)) under = over(stroke, stroke.alpha, under);
      }
      return under;
    };
    drawn.forEach((one, rank) => {
      const { node, box, fill, stroke, wide } = one;
      const role = node.closest('[class*="role-"]')?.getAttribute('class') ?? '';
      const style = getComputedStyle(node);
      const said = { chart: chart.getAttribute('aria-label').slice(0, 40), role, tag: node.tagName };
      if (node.tagName === 'text') {
        // What is stroked in its own colour is the halo of the text drawn above it.
        if (!node.textContent.trim() || !fill || (stroke && hex(stroke) === hex(fill))) return;
        const size = Number.parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 600;
        const needed = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
        let worst = null;
        for (const part of [0.1, 0.3, 0.5, 0.7, 0.9]) {
          const under = behind(rank, box.left + box.width * part, box.top + box.height / 2, node.textContent);
          const value = ratio(over(fill, fill.alpha, under), under);
          if (!worst || value < worst.value) worst = { value, under };
        }
        found.push({ ...said, kind: 'text', what: node.textContent, size, needed, ratio: worst.value,
          colour: hex(over(fill, fill.alpha, worst.under)), behind: hex(worst.under) });
        return;
      }
      const own = fill ?? stroke;
      const other = fill && stroke ? stroke : null;
      const points = [];
      if (fill) {
        // What stands beside the mark, on its four sides.
        for (const [x, y] of [[0, .5], [1, .5], [.5, 0], [.5, 1]]) {
          points.push([box.left + box.width * x + (x === 0 ? -2 : x === 1 ? 2 : 0),
            box.top + box.height * y + (y === 0 ? -2 : y === 1 ? 2 : 0)]);
        }
      } else {
        points.push([box.left + box.width / 2, box.top - wide - 2], [box.left + box.width / 2, box.bottom + wide + 2]);
      }
      const unders = points.map(([x, y]) => behind(rank, x, y, null));
      const most = (under) => Math.max(...[own, other].filter(Boolean).map(
        (each) => ratio(over(each, each.alpha, under), under)));
      // A point on its own line is seen by what it adds on either side of it.
      const under = unders.reduce((a, b) => (most(a) >= most(b) ? a : b));
      const printed = most(under) < 3 && drawn.some(({ node: text, box: at }) => text.tagName === 'text' && text.textContent.trim()
        && node.isPointInFill(local(node, at.left + at.width / 2, at.top + at.height / 2)));
      found.push({ ...said, kind: fill ? 'filled' : 'line', what: '', size: 0, needed: 3, ratio: most(under), printed,
        ink: hex(own), colour: hex(over(own, own.alpha, under)), behind: hex(under) });
    });
  }
  return found;
})()
