"use strict";
/* The search of the first page: asks for data/facts-N.js one after the other and keeps what fits. */
(function () {
  var form = document.querySelector(".search");
  if (!form) return;
  var MOST = 200, shards = Number(form.dataset.shards);
  var list = document.querySelector(".results"), status = document.querySelector(".found");
  var kept = {}, asked = 0, timer = 0, found = 0;
  form.hidden = false;
  function field(name) { return form.elements[name].value.trim(); }
  function year(text) { return /^[0-9]{4}$/.test(text) ? Number(text) : 0; }
  function question() {
    return {
      words: field("words").toLocaleLowerCase("da").split(/\s+/).filter(Boolean), kind: field("kind"),
      municipality: field("municipality"), first: year(field("first")), last: year(field("last")),
      least: Number(field("least").replace(/[.\s]/g, "").replace(",", ".")) || 0
    };
  }
  function empty(q) { return !q.words.length && !q.kind && !q.municipality && !q.first && !q.last && !q.least; }
  /* fact: [paper, n, page, kroner, predicate, subject, object, role, words]; paper: [key, file, title, municipality, day] */
  function fits(q, fact, paper) {
    var then = paper[4] ? Number(paper[4].slice(0, 4)) : 0;
    if (q.kind && fact[4] !== q.kind || q.municipality && paper[3] !== q.municipality) return false;
    if (q.first && then < q.first || q.last && (!then || then > q.last) || fact[3] < q.least) return false;
    var text = [fact[5], fact[6], fact[7], fact[8], paper[1], paper[2]].join("\n").toLocaleLowerCase("da");
    return q.words.every(function (word) { return text.indexOf(word) >= 0; });
  }
  function element(tag, text, parent) {
    var e = document.createElement(tag);
    e.textContent = text;
    parent.appendChild(e);
    return e;
  }
  function show(fact, paper) {
    var item = element("li", "", list);
    var link = element("a", (fact[5] ? fact[5] + " → " : "") + fact[6] + (fact[7] ? " (" + fact[7] + ")" : ""), item);
    link.href = paper[0] + ".html#f" + fact[1];
    element("blockquote", fact[8], item);
    element("div", (paper[2] || paper[1]) + " · " + paper[1] + ", " + form.dataset.page + " " + fact[2], item)
      .className = "small";
  }
  function say(done) {
    var words = found ? found + (found > MOST ? "+" : "") + " " + form.dataset.found : done ? form.dataset.none : "";
    if (found > MOST) words += ", " + form.dataset.more;
    status.textContent = done ? words : form.dataset.reading + " " + words;
  }
  /* Looks through one file; the next after the browser has drawn. `run` tells questions apart. */
  function look(q, n, run) {
    if (run !== asked) return;
    if (n > shards || found > MOST) { say(true); return; }
    load(n, function (shard) {
      if (run !== asked) return;
      for (var i = 0; i < shard[1].length && found <= MOST; i++) {
        var fact = shard[1][i], paper = shard[0][fact[0]];
        if (fits(q, fact, paper) && ++found <= MOST) show(fact, paper);
      }
      if (n < shards) say(false);
      setTimeout(look, 0, q, n + 1, run);
    });
  }
  var waiting = {}, order = [];
  window.aktsporFacts = function (n, papers, facts) {
    kept[n] = [papers, facts];
    order.push(n);
    if (order.length > 50) delete kept[order.shift()]; /* an archive of any size */
    if (waiting[n]) waiting[n](kept[n]);
  };
  function load(n, then) {
    if (kept[n]) { then(kept[n]); return; }
    var script = document.createElement("script");
    waiting[n] = then;
    script.src = "data/facts-" + n + ".js";
    script.onload = function () { script.remove(); };
    script.onerror = function () { status.textContent = form.dataset.broken + ": " + script.src; };
    document.head.appendChild(script);
  }
  function ask() {
    var q = question();
    asked += 1;
    found = 0;
    list.textContent = "";
    if (empty(q)) { status.textContent = ""; return; }
    say(false);
    look(q, 1, asked);
  }
  form.addEventListener("submit", function (event) { event.preventDefault(); ask(); });
  form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(ask, 200); });
  if (!empty(question())) ask(); /* the browser kept the words */
})();
