// serve-test.mjs DATABASE PAPERS ADDRESS ENGLISH: see serve.t.
import { execFileSync } from "node:child_process";
import { NARROW, WIDE, axe, boxed, extent, is, ok, open, run, screen } from "./lib.mjs";

const [database, papers, address, english] = process.argv.slice(2);
const home = address.slice(0, address.indexOf("?"));

// Rows of a query, each an array of strings.
function query(sql) {
  const text = execFileSync("sqlite3", ["-json", database, sql], { encoding: "utf8" });
  return text ? JSON.parse(text).map((row) => Object.values(row)) : [];
}

const names = (text) => text.replace(/\s+/g, " ").trim();

// What a click or key leads to is there. The old page may still be there when it is asked.
async function leads(page, action) {
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), action()]);
}

async function enter(browser, options) {
  const page = await open(browser, { home, ...options });
  await page.goto(address);
  return page;
}

async function filters(page) {
  await page.selectOption("select[name=type]", "funding");
  await page.selectOption("select[name=cert]", "high");
  await leads(page, () => page.click(".filters button"));
  const types = await page.$$eval("tbody tr", (rows) => rows.map((r) => r.cells[0].textContent + "/" + r.cells[2].textContent));
  ok("the queue shows what the filters choose", types.length > 5 && types.every((t) => t === "penge/høj"), types);
  const count = query("SELECT count(*) FROM fact WHERE predicate = 'funding' AND cert = 'high'")[0][0];
  is("... and counts it", names(await page.textContent("#seen")), `0 af ${count} set`);
  await page.fill("input[name=project]", "Byen for A");
  await leads(page, () => page.click(".filters button"));
  const projects = await page.$$eval("tbody a", (links) => links.map((a) => a.textContent));
  ok("... by the beginning of a project's name", projects.length && projects.every((p) => /^byen for a/i.test(p)), projects);
}

