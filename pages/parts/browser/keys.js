// A letter typed alone does nothing: Streamlit reruns the page at R and offers to empty its cache at C, which
// who dictates or errs on the keyboard neither asked for nor can turn off.

window.addEventListener("keydown", (event) => {
  const typed = event.composedPath()[0];
  const writes = typed.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(typed.tagName);
  const alone = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (alone && !writes && /^[rc]$/i.test(event.key)) event.stopImmediatePropagation();
}, true);
