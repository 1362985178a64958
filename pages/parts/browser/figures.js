// The name of a figure is the message written above it: tied to that text, it follows it with no new drawing.

const FIGURES = '[data-testid="stVegaLiteChart"], [data-testid="stDeckGlJsonChart"]';
const MESSAGES = "h1, h2, h3";
let known = 0;

const put = (one, name, value) => {
  if (one.getAttribute(name) !== value) one.setAttribute(name, value);
};

// A title's own identifier is made of its words, and changes with them: what it holds has another.
const idOf = (title) => {
  const one = title.matches(MESSAGES) ? title.firstElementChild ?? title : title;
  return (one.id ||= `message-${(known += 1)}`);
};

// What is drawn and where its values are read, then how to walk it.
const describe = (figure) => {
  const words = [figure.hasAttribute("aria-labelledby") && figure.getAttribute("aria-label"), figure.dataset.walk];
  const text = words.filter(Boolean).join(" ");
  if (text) put(figure, "aria-description", text);
};

// The measure, unit and span written right below a title.
const noteOf = (title) =>
  title.closest('[data-testid="stElementContainer"]')?.nextElementSibling?.querySelector('[data-testid="stCaptionContainer"]');

const marked = (one, kind) => one.closest(`[class*="st-key-${kind}-"]`) !== null;

// The curve of a tile and a legend say themselves what they are, and so does what is titled by its own words.
const namesItself = (figure, titles) =>
  marked(figure, "tile") || [figure, ...titles].some((one) => marked(one, "own")) || figure.getAttribute("aria-label")?.startsWith("Légende");

const name = (figure, titles) => {
  // The svg or the canvas is the image; what holds it is what the keyboard walks.
  const picture = figure.querySelector("svg.marks, canvas");
  if (!picture) return;
  put(picture, "role", "img");
  if (namesItself(figure, titles)) {
    put(picture, "aria-label", figure.getAttribute("aria-label"));
  } else {
    const names = titles.map(idOf).join(" ");
    for (const one of [figure, picture]) put(one, "aria-labelledby", names);
  }
  describe(figure);
};

whenDrawn(() => {
  let [message, titles] = [null, []];
  for (const one of document.querySelectorAll(`[data-testid="stMain"] :is(${MESSAGES}, ${FIGURES})`)) {
    if (!one.matches(MESSAGES)) {
      if (titles.length) name(one, titles);
      continue;
    }
    // A title that names only what is drawn has the message of the page, or of its group (see show.heading).
    titles = [marked(one, "subject") && message, one, noteOf(one)].filter(Boolean);
    if (one.matches("h1") || marked(one, "leads")) message = one;
  }
});
