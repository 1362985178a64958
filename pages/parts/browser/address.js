// The address: one root for every page, one history entry for every view.

// The site is rooted here: without this, Streamlit first asks for /page/_stcore/…, and gets a 404.
const root = `${location.origin}/`;
window.__streamlit = { BACKEND_BASE_URL: root, MAIN_PAGE_BASE_URL: root };

// The page completes its address by itself (a bare /chomage becomes /chomage?niveau=…): that is no
// step of the reader's, so it takes the place of the bare address.
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
