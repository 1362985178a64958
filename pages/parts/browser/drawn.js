// When to look at the page: each time that something was drawn, and once no script runs any more.

const tasks = [];
const whenDrawn = (task) => tasks.push(task);
const lookAgain = () => {
  for (const task of tasks) task();
};
let asked = false;
new MutationObserver(() => {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    lookAgain();
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
