// What changed is said: the new message of the page once it is drawn, the name of the page after a move.

const voice = document.createElement("div");
voice.setAttribute("role", "status");
voice.setAttribute("aria-live", "polite");
voice.dataset.testid = "voice";
voice.style.cssText = "position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
document.addEventListener("DOMContentLoaded", () => document.body.append(voice));

const say = (text) => {
  // The same words said again must be another text, else nobody hears them.
  voice.textContent = voice.textContent === text ? `${text}\u00a0` : text;
};

// A passing word, "Ajouté à la séance", is in no live region of its own.
whenDrawn(() => {
  const toast = [...document.querySelectorAll('[data-testid="stToast"]:not([data-said])')].at(-1);
  if (!toast) return;
  toast.dataset.said = "";
  say(toast.textContent);
});

const seen = { message: "", path: "" };
whenDrawn(() => {
  const message = document.querySelector("h1")?.textContent;
  if (!message || (message === seen.message && location.pathname === seen.path) || !atRest()) return;
  // A page just opened is read by the reader's own tool.
  if (seen.message) say(location.pathname === seen.path ? message : document.title);
  Object.assign(seen, { message, path: location.pathname });
});
