// The player: it moves the period of every live chart of the page, in the browser alone.
//
// A live chart has hidden inputs named after its Vega parameters (step, selected, turn). The player writes in them and
// lets Vega repaint: no message goes to the server while time plays. The server hears of a period only when it rests.

// Who asks for less motion sees each period long enough to read it. Nothing plays before it is asked.
const PLAY_MS = matchMedia("(prefers-reduced-motion: reduce)").matches ? 900 : 180;
const REST_MS = 450;

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".lecture");
  const button = root.querySelector("button");
  const range = root.querySelector("input");
  const shown = root.querySelector("output");
  const ticks = root.querySelector(".ticks");
  const kept = (root.player ??= { step: null, timer: 0, rest: 0, sent: null });
  const last = data.labels.length - 1;

  range.max = String(last);
  button.disabled = last < 1;
  const key = data.ticks.map((tick) => tick.label).join();
  if (ticks.dataset.key !== key) {
    ticks.dataset.key = key;
    ticks.replaceChildren(
      ...data.ticks.map(({ label, at }) => {
        const tick = document.createElement("span");
        tick.textContent = label;
        tick.style.left = `${at * 100}%`;
        return tick;
      }),
    );
  }

  const write = (name, value, again = false) => {
    for (const input of document.querySelectorAll(`.vega-bindings input[name="${name}"]`)) {
      if (!again && input.value === String(value)) continue;
      input.value = String(value);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const paint = () => {
    write("step", kept.step);
    write("selected", data.selected);
    // A chart still busy with one value ignores a second one equal to what it shows: say it again
    // once it is at rest, which costs nothing where it was heard.
    clearTimeout(kept.settle);
    kept.settle = setTimeout(() => {
      write("step", kept.step, true);
      write("selected", data.selected, true);
    }, 120);
    // Of no effect on what is seen: it may wait for the end of the repainting.
    clearTimeout(kept.later);
    kept.later = setTimeout(() => write("turn", data.turn), 250);
  };

  const show = (step) => {
    kept.step = step;
    range.value = String(step);
    range.setAttribute("aria-valuetext", data.labels[step]);
    range.style.setProperty("--done", last ? step / last : 1);
    shown.textContent = data.labels[step];
    paint();
  };

  const tell = () => {
    clearTimeout(kept.rest);
    if (kept.step === kept.sent) return;
    kept.sent = kept.step;
    setStateValue("period", data.periods[kept.step]);
  };

  const tellAtRest = () => {
    clearTimeout(kept.rest);
    kept.rest = setTimeout(tell, REST_MS);
  };

  const playing = (on) => {
    clearInterval(kept.timer);
    kept.timer = 0;
    if (on) {
      clearTimeout(kept.rest);
      if (kept.step === last) show(0);
      kept.timer = setInterval(() => {
        if (kept.step < last) show(kept.step + 1);
        if (kept.step === last) {
          playing(false);
          tell();
        }
      }, PLAY_MS);
    }
    button.textContent = on ? "Pause" : "Lecture";
    button.setAttribute("aria-pressed", String(on));
  };

  button.onclick = () => {
    const on = kept.timer === 0;
    playing(on);
    if (!on) tell();
  };
  range.oninput = () => {
    if (kept.timer) playing(false);
    show(Number(range.value));
    tellAtRest();
  };

  // What the address asks (a link, Back, another level) wins over what the player shows; the
  // server's answer to what the player itself told does not.
  if (kept.view !== data.view || kept.sent !== data.step || kept.step > last) {
    playing(false);
    clearTimeout(kept.rest);
    kept.view = data.view;
    kept.sent = data.step;
    show(data.step);
  } else {
    show(kept.step);
  }

  // Charts come and go after the player: each new one is brought to the period shown, before it is
  // painted. Only new inputs matter: painting itself also changes the document, without end.
  const brings = (node) =>
    node.nodeType === Node.ELEMENT_NODE &&
    (node.matches(".vega-bindings") || node.querySelector(".vega-bindings") !== null);
  kept.watch?.disconnect();
  kept.watch = new MutationObserver((changes) => {
    if (changes.some((change) => [...change.addedNodes].some(brings))) paint();
  });
  kept.watch.observe(document.body, { childList: true, subtree: true });

  return () => {
    clearInterval(kept.timer);
    clearTimeout(kept.rest);
    clearTimeout(kept.later);
    clearTimeout(kept.settle);
    kept.watch.disconnect();
  };
}
