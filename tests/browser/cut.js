// Returns the texts of the page that are cut: outside of a box that hides what goes beyond it, or of the screen.
(() => {
  const hides = (value) => value === 'hidden' || value === 'clip';
  const found = [];
  const seen = (node) => {
    for (let at = node; at && at !== document.body; at = at.parentElement) {
      if (at.getAttribute('aria-hidden') === 'true') return false;
      const box = at.getBoundingClientRect();
      // What is for screen readers alone is one pixel large.
      if (hides(getComputedStyle(at).overflowX) && box.width <= 2) return false;
    }
    return getComputedStyle(node).visibility !== 'hidden' && Number(getComputedStyle(node).opacity) > 0;
  };
  const ellipsis = (node) => {
    for (let at = node; at && !['A', 'BUTTON'].includes(at.tagName) && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).textOverflow === 'ellipsis') return true;
    }
    return false;
  };
  const walk = document.createTreeWalker(document.querySelector('[data-testid="stApp"]'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, holder = text.parentElement;
    if (!text.textContent.trim() || holder.closest('svg, script, style, canvas') || !seen(holder)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) {
      if (line.width < 2 || line.height < 2) continue;
      // The glyphs, without the leading above and below.
      const leading = Math.max(0, (line.height - Number.parseFloat(getComputedStyle(holder).fontSize)) / 2);
      const [top, bottom] = [line.top + leading, line.bottom - leading];
      // What is too long for its button, its link, or for a choice of a list, ends with an ellipsis: its name says it whole.
      if (holder.closest('a, button, [data-tag], [data-baseweb="tag"], [role="button"], [data-testid="stMultiSelect"]')
        && ellipsis(holder)) continue;
      let cut = '';
      for (let at = holder; at && at !== document.body && !cut; at = at.parentElement) {
        const style = getComputedStyle(at), box = at.getBoundingClientRect();
        if (['auto', 'scroll'].includes(style.overflowX) || ['auto', 'scroll'].includes(style.overflowY)) break;
        if (hides(style.overflowX) && (line.right > box.right + 2 || line.left < box.left - 2)) cut = 'sideways';
        if (hides(style.overflowY) && (bottom > box.bottom + 2 || top < box.top - 2)) cut = 'above or below';
      }
      if (!cut && line.right > innerWidth + 1 && line.left < innerWidth) {
        const scrolls = holder.closest('[data-testid="stTable"], [data-testid="stDataFrame"], [tabindex="0"]');
        if (!scrolls) cut = 'by the screen';
      }
      if (cut) found.push(`${cut}: ${text.textContent.trim().slice(0, 80)}`);
    }
  }
  for (const svg of document.querySelectorAll('[data-testid="stVegaLiteChart"] svg')) {
    const box = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll('text')) {
      let shown = 1;
      for (let at = text; at !== svg; at = at.parentElement) shown *= Number(getComputedStyle(at).opacity);
      const line = text.getBoundingClientRect();
      if (!text.textContent.trim() || shown < 0.05 || line.width < 2) continue;
      const beyond = Math.max(box.left - line.left, line.right - box.right, box.top - line.top, line.bottom - box.bottom);
      if (beyond > 2) found.push(`chart: ${text.textContent.trim().slice(0, 80)} (${Math.round(beyond)} px)`);
    }
  }
  return [...new Set(found)];
})()
