
"use strict";
/* Lights what belongs together: a fact and its boxes, a box and its facts. Without it the links do. */
(function () {
  var facts = document.querySelectorAll(".fact");
  if (!facts.length) return;
  var byFact = {}, pinned = [];
  document.querySelectorAll("[data-f]").forEach(function (e) {
    e.dataset.f.split(" ").forEach(function (f) {
      (byFact[f] = byFact[f] || []).push(e);
    });
  });
  function light(list, on) {
    list.forEach(function (f) {
      (byFact[f] || []).forEach(function (e) { e.classList.toggle("on", on); });
    });
  }
  function clear() { light(pinned, false); pinned = []; }
  function pin(list) { clear(); pinned = list; light(list, true); }
  function ofPage(e) { return !e.classList.contains("fact"); }
  function firstBox(f) {
    return document.getElementById("e" + f) || (byFact[f] || []).filter(ofPage)[0];
  }
  /* On a narrow screen the facts stand below the pages: there the browser's own jump is right. */
  function beside() {
    return getComputedStyle(document.querySelector(".facts")).position === "sticky";
  }
  function show(e, block) { if (e) e.scrollIntoView({ block: block, inline: "nearest" }); }
  function hover(e, list) {
    e.addEventListener("pointerenter", function () { light(list, true); });
    e.addEventListener("pointerleave", function () { light(list, false); light(pinned, true); });
  }
  facts.forEach(function (fact) {
    var f = [fact.dataset.f];
    hover(fact, f);
    fact.addEventListener("click", function (event) {
      var link = event.target.closest("a");
      if (link && link.getAttribute("href").charAt(0) !== "#") return;
      if (!link) show(firstBox(f[0]), "center");
      pin(f);
    });
    fact.addEventListener("keydown", function (event) {
      if (event.target !== fact || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      pin(f);
      show(firstBox(f[0]), "center");
    });
  });
  document.querySelectorAll(".pages .m[data-f], .pages .s[data-f]").forEach(function (box) {
    var list = box.dataset.f.split(" ");
    hover(box, list);
    box.addEventListener("click", function (event) {
      event.preventDefault();
      event.stopPropagation();
      pin(list);
      show(document.getElementById("f" + list[0]), "nearest");
    });
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") clear(); });
  function follow() {
    var match = /^#([ef])([0-9]+)/.exec(location.hash);
    if (!match || !byFact[match[2]]) return;
    pin([match[2]]);
    if (!beside()) return;
    show(document.getElementById("f" + match[2]), "nearest");
    show(firstBox(match[2]), "center");
  }
  addEventListener("hashchange", follow);
  addEventListener("load", follow);
  /* From fact to fact with the arrows, once one has the focus. */
  document.querySelector(".facts").addEventListener("keydown", function (event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key], all = Array.prototype.filter.call(facts, function (f) {
      return !f.hidden;
    }), at = all.indexOf(document.activeElement);
    if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    var next = all[at + step];
    if (!next) return;
    next.focus();
    pin([next.dataset.f]);
    show(firstBox(next.dataset.f), "center");
  });
  /* A file on disk may not use the clipboard's own interface everywhere. */
  function copy(text, then) {
    function old() {
      var area = document.createElement("textarea");
      area.value = text;
      document.body.appendChild(area);
      area.select();
      if (document.execCommand("copy")) then();
      area.remove();
    }
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(then, old);
    else old();
  }
  document.querySelectorAll(".cite").forEach(function (button) {
    var words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", function (event) {
      event.stopPropagation();
      copy(button.dataset.cite, function () {
        button.textContent = button.dataset.done;
        button.focus();
        setTimeout(function () { button.textContent = words; }, 2000);
      });
    });
  });
  var find = document.querySelector(".find");
  if (!find) return;
  find.hidden = false;
  find.addEventListener("input", function () {
    var words = find.value.toLocaleLowerCase();
    facts.forEach(function (fact) {
      fact.hidden = words !== "" && fact.textContent.toLocaleLowerCase().indexOf(words) < 0;
    });
  });
})();
