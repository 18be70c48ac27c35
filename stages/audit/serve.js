"use strict";
/* Keys for what the page offers anyway, the highlight brought into view, and words marked on the page: by
   dragging, or with the arrow keys. Without it everything but marking works. */
(function () {
  var body = document.body, sheet = document.querySelector(".sheet");

  /* ---- keys: each presses what bears it; they can be switched off ---- */
  var dialog = document.getElementById("help"), help = document.getElementById("help-button");
  var box = document.getElementById("keys-on");
  function keysOn() { return localStorage.getItem("keys") !== "off"; }
  function showKeys() { box.checked = keysOn(); body.classList.toggle("no-keys", !keysOn()); }
  showKeys();
  box.addEventListener("change", function () {
    localStorage.setItem("keys", box.checked ? "on" : "off");
    showKeys();
  });
  if (help) {
    help.hidden = false;
    help.addEventListener("click", function () { dialog.showModal(); });
  }
  function isField(e) { return e.matches && e.matches("input:not([type=checkbox]), textarea, select"); }
  var left = false;
  addEventListener("beforeunload", function () { left = true; });
  addEventListener("pageshow", function () { left = false; });
  addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || left) return;
    if (isField(event.target) || dialog.open || !keysOn()) return;
    var key = event.key.length === 1 ? event.key.toUpperCase() : "";
    if (!/^[A-Z?]$/.test(key)) return;
    var target = document.querySelector('[data-key="' + key + '"]:not([hidden])');
    if (!target) return;
    event.preventDefault();
    if (target.matches("summary")) toggle(target.parentNode, !target.parentNode.open);
    else target.click();
  });
  /* At once, so that what is typed next is no key any more. */
  function toggle(details, open) {
    details.open = open;
    var first = details.querySelector(details.id === "miss" ? ".mark" : "input:not([type=hidden])");
    if (open) first.focus();
  }
  document.querySelectorAll("details").forEach(function (details) {
    details.addEventListener("toggle", function () {
      if (details.id === "miss") marking(details.open);
    });
    details.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      details.open = false;
      details.querySelector("summary").focus();
    });
  });
  /* One form is sent once. */
  document.querySelectorAll("form[method=post]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
    });
  });
  addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  /* ---- where the words stand ---- */
  var lit = document.querySelector(".sheet .o") || document.querySelector(".sheet .s, .sheet .e");
  var heading = document.getElementById("fact");
  if (heading && !location.hash) heading.focus({ preventScroll: true });
  var view = document.querySelector(".view");
  if (lit && matchMedia("(min-width: 62.01rem)").matches) {
    lit.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  } else if (lit && view) {
    var spot = lit.getBoundingClientRect(), frame = view.getBoundingClientRect();
    view.scrollLeft += spot.left + spot.width / 2 - frame.left - frame.width / 2;
  }
  var waiting = document.querySelector("[data-wait]");
  if (waiting) fetch(waiting.dataset.wait).then(function (answer) {
    if (answer.ok && !document.querySelector("details[open]")) location.reload();
  }).catch(function () { /* the link beside it asks again */ });

  /* ---- marking ---- */
  var miss = document.getElementById("miss");
  if (!sheet || !miss || !sheet.dataset.words) return;
  var form = miss.querySelector("form"), button = miss.querySelector(".mark"), svg = sheet.querySelector("svg");
  var words = null, first = -1, last = -1, picked = [];
  var SHARE = 10000, SVG = "http://www.w3.org/2000/svg";
  var voice = document.createElement("p");
  voice.setAttribute("role", "status");
  voice.className = "hint";
  button.parentNode.after(voice);
  button.hidden = false;

  function load() {
    if (!words) words = fetch(sheet.dataset.words).then(function (answer) { return answer.json(); });
    return words;
  }
  function marking(on) {
    body.classList.toggle("marking", on);
    button.setAttribute("aria-pressed", String(on));
    if (on) load();
    else paint([]);
  }
  function rect(name, x, y, width, height) {
    var e = document.createElementNS(SVG, "rect");
    e.setAttribute("class", name);
    [["x", x], ["y", y], ["width", width], ["height", height]].forEach(function (pair) {
      e.setAttribute(pair[0], String(pair[1]));
    });
    svg.appendChild(e);
    return e;
  }
  function scaleX() { return svg.viewBox.baseVal.width / SHARE; }
  function scaleY() { return svg.viewBox.baseVal.height / SHARE; }
  /* Shows which words are chosen; `all` are the words of the page. */
  function paint(list, all) {
    sheet.querySelectorAll("rect.pick").forEach(function (e) { e.remove(); });
    sheet.querySelectorAll(".pick").forEach(function (e) { e.classList.remove("pick"); });
    list.forEach(function (i) {
      if (svg) {
        var w = all[i];
        rect("pick", w[0] * scaleX(), w[1] * scaleY(), (w[2] - w[0]) * scaleX(), (w[3] - w[1]) * scaleY());
      } else {
        var e = sheet.querySelector('[data-w="' + i + '"]');
        if (e) e.classList.add("pick");
      }
    });
  }
  function choose(list, all) {
    picked = list;
    paint(list, all);
    var text = list.map(function (i) { return all[i][5]; }).join(" ");
    form.elements.words.value = list.slice(0, 400).join(",");
    form.elements.quote.value = text;
    voice.textContent = text;
  }
  function done() {
    if (!picked.length) return;
    miss.open = true;
    form.elements.predicate.focus();
  }

  /* With the arrow keys, once the button is pressed. */
  function between(a, b) {
    var list = [];
    for (var i = Math.min(a, b); i <= Math.max(a, b); i++) list.push(i);
    return list;
  }
  function nearLine(all, from, down) {
    var line = all[from][4], x = all[from][0], best = -1, other = null;
    for (var i = from; i >= 0 && i < all.length; i += down ? 1 : -1) {
      if (all[i][4] === line && other === null) continue;
      if (other === null) other = all[i][4];
      if (all[i][4] !== other) break;
      if (best < 0 || Math.abs(all[i][0] - x) < Math.abs(all[best][0] - x)) best = i;
    }
    return best;
  }
  function start(all) {
    var lines = svg ? null : sheet.querySelector("[data-w]");
    return lines ? Number(lines.dataset.w) : all.length ? 0 : -1;
  }
  function arrow(event) {
    var steps = { ArrowRight: 1, ArrowLeft: 1, ArrowUp: 1, ArrowDown: 1 };
    if (event.key === "Enter" && picked.length) {
      event.preventDefault();
      done();
      return;
    }
    if (!steps[event.key]) return;
    event.preventDefault();
    load().then(function (all) {
      var to = last;
      if (last < 0) to = start(all);
      else if (event.key === "ArrowRight") to = last + 1;
      else if (event.key === "ArrowLeft") to = last - 1;
      else to = nearLine(all, last, event.key === "ArrowDown");
      if (to < 0 || to >= all.length) return;
      last = to;
      if (first < 0 || !event.shiftKey) first = to;
      choose(between(first, last), all);
      var e = sheet.querySelector(".pick");
      if (e) e.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    });
  }
  button.addEventListener("click", function () {
    marking(true);
    button.focus();
    load().then(function (all) {
      if (last < 0) { first = last = start(all); }
      if (last >= 0) choose(between(first, last), all);
    });
  });
  button.addEventListener("keydown", arrow);

  /* With a pointer: a mouse at any time, a finger once marking is on. */
  var from = null, drawn = null;
  function place(event) {
    var area = sheet.querySelector("img").getBoundingClientRect();
    return { x: (event.clientX - area.left) / area.width * SHARE, y: (event.clientY - area.top) / area.height * SHARE };
  }
  function under(all, a, b) {
    var x0 = Math.min(a.x, b.x), x1 = Math.max(a.x, b.x), y0 = Math.min(a.y, b.y), y1 = Math.max(a.y, b.y);
    return all.map(function (w, i) { return i; }).filter(function (i) {
      var w = all[i], x = (w[0] + w[2]) / 2, y = (w[1] + w[3]) / 2;
      if (w[0] >= w[2]) return false;
      var across = x0 <= x && x <= x1, along = y0 <= y && y <= y1;
      return (across || (w[0] < x1 && w[2] > x0 && x1 - x0 < w[2] - w[0])) &&
        (along || (w[1] < y1 && w[3] > y0 && y1 - y0 < w[3] - w[1]));
    });
  }
  if (svg) {
    sheet.addEventListener("pointerdown", function (event) {
      if (event.button || (event.pointerType === "touch" && !body.classList.contains("marking"))) return;
      from = place(event);
      sheet.setPointerCapture(event.pointerId);
      load();
    });
    sheet.addEventListener("pointermove", function (event) {
      if (!from) return;
      var to = place(event);
      if (drawn) drawn.remove();
      drawn = rect("drag", Math.min(from.x, to.x) * scaleX(), Math.min(from.y, to.y) * scaleY(),
        Math.abs(to.x - from.x) * scaleX(), Math.abs(to.y - from.y) * scaleY());
    });
    sheet.addEventListener("pointerup", function (event) {
      var a = from, b = from && place(event);
      from = null;
      if (drawn) drawn.remove();
      drawn = null;
      if (!a || Math.hypot(a.x - b.x, a.y - b.y) < 20) return;
      load().then(function (all) {
        var list = under(all, a, b);
        if (!list.length) return;
        miss.open = true;
        first = list[0];
        last = list[list.length - 1];
        choose(list, all);
        done();
      });
    });
    sheet.addEventListener("pointercancel", function () {
      from = null;
      if (drawn) drawn.remove();
    });
  } else {
    document.addEventListener("selectionchange", function () {
      var selection = getSelection();
      if (!body.classList.contains("marking") || selection.isCollapsed || !sheet.contains(selection.anchorNode)) return;
      var list = Array.from(sheet.querySelectorAll("[data-w]")).filter(function (e) {
        return selection.containsNode(e, true);
      }).map(function (e) { return Number(e.dataset.w); });
      if (list.length) load().then(function (all) { choose(list, all); });
    });
  }
})();
