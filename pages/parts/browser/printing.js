// Lays a page out for paper, and writes on the sheet what the screen says by its widgets.
(() => {
  const DARK_TO_LIGHT = new Map(Object.entries(INKS));
  const MAIN = '[data-testid="stMain"]';
  const all = (where, selector) => [...where.querySelectorAll(selector)];
  const text = (one) => (one?.innerText || one?.textContent || "").replace(/\s+/g, " ").trim();

  // What is chosen in a widget, "" when nothing is.
  const chosen = (widget) => {
    const switched = all(widget, '[role="radio"][aria-checked="true"], button[aria-pressed="true"]');
    const tags = all(widget, "[data-tag]");
    const typed = all(widget, 'input[type="text"], input[type="number"], textarea').map((one) => one.value);
    return [...switched.map(text), ...tags.map(text), ...typed].filter(Boolean).join(", ");
  };
  const choices = () => {
    const kinds = ["stSelectbox", "stMultiSelect", "stButtonGroup", "stTextInput", "stNumberInput"];
    const found = [];
    for (const widget of all(document, kinds.map((kind) => `${MAIN} [data-testid="${kind}"]`).join())) {
      const label = text(widget.querySelector('[data-testid="stWidgetLabel"]'));
      const value = chosen(widget);
      if (value) found.push([label, value]);
    }
    return found;
  };

  const paragraph = (...parts) => {
    const one = document.createElement("p");
    one.append(...parts);
    return one;
  };
  const strong = (words) => {
    const one = document.createElement("strong");
    one.append(words);
    return one;
  };
  const sheet = (kind, ...lines) => {
    const one = document.createElement("div");
    one.className = kind;
    one.append(...lines);
    return one;
  };
  // The séance that is carried along from page to page is no part of this view's address.
  const address = () => {
    const here = new URL(location.href);
    if (here.pathname !== "/seance") here.searchParams.delete("s");
    try {
      const read = decodeURI(here.href);
      return new URL(read).href === here.href ? read : here.href;
    } catch {
      return here.href;
    }
  };

  // A row that holds only widgets is not printed, nor the room that it takes.
  const WIDGETS = ["stButton", "stButtonGroup", "stDownloadButton", "stLinkButton", "stPageLink", "stPopover", "stSelectbox", "stMultiSelect", "stTextInput"];
  const leaveOut = () => {
    const widget = WIDGETS.map((kind) => `:scope > [data-testid="${kind}"]`).join();
    for (const row of all(document, `${MAIN} [data-testid="stLayoutWrapper"]`)) {
      const parts = all(row, ".stElementContainer, [data-testid='stExpander']");
      if (!parts.length || !parts.every((one) => one.querySelector(widget))) continue;
      row.dataset.sheet = "left-out";
      restores.push(() => { delete row.dataset.sheet; });
    }
  };
  // What is folded is neither made nor sent by the server: the sheet names it.
  const folded = () => all(document, `${MAIN} [data-testid="stExpander"] details:not([open]) > summary p`)
    .map((one) => text(one).split(/\s:\s| · /)[0]);
  // The pixels of a map are gone once shown: they are kept, and printed as a picture.
  const context = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    const kept = kind.startsWith("webgl") ? { ...options, preserveDrawingBuffer: true } : options;
    return context.call(this, kind, kept);
  };
  const picture = (dark) => {
    for (const canvas of all(document, `${MAIN} canvas`)) {
      const one = document.createElement("canvas");
      [one.width, one.height] = [canvas.width, canvas.height];
      one.style.width = `${canvas.clientWidth}px`;
      one.className = dark ? "sheet-map dark" : "sheet-map";
      one.getContext("2d").drawImage(canvas, 0, 0);
      const frame = canvas.closest('[data-testid="stFullScreenFrame"]') ?? canvas;
      frame.after(one);
      frame.dataset.sheet = "left-out";
      restores.push(() => { one.remove(); delete frame.dataset.sheet; });
    }
  };

  const restores = [];
  const before = () => {
    if (restores.length) return;
    const dark = getComputedStyle(document.querySelector(".stApp") ?? document.body).colorScheme === "dark";
    if (dark) lighten();
    const day = new Date().toLocaleDateString("fr-FR", { dateStyle: "long" });
    const picked = choices().flatMap(([label, value], rank) => [
      rank ? " · " : "", label ? `${label}\u00a0: ` : "", strong(value),
    ]);
    const head = sheet("sheet-head", paragraph(`Observatoire emploi-formation Hauts-de-France, page imprimée le ${day}`));
    if (picked.length) head.append(paragraph(...picked));
    const left = folded();
    const foot = sheet("sheet-foot", paragraph(`Adresse de cette vue\u00a0: ${address()}`));
    if (left.length) {
      foot.append(paragraph(
        `Replié à l’écran, donc non imprimé (${left.length})\u00a0: ${[...new Set(left)].join(", ")}. `,
        "Un bloc déplié est imprimé en entier.",
      ));
    }
    document.body.prepend(head);
    document.body.append(foot);
    restores.push(() => { head.remove(); foot.remove(); });
    leaveOut();
    picture(dark);
  };
  const after = () => {
    while (restores.length) restores.pop()();
    delete document.documentElement.dataset.paper;
  };

  // A page in dark is printed in the inks of the light theme: paper is white.
  const PROPERTIES = ["color", "background-color", "fill", "stroke", "border-top-color", "border-right-color", "border-bottom-color", "border-left-color"];
  const hex = (colour) => {
    const parts = colour.match(/[\d.]+/g);
    if (!colour.startsWith("rgb") || (parts.length > 3 && parts[3] === "0")) return "";
    return `#${parts.slice(0, 3).map((one) => Number(one).toString(16).padStart(2, "0")).join("")}`.toUpperCase();
  };
  const lighten = () => {
    const changes = [];
    const read = (root) => {
      for (const one of root.querySelectorAll("*")) {
        const style = getComputedStyle(one);
        for (const property of PROPERTIES) {
          const light = DARK_TO_LIGHT.get(hex(style.getPropertyValue(property)));
          if (light) changes.push([one, property, light]);
        }
        if (one.shadowRoot) read(one.shadowRoot);
      }
    };
    read(document.body);
    for (const [one, property, light] of changes) {
      const [was, how] = [one.style.getPropertyValue(property), one.style.getPropertyPriority(property)];
      one.style.setProperty(property, light, "important");
      restores.push(() => one.style.setProperty(property, was, how));
    }
  };
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);

  // Charts are drawn for the width that they have on the screen: they are first drawn for that of the sheet.
  const print = window.print.bind(window);
  const widths = () => all(document, `${MAIN} :is(svg.marks, canvas)`).map((one) => one.getAttribute("width")).join();
  const laidOut = async () => {
    document.documentElement.dataset.paper = "";
    let [seen, still] = ["", 0];
    for (let turn = 0; turn < 40 && still < 5; turn++) {
      await new Promise((resolve) => { setTimeout(resolve, 60); });
      still = widths() === seen ? still + 1 : 0;
      seen = widths();
    }
  };
  let asked = false;
  window.print = async () => {
    if (asked) return;
    asked = true;
    await laidOut();
    print();
    asked = false;
  };
  window.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "p") return;
    event.preventDefault();
    window.print();
  }, true);
})();
