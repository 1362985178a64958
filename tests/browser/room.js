// What is wrong with the screen that a projector shows: its texts too small, cut, or over one another.
(least) => {
  const screen = document.querySelector('.ecran.ici');
  const found = [];
  const told = (node) => node.textContent.trim().slice(0, 50);
  const seen = (node) => {
    const style = getComputedStyle(node), box = node.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && style.opacity !== '0';
  };
  const texts = [...screen.querySelectorAll('*'), ...document.querySelectorAll('#place')].filter((node) => (
    [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim())
    && !node.closest('caption, .muet') && seen(node)));
  if (!texts.length) found.push('no text at all');
  for (const node of texts) {
    const svg = node.closest('svg');
    const size = parseFloat(getComputedStyle(node).fontSize) * (svg ? node.getScreenCTM().a : 1);
    if (size < least - 0.05) found.push(`${size.toFixed(1)} px: ${told(node)}`);
    const box = node.getBoundingClientRect();
    const frame = svg ? svg.getBoundingClientRect() : {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
    // The font's line is taller than its letters: a line may pass its frame by what letters leave free.
    const free = size * 0.3 + 1;
    if (box.left < frame.left - 2 || box.right > frame.right + 2
      || box.top < frame.top - free || box.bottom > frame.bottom + free) found.push(`cut: ${told(node)}`);
  }
  // Only boxes that may hold more than they show: a text of HTML that is higher or wider than its place.
  for (const node of [screen, ...screen.querySelectorAll('.figure, .tableau, .phrases, .fin, .chiffre, .carte, th, td')]) {
    if (node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1) {
      if (node.clientWidth > 1) found.push(`too full: ${node.className || node.tagName} ${told(node)}`);
    }
  }
  const parts = [...screen.querySelectorAll(':scope > header, :scope > .figure, :scope > footer')]
    .map((one) => one.getBoundingClientRect());
  parts.slice(1).forEach((one, at) => {
    if (parts[at].bottom > one.top + 1) found.push('a part of the screen is over the next');
  });
  const nav = document.querySelector('#place').getBoundingClientRect();
  const foot = screen.querySelector(':scope > footer p')?.getBoundingClientRect();
  if (foot && foot.right > nav.left && foot.bottom > nav.top) found.push('the source is under the place');
  const heading = screen.querySelector('header h1');
  if (heading) {
    const lines = heading.getBoundingClientRect().height / parseFloat(getComputedStyle(heading).lineHeight);
    if (lines > 2.1) found.push(`${Math.round(lines)} lines of message`);
  }
  // Two texts of a drawing: a halo lies under its own text, at the same place.
  const drawn = texts.filter((node) => node.closest('svg')).map((node) => [node, node.getBoundingClientRect()]);
  drawn.forEach(([one, box], at) => {
    for (const [other, next] of drawn.slice(at + 1)) {
      if (one.textContent === other.textContent) continue;
      const wide = Math.min(box.right, next.right) - Math.max(box.left, next.left);
      const high = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
      if (wide > 3 && high > Math.min(box.height, next.height) * 0.4) found.push(`${told(one)} over ${told(other)}`);
    }
  });
  return found;
}
