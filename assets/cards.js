// Names each cell of a register by its column: on a small screen its row is a card (_register.scss), and stays a table to a screen reader.
for (const table of document.querySelectorAll(".mla-register")) {
  const names = [...table.querySelectorAll("thead th")].map((cell) => [...cell.childNodes].map((part) => part.querySelector?.("[aria-hidden]") ? part.firstChild.textContent : part.textContent).join("").trim());
  table.setAttribute("role", "table");
  for (const row of table.querySelectorAll("tbody tr")) {
    row.setAttribute("role", "row");
    [...row.children].forEach((cell, place) => {
      cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
      if (names[place] && cell.textContent.trim() && cell.colSpan === 1) {
        cell.dataset.label = names[place];
      }
    });
  }
}
