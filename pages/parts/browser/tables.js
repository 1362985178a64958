// The first cell of a row names it: a table is read with the names of its rows, not of its columns alone.

whenDrawn(() => {
  const firsts = '[data-testid="stTable"] tbody td:first-child:not([role])';
  for (const cell of document.querySelectorAll(firsts)) {
    if (cell.textContent.trim()) cell.setAttribute("role", "rowheader");
  }
});
