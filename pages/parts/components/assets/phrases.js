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
  const table = make("table", {}, make("caption", {}, `${label} : ${clause.text}`));
  table.append(make("thead", {}, head), make("tbody", {}, ...rows));
  // A wide table scrolls inside its own box, which the keyboard must reach.
  return make("div", { class: "proof", role: "region", tabindex: "0", "aria-label": `${label} : ${clause.text}` }, table);
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
      // What parts a clause from the one before is not its own.
      const [, before, words] = clause.text.match(/^([\s,;:]*)(.*)$/s);
      text.append(before);
      // A true button would be a box: a clause must flow from line to line with the others.
      const button = make("span", { role: "button", tabindex: "0", "aria-expanded": "false" }, words);
      button.onkeydown = (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        button.onclick();
      };
      button.onclick = () => {
        const on = button.getAttribute("aria-expanded") !== "true";
        for (const other of item.querySelectorAll("[role=button]")) other.setAttribute("aria-expanded", "false");
        button.setAttribute("aria-expanded", String(on));
        item.querySelector(".proof")?.remove();
        if (on) item.append(proof(clause, data.columns, data.label));
      };
      text.append(button);
    });
    text.append(".");
    item.append(text);
    return item;
  });
  root.replaceChildren(make("ul", {}, ...items));
}
