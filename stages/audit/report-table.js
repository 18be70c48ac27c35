"use strict";
/* Tables are sorted by the head that is pressed: by data-by where a cell has it, as numbers where all are. */
(function () {
  function value(row, column) {
    var cell = row.cells[column];
    return cell ? (cell.dataset.by === undefined ? cell.textContent.trim() : cell.dataset.by) : "";
  }
  function number(text) {
    return /^-?[0-9.]*[0-9]$/.test(text) ? Number(text.replace(/\.(?=[0-9]{3}(\.|$))/g, "")) : NaN;
  }
  function sort(table, head, column) {
    var body = table.tBodies[0], up = head.getAttribute("aria-sort") !== "ascending";
    var rows = Array.prototype.slice.call(body.rows).map(function (row, at) {
      return { row: row, at: at, text: value(row, column) };
    });
    var numbers = rows.every(function (r) { return r.text === "" || !isNaN(number(r.text)); });
    rows.sort(function (a, b) {
      if ((a.text === "") !== (b.text === "")) return a.text === "" ? 1 : -1; /* nothing stands last */
      var order = numbers ? number(a.text) - number(b.text) : a.text.localeCompare(b.text, document.documentElement.lang);
      return (up ? order : -order) || a.at - b.at;
    });
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    rows.forEach(function (r) { body.appendChild(r.row); });
  }
  document.querySelectorAll("thead").forEach(function (heads) {
    var table = heads.closest("table");
    Array.prototype.forEach.call(heads.rows[0].cells, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () { sort(table, head, column); });
    });
  });
})();