// The words of the second reader that spell the text, in the order of the page: one rectangle in shares of the page,
// the one of all that is nearest to the place asked for.
function wordsBox(file, n, text, near) {
  const page = boxed(execFileSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8" }))[n - 1];
  const wanted = text.split(" ");
  let best = null;
  for (let i = 0; i + wanted.length <= page.words.length; i++) {
    const some = page.words.slice(i, i + wanted.length);
    const same = some.every((w, k) => w.text === wanted[k] || (k === wanted.length - 1 && w.text.startsWith(wanted[k])));
    if (!same || Math.abs(some[0].y0 - some[some.length - 1].y0) > 3) continue;
    const last = some[some.length - 1], cut = wanted[wanted.length - 1].length / last.text.length;
    const box = {
      x0: some[0].x0 / page.width, x1: (last.x0 + (last.x1 - last.x0) * cut) / page.width,
      y0: Math.min(...some.map((w) => w.y0)) / page.height, y1: Math.max(...some.map((w) => w.y1)) / page.height,
    };
    const away = Math.hypot(box.x0 - near.x0, box.y0 - near.y0);
    if (!best || away < best.away) best = { ...box, away };
  }
  return best;
}

// Pixels of the highlight of a fact's object, over white paper or over letters' edges.
const isLit = ([r, g, b]) => r > 150 && r - b > 60 && g - b > 10 && r - g > 25;

// Follows a fact to its highlight and holds it against the second reader's words.
async function highlight(page, fact) {
  const [path, n, text] = query(`SELECT location.path, mention.page, mention.text FROM fact JOIN mention ON
    mention.document = fact.document AND mention.n = fact.object_mention JOIN location ON
    location.document = fact.document WHERE fact.id = ${fact}`)[0];
  await page.goto(`${home}fact/${fact}?seen=all`);
  const boxes = await page.$$eval("rect.o", (rects) => rects.map((r) => {
    const b = r.getBoundingClientRect();
    return { x0: b.left, y0: b.top, x1: b.right, y1: b.bottom };
  }));
  const image = await page.$eval(".sheet img", (e) => {
    const b = e.getBoundingClientRect();
    return { x0: b.left, y0: b.top, width: b.width, height: b.height, loaded: e.complete && e.naturalWidth > 0 };
  });
  if (boxes.length !== 1 || !image.loaded)
    return ok(`fact ${fact}: its object is lit once`, false, { boxes, image });
  const share = (b) => ({ x0: (b.x0 - image.x0) / image.width, y0: (b.y0 - image.y0) / image.height });
  const words = wordsBox(path, n, text, share(boxes[0]));
  if (!words) return ok(`fact ${fact}: the second reader knows its words`, false, text);
  const wanted = {
    x0: image.x0 + words.x0 * image.width, x1: image.x0 + words.x1 * image.width,
    y0: image.y0 + words.y0 * image.height, y1: image.y0 + words.y1 * image.height,
  };
  const near = { x0: wanted.x0 - 60, y0: wanted.y0 - 25, x1: wanted.x1 + 60, y1: wanted.y1 + 25 };
  const lit = extent(await screen(page), isLit, near);
  // Over the words from end to end; at most a frame's width more, and no line above or below.
  const good = lit && lit.x0 <= wanted.x0 + 2 && lit.x1 >= wanted.x1 - 2 && lit.x0 >= wanted.x0 - 5 && lit.x1 <= wanted.x1 + 6 &&
    lit.y0 <= wanted.y0 + 5 && lit.y1 >= wanted.y1 - 5 && lit.y1 - lit.y0 < 2 * (wanted.y1 - wanted.y0);
  return ok(`fact ${fact}, "${text}": what is lit on the screen covers the words`, good, { wanted, lit, box: boxes[0] });
}

async function highlights(page) {
  // One amount from each paper.
  const facts = query(`SELECT min(fact.id) FROM fact JOIN mention ON mention.document = fact.document AND
    mention.n = fact.object_mention JOIN document ON document.id = fact.document WHERE media = 'application/pdf' AND
    predicate IN ('funding', 'issued') AND mention.line = mention.end_line GROUP BY fact.document, predicate`);
  ok("papers to look at", facts.length >= 15, facts);
  for (const [fact] of facts.slice(0, 24)) await highlight(page, fact);
}

async function keyboard(page) {
  const script = ["r", "f", "u", "r", "r", "e", "r", "r", "f", "r", "u", "r", "r", "r", "e", "r", "f", "r", "r", "r"];
  const answers = { r: "accepted", f: "rejected", u: "unsure", e: "rejected" };
  const queue = query("SELECT id FROM fact WHERE predicate = 'funding' ORDER BY id LIMIT 20").map(([id]) => id);
  await page.goto(`${home}?type=funding`);
  // To the start by Tab and Enter alone.
  for (let i = 0; i < 40 && !(await page.evaluate(() => document.activeElement.matches(".start"))); i++)
    await page.keyboard.press("Tab");
  await leads(page, () => page.keyboard.press("Enter"));
  const seen = [];
  for (const key of script) {
    seen.push(Number(/fact\/(\d+)/.exec(page.url())?.[1]));
    if (key === "e") {
      await page.keyboard.press("e");
      await page.keyboard.type("123 rumler"); // letters of keys among them
      await leads(page, () => page.keyboard.press("Enter"));
    } else {
      await leads(page, () => page.keyboard.press(key));
    }
  }
  is("twenty facts come in the order of the queue", seen, queue);
  const rows = query(`SELECT fact, verdict, coalesce(corrected, '') FROM verdict WHERE reviewer = 'ane' ORDER BY id`);
  is("... and their verdicts are in the database", rows,
    queue.map((id, i) => [id, answers[script[i]], script[i] === "e" ? "123 rumler" : ""]));
  is("progress is shown", names(await page.textContent("#seen")).split(" ")[0], "20");
  await leads(page, () => page.keyboard.press("z"));
  ok("undo leads back to the last fact", page.url().includes(`/fact/${queue[19]}?`), page.url());
  is("... and is a row of its own", query(`SELECT verdict.fact FROM withdrawal JOIN verdict ON verdict.id =
    withdrawal.verdict`), [[queue[19]]]);
  is("nothing before it is not judged", await page.locator(".step[data-key=P]").count(), 0);
  await page.goto(`${home}fact/${queue[5]}?type=funding&seen=all`);
  await leads(page, () => page.keyboard.press("n"));
  ok("next", page.url().includes(`/fact/${queue[6]}?`), page.url());
  await leads(page, () => page.keyboard.press("p"));
  ok("previous", page.url().includes(`/fact/${queue[5]}?`), page.url());
  const shown = names(await page.textContent(".verdicts"));
  ok("a verdict that stands is shown, with its correction", shown.includes("Forkert 123 rumler") && shown.includes("ane"), shown);
  await page.keyboard.press("?");
  ok("a key shows the keys", await page.isVisible("#help"));
  is("... no violation in the help", await axe(page), []);
  await page.uncheck("#keys-on");
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.waitForTimeout(300);
  ok("keys that are switched off do nothing", page.url().includes(`/fact/${queue[5]}?`), page.url());
  await page.evaluate(() => localStorage.removeItem("keys"));
}

async function marks(page) {
  const [document, n] = query(`SELECT document.id, 1 FROM document JOIN location ON location.document = document.id
    WHERE path LIKE '%f01-vaerested.cairo.pdf'`)[0];
  await page.goto(`${home}page/${document}/${n}`);
  const words = await page.evaluate((path) => fetch(path).then((a) => a.json()), `/page/${document}/${n}.json`);
  const image = await page.$eval(".sheet img", (e) => {
    const b = e.getBoundingClientRect();
    return { x: b.left, y: b.top, width: b.width, height: b.height };
  });
  const first = words.findIndex((w) => w[5] === "Bygningen"), chosen = words.slice(first, first + 3);
  ok("three words that stand side by side", first >= 0 && chosen.every((w) => w[4] === chosen[0][4]), chosen);
  const at = (x, y) => [image.x + x / 10000 * image.width, image.y + y / 10000 * image.height];
  const [x0, y0] = at(chosen[0][0] - 20, chosen[0][1] - 10), [x1, y1] = at(chosen[2][2] + 20, chosen[2][3] + 10);
  await page.evaluate((y) => scrollTo(0, y - 300), y0);
  const moved = await page.evaluate(() => scrollY);
  await page.mouse.move(x0, y0 - moved);
  await page.mouse.down();
  await page.mouse.move((x0 + x1) / 2, y1 - moved, { steps: 4 });
  await page.mouse.move(x1, y1 - moved, { steps: 4 });
  await page.mouse.up();
  await page.waitForSelector("#miss[open]");
  const text = chosen.map((w) => w[5]).join(" ");
  is("a drag over words takes them", await page.inputValue("textarea[name=quote]"), text);
  is("... and shows them on the page", await page.locator("rect.pick").count(), 3);
  is("no violation while marking", await axe(page), []);
  await page.selectOption("select[name=predicate]", "count");
  await page.fill("#miss input[name=value]", "420");
  await leads(page, () => page.click("#miss form button:not([type=button])"));
  const [row] = query("SELECT document, page, predicate, quote, value, reviewer, boxes FROM missed");
  is("a mark is in the database", row?.slice(0, 6), [document, n, "count", text, "420", "ane"]);
  const box = row?.[6].split(",").map(Number) || [];
  const expected = [chosen[0][0], chosen[0][1], chosen[2][2], chosen[2][3]].map((v) => v / 10000);
  ok("... with the place of the words", box.length === 4 && box.every((v, i) => Math.abs(v - expected[i]) < 0.005), { box, expected });
  ok("... and on the page", names(await page.textContent(".verdicts")).includes(text));

  await page.keyboard.press("m");
  await page.keyboard.press("Enter");
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.waitForFunction(() => document.querySelectorAll("rect.pick").length === 2);
  is("arrow keys take words too", await page.inputValue("textarea[name=quote]"), words.slice(3, 5).map((w) => w[5]).join(" "));
  await page.keyboard.press("Enter");
  ok("... and lead to the type", await page.evaluate(() => document.activeElement.name === "predicate"));
  await page.keyboard.press("Tab");
  await page.keyboard.type("x");
  await leads(page, () => page.keyboard.press("Enter"));
  is("... and are saved", query("SELECT quote, value FROM missed ORDER BY id DESC LIMIT 1")[0],
    [words.slice(3, 5).map((w) => w[5]).join(" "), "x"]);
  await leads(page, () => page.keyboard.press("z"));
  is("undo takes a mark back", query("SELECT count(*) FROM withdrawal WHERE missed IS NOT NULL")[0][0], 1);
  await leads(page, () => page.keyboard.press("g"));
  is("a page is read through", query("SELECT document, page, reviewer FROM reading"), [[document, n, "ane"]]);
}

async function samples(page) {
  const drawn = (name) => query(`SELECT draw.fact, draw.document, draw.page FROM draw JOIN sample ON sample.id = sample
    WHERE name = '${name}' ORDER BY n`);
  const facts = drawn("fundet").map(([fact]) => fact), pages = drawn("sider");
  await page.goto(home);
  await page.selectOption("select[name=sample]", "fundet");
  await leads(page, () => page.click(".filters button"));
  await leads(page, () => page.click(".start"));
  const seen = [];
  for (let i = 0; i < 10 && page.url().includes("/fact/"); i++) {
    seen.push(Number(/fact\/(\d+)/.exec(page.url())[1]));
    await leads(page, () => page.keyboard.press("r"));
  }
  const judged = query("SELECT fact FROM verdict JOIN sample ON sample.id = sample WHERE name = 'fundet'").map(([f]) => f);
  ok("a sample is reviewed in its order", seen.length > 0 && seen.every((f, i) => f === facts.filter((x) => seen.includes(x))[i]), { seen, facts });
  is("... its verdicts are known as its own", judged, seen);
  ok("... to its end, which is said", page.url().includes("end=1") && (await page.textContent(".note")).includes("Køen er tom"), page.url());
  await page.goto(`${home}?sample=sider`);
  is("a sample of pages is a list of pages", await page.locator(".readings li").count(), pages.length);
  await leads(page, () => page.click(".readings .unread a"));
  for (let i = 0; i < 5 && page.url().includes("/page/"); i++) await leads(page, () => page.keyboard.press("g"));
  is("... that are read through one after the other", query(`SELECT count(*) FROM (SELECT DISTINCT reading.document,
    reading.page FROM reading JOIN draw ON draw.document = reading.document AND draw.page = reading.page JOIN sample ON
    sample.id = draw.sample WHERE sample.name = 'sider')`)[0][0], pages.length);
}

async function hostile(page) {
  const [fact] = query("SELECT fact.id FROM fact WHERE subject LIKE '%onerror%' AND predicate = 'funding'")[0] || [];
  ok("a project called <img onerror> is a fact", fact > 0);
  await page.goto(`${home}fact/${fact}?seen=all`);
  ok("its name is text", (await page.textContent("h1")).includes("<img src=x onerror=alert(4)>"));
  is("... there is no such element", await page.locator("img, svg[onload], main script").count(), 0);
  ok("a paper without a picture shows its words, lit", (await page.locator(".lines .o").allTextContents()).join(" ").includes("400.000"));
  is("... without a violation", await axe(page), []);
  await page.goto(`${home}?seen=all&project=%3Cimg`);
  is("... in the queue too", await page.locator("img").count(), 0);
  ok("... under its name", (await page.textContent("tbody")).includes("<img src=x"));
}

async function looks(browser) {
  const [fact] = query("SELECT id FROM fact WHERE predicate = 'funding' AND id > 100 ORDER BY id")[0];
  const places = ["", `fact/${fact}`, "page/1/1", "?type=funding&seen=done", "nothing"];
  for (const size of [NARROW, WIDE]) {
    for (const dark of [false, true]) {
      const page = await enter(browser, { size, dark });
      for (const place of places) {
        await page.goto(home + place);
        if (place.startsWith("fact")) await page.evaluate(() => { document.getElementById("edit").open = true; });
        const name = `${size.width} pixels, ${dark ? "dark" : "light"}, /${place}`;
        is(`${name}: no violation`, await axe(page), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        ok(`${name}: nothing stands out to the right`, wide <= 0, String(wide));
      }
      // the page that is not there says so by its status
      is(`${size.width}, ${dark}: no error`, page.wrongs.filter((w) => !w.includes("404")), []);
      await page.context().close();
    }
  }
}

async function plain(browser) {
  const page = await enter(browser, { script: false });
  const [fact] = query("SELECT id FROM fact WHERE predicate = 'title' ORDER BY id")[0];
  await page.goto(`${home}fact/${fact}?type=title`);
  await page.click("button.accepted");
  is("without the script a verdict is given", query(`SELECT verdict FROM verdict WHERE fact = ${fact}`), [["accepted"]]);
  await page.context().close();
}

async function inEnglish(browser) {
  const page = await open(browser, { home: english.slice(0, english.indexOf("?")) });
  await page.goto(english);
  is("English", await page.textContent("h1"), "Review");
  is("... and told so", await page.getAttribute("html", "lang"), "en");
  await leads(page, () => page.click(".start"));
  await leads(page, () => page.keyboard.press("w"));
  is("W is wrong there", query("SELECT verdict FROM verdict WHERE reviewer = 'bo'"), [["rejected"]]);
  is("... no violation, no error", [await axe(page), page.wrongs], [[], []]);
  await page.context().close();
}

await run(async (browser) => {
  const page = await enter(browser, {});
  ok("the address without its secret is where one is", page.url() === home, page.url());
  page.on("dialog", (dialog) => page.wrongs.push(`dialog: ${dialog.message()}`));
  await filters(page);
  await highlights(page);
  await keyboard(page);
  await marks(page);
  await samples(page);
  await hostile(page);
  is("no error on the console, no request elsewhere, in all of this", page.wrongs, []);
  await looks(browser);
  await plain(browser);
  await inEnglish(browser);
});
