// Runs in the page before Streamlit's own code.
(() => {
  // The site is rooted here: without this, Streamlit first asks for /page/_stcore/…, and gets a 404.
  const root = `${location.origin}/`;
  window.__streamlit = { BACKEND_BASE_URL: root, MAIN_PAGE_BASE_URL: root };

  // One view, one history entry. The page completes its address by itself (a bare /chomage becomes
  // /chomage?niveau=…): that is no step of the reader's, so it takes the place of the bare address.
  let acted = false;
  const act = () => { acted = true; };
  for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, act, true);
  window.addEventListener("popstate", () => { acted = false; }, true);
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    const next = new URL(address, location.href);
    const completes = next.pathname === location.pathname && (!acted || !location.search);
    acted = false;
    if (completes) history.replaceState(state, title, address);
    else push(state, title, address);
  };

  // The server paints the charts for the theme that the page opened in. When the device turns to the other one, the
  // page opens again at its address, which holds every choice. Paper is light, for a moment: that is no turn.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const opened = dark.matches;
  dark.addEventListener("change", () => {
    if (dark.matches !== opened && !matchMedia("print").matches) location.reload();
  });

  // A table wider than the screen scrolls sideways: the keyboard must be able to reach it.
  const reach = () => {
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
  };
  // A screen that is turned makes a table wider than it, and changes nothing in the page.
  window.addEventListener("resize", () => requestAnimationFrame(reach));
  new MutationObserver(() => requestAnimationFrame(reach)).observe(document, {
    childList: true,
    subtree: true,
  });
})();
