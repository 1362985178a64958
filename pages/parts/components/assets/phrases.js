// Sentences that prove themselves: each clause is a button that opens the figures on which it rests.

const make = (tag, attributes = {}, ...children) => {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  one.append(...children);
  return one;
};

const proof = (clause, columns, label) => {
  const head = make("tr", {}, ...columns.map((text) => make("th", { scope: "col" }, text)));
  const rows = clause.rows.map((row) => make("tr", {}, ...row.map((text) => make("td", {}, text))));
  const table = make("table", {}, make("caption", {}, `${label} « ${clause.text} »`));
  table.append(make("thead", {}, head), make("tbody", {}, ...rows));
  // A wide table scrolls inside its own box, which the keyboard must reach.
  return make("div", { class: "proof", role: "region", tabindex: "0", "aria-label": label }, table);
};

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".phrases");
  const said = JSON.stringify(data);
  if (root.said === said) return;
  root.said = said;
  const items = data.sentences.map((clauses) => {
    const item = make("li");
    const text = make("p");
    clauses.forEach((clause) => {
      if (!clause.rows.length) {
        text.append(clause.text);
        return;
      }
      const button = make("button", { type: "button", "aria-expanded": "false" }, clause.text);
      button.onclick = () => {
        const on = button.getAttribute("aria-expanded") !== "true";
        for (const other of item.querySelectorAll("button")) other.setAttribute("aria-expanded", "false");
        button.setAttribute("aria-expanded", String(on));
        item.querySelector(".proof")?.remove();
        if (on) item.append(proof(clause, data.columns, data.label));
      };
      text.append(button);
    });
    item.append(text);
    return item;
  });
  root.replaceChildren(make("ul", {}, ...items));
}
