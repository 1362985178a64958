// When to look at the page: each time that something was drawn, and once no script runs any more.

const tasks = [];
const whenDrawn = (task) => tasks.push(task);
const lookAgain = () => {
  for (const task of tasks) task();
};
// A drawing that changes inside changes nothing else of the page, and does so at each period while time plays.
const paintings = [];
const whenPainted = (task) => paintings.push(task);

let asked = false;
let page = false;
const painted = new Set();
new MutationObserver((changes) => {
  for (const { target } of changes) {
    if (target instanceof SVGElement) painted.add(target.ownerSVGElement ?? target);
    else page = true;
  }
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    const [anew, drawings] = [page, [...painted]];
    asked = page = false;
    painted.clear();
    if (anew) lookAgain();
    else for (const task of paintings) drawings.forEach(task);
  });
}).observe(document, { childList: true, subtree: true });

// A screen that is turned makes a table wider than it, and changes nothing in the page.
window.addEventListener("resize", () => requestAnimationFrame(lookAgain));

// The end of a run changes an attribute alone: who waits for it asks again a little later.
let waiting = 0;
const atRest = () => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (app?.dataset.testScriptState === "notRunning" && !document.querySelector('[data-stale="true"]')) return true;
  clearTimeout(waiting);
  waiting = setTimeout(lookAgain, 150);
  return false;
};
