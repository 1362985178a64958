// What Streamlit draws without a role: content, footer, tiles, wide tables, navigation on a phone.

const role = (box, name) => {
  if (box.getAttribute("role") !== name) box.setAttribute("role", name);
};

whenDrawn(() => {
  for (const box of document.querySelectorAll(".st-key-content")) role(box, "main");
  for (const box of document.querySelectorAll(".st-key-footer")) role(box, "contentinfo");
  for (const box of document.querySelectorAll('[class*="st-key-list-"]')) role(box, "list");
  for (const box of document.querySelectorAll('[class*="st-key-listitem-"]')) role(box, "listitem");
  // A tile is read as one sentence. Its curve carries it, on the line above its own words.
  for (const box of document.querySelectorAll('[class*="st-key-tile-"]')) {
    const curve = box.querySelector('[data-testid="stVegaLiteChart"]');
    const [sentence, own] = curve?.getAttribute("aria-label")?.split("\n") ?? [];
    if (!own) continue;
    role(box, "group");
    box.setAttribute("aria-label", sentence);
    curve.setAttribute("aria-label", own);
  }
  // A table wider than the screen scrolls sideways: the keyboard must be able to reach it.
  for (const box of document.querySelectorAll('[data-testid="stTable"] > div, [data-testid="stTable"]')) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
  // On a phone, a navigation with sections wraps its items: what is not a list must not say so.
  for (const list of document.querySelectorAll('[data-testid="stSidebarNavItems"]:not([role])')) {
    if (list.querySelector(":scope > :not(li)")) list.setAttribute("role", "group");
  }
  for (const one of document.querySelectorAll('[data-testid="stSidebarNavItems"][role] li:not([role])')) {
    one.setAttribute("role", "presentation");
  }
  // A field whose name is not written beside it says it to the pointer and to the focus.
  for (const field of document.querySelectorAll("input[aria-label]")) {
    if (field.title) continue;
    const label = field.closest('[data-testid="stSelectbox"], [data-testid="stMultiSelect"], [data-testid="stTextInput"]')
      ?.querySelector('[data-testid="stWidgetLabel"]');
    if (label && !label.offsetHeight) field.title = field.getAttribute("aria-label");
  }
  // An empty address leads to the page itself; a link to the first page leads to the root.
  for (const link of document.querySelectorAll('a[href=""]')) link.setAttribute("href", root);
  // Two headings of the same words get the same identifier, which then names neither.
  const known = new Set();
  for (const one of document.querySelectorAll("h1[id], h2[id], h3[id]")) {
    if (known.has(one.id)) one.removeAttribute("id");
    else known.add(one.id);
  }
});
