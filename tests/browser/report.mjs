// The report as a person meets it: opened from disk, searched, a fact followed to its words on the page, by
// pointer and by keyboard, light and dark, on a telephone and on a desk.
//   report.mjs REPORT-FOLDER PAPER.html PAPER.pdf WORDS SHOTS-FOLDER
// WORDS: words of a mention in the paper, one that stands there once.
import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { axe, boxed, is, NARROW, ok, open, run, screen, WIDE } from "./lib.mjs";

const [folder, paper, pdf, words, shots] = process.argv.slice(2);
const home = pathToFileURL(folder).href;
const at = (name) => `${home}/${name}`;

// The box of a mark on the screen, and of its words as the second reader has them, in pixels of the page's image.
async function sides(page, mark, image) {
  const marked = await mark.boundingBox(), sheet = await image.boundingBox();
  const [first] = boxed(execFileSync("pdftotext", ["-cropbox", "-bbox", "-f", "1", "-l", "1", pdf, "-"]).toString());
  const bare = (text) => text.replace(/[.,;:]+$/, "");
  const parts = words.split(" ").map(bare), all = first.words.map((w) => bare(w.text));
  const from = all.findIndex((_, i) => parts.every((part, k) => all[i + k] === part));
  const found = first.words.slice(from, from + parts.length);
  const scale = sheet.width / first.width;
  return {
    marked, found: from < 0 ? null : {
      x: sheet.x + found[0].x0 * scale, y: sheet.y + Math.min(...found.map((w) => w.y0)) * scale,
      width: (found.at(-1).x1 - found[0].x0) * scale, height: (Math.max(...found.map((w) => w.y1)) - Math.min(...found.map((w) => w.y0))) * scale,
    },
  };
}

const near = (a, b, slack) => Math.abs(a - b) <= slack;

async function highlight(browser) {
  const page = await open(browser, { home });
  await page.goto(at(paper));
  const mark = page.locator(`.pages a.m[data-w="${words}"]`).first();
  const image = page.locator(".sheet img").first();
  await mark.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector(".sheet img").complete);
  const { marked, found } = await sides(page, mark, image);
  ok("the second reader finds the words", found !== null, words);
  ok("the mark covers them", found && near(marked.x, found.x, 3) && near(marked.width, found.width, 8) &&
    marked.y <= found.y + found.height / 2 && marked.y + marked.height >= found.y + found.height / 2, { marked, found });

  // What is seen: pixels under the mark change when it lights up, ink stays where it was.
  const area = { x0: marked.x, y0: marked.y, x1: marked.x + marked.width, y1: marked.y + marked.height };
  const before = await screen(page);
  await mark.click();
  await page.waitForTimeout(300);
  const again = await mark.boundingBox();
  const after = await screen(page);
  let changed = 0, inked = 0, outside = 0, total = 0;
  for (let y = 2; y < area.y1 - area.y0 - 3; y++) {
    for (let x = 2; x < area.x1 - area.x0 - 3; x++) {
      const a = before.at(Math.round(area.x0 + x), Math.round(area.y0 + y));
      const b = after.at(Math.round(again.x + x), Math.round(again.y + y));
      total += 1;
      if (a.some((v, i) => Math.abs(v - b[i]) > 6)) changed += 1;
      if (a[0] < 110 && b[0] < 110) inked += 1;
    }
  }
  const corner = after.at(Math.round(again.x - 12), Math.round(again.y + 4));
  if (corner.some((v) => v < 200)) outside += 1;
  ok("lighting up changes what is under the mark", changed > total * 0.5, { changed, total });
  ok("... the words stay readable", inked > total * 0.05, { inked, total });
  ok("the fact lights up beside it", await page.locator(".fact.on").count() > 0);
  ok("... and is in view", await page.locator(".fact.on").first().evaluate((e) => {
    const box = e.getBoundingClientRect();
    return box.top < innerHeight && box.bottom > 0;
  }));
  await page.keyboard.press("Escape");
  is("Escape clears it", await page.locator(".fact.on").count(), 0);
  is("nothing is wrong on the page", page.wrongs, []);
  await page.context().close();
}

async function search(browser) {
  const page = await open(browser, { home });
  await page.goto(at("index.html"));
  is("nothing is loaded before it is searched", await page.evaluate(() => performance.getEntriesByType("resource").length), 0);
  await page.getByRole("searchbox").fill(words);
  await page.waitForFunction(() => document.querySelectorAll(".results li").length > 0);
  const all = await page.locator(".results li").count();
  ok("the search finds the words", (await page.locator(".results").innerText()).includes(words));
  await page.getByRole("searchbox").fill("2010");
  await page.waitForFunction((n) => document.querySelectorAll(".results li").length > n, all);
  const many = await page.locator(".results li").count();
  await page.locator("select[name=kind]").selectOption("funding");
  await page.waitForFunction((n) => document.querySelectorAll(".results li").length < n, many);
  ok("a filter leaves fewer", await page.locator(".results li").count() > 0);
  await page.locator("input[name=least]").fill("999.999.999.999");
  await page.waitForFunction(() => document.querySelectorAll(".results li").length === 0);
  ok("... another none, and says so", (await page.locator(".found").innerText()).includes("Intet fundet"));
  await page.locator("input[name=least]").fill("");
  await page.waitForFunction(() => document.querySelectorAll(".results li").length > 0);

  // By keyboard alone from the search to the fact.
  await page.getByRole("searchbox").focus();
  for (let i = 0; i < 12 && !(await page.evaluate(() => document.activeElement.closest(".results"))); i++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/d[0-9a-f]+\.html#f\d+$/);
  await page.waitForSelector(".fact.on");
  ok("a result leads to its fact, which is lit", await page.locator(".fact.on").count() === 1);
  const lit = await page.locator(".fact.on").getAttribute("data-f");
  await page.locator(`#f${lit}`).focus();
  await page.keyboard.press("ArrowDown");
  ok("an arrow leads to the next fact", await page.evaluate((n) => document.activeElement.dataset.f !== n, lit));
  is("nothing is wrong on the way", page.wrongs, []);
  await page.context().close();
}

async function tables(browser) {
  const page = await open(browser, { home });
  await page.goto(at("papers.html"));
  const column = (n) => page.locator(`tbody tr td:nth-child(${n})`).allInnerTexts();
  await page.getByRole("button", { name: "Oplysninger" }).click();
  const up = (await column(5)).map(Number);
  is("a table is sorted by the head that is pressed", up, [...up].sort((a, b) => a - b));
  await page.getByRole("button", { name: "Oplysninger" }).click();
  const down = (await column(5)).map(Number);
  is("... and the other way round", down, [...up].reverse().sort((a, b) => b - a));
  is("... which is said", await page.locator("th[aria-sort=descending]").count(), 1);
  await page.goto(at("projects.html"));
  const name = await page.evaluate(() => [...document.querySelectorAll("tbody tr")]
    .sort((a, b) => b.cells[4].textContent - a.cells[4].textContent)[0].querySelector("a").getAttribute("href"));
  await page.goto(at(name));
  ok("a project's amounts are drawn", await page.locator(".timeline svg a").count() > 1);
  await page.locator(".timeline svg a").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/d[0-9a-f]+\.html#f\d+$/);
  await page.waitForSelector(".fact.on");
  ok("... and each leads to its fact", await page.locator(".fact.on" + new URL(page.url()).hash).count() === 1);
  is("nothing is wrong on these", page.wrongs, []);
  await page.context().close();
}

async function citation(browser) {
  const page = await open(browser, { home });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(at(paper));
  await page.locator(".cite").first().click();
  await page.waitForFunction(() => document.querySelector(".cite").textContent === "kopieret");
  const said = await page.evaluate(() => navigator.clipboard.readText());
  ok("a citation has words, page and hash", /^».+« \(.+\.pdf#page=1, SHA-256 [0-9a-f]{64}\)$/.test(said), said);
  await page.context().close();
}

async function looks(browser) {
  const pages = ["index.html", "papers.html", "projects.html", "sums.html", "contradictions.html", "references.html", "failed.html", paper];
  for (const [name, size, dark] of [["wide", WIDE, false], ["wide-dark", WIDE, true], ["narrow", NARROW, false], ["narrow-dark", NARROW, true]]) {
    const found = [], wide = [];
    const page = await open(browser, { size, dark, home });
    for (const one of pages) {
      await page.goto(at(one));
      found.push(...(await axe(page)).map((line) => `${one}: ${line}`));
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wide.push(one);
      if (shots) await page.screenshot({ path: `${shots}/${name}-${one.slice(0, 12)}.png` });
    }
    is(`axe finds nothing (${name})`, found, []);
    is(`no page is wider than the screen (${name})`, wide, []);
    is(`nothing is wrong on them (${name})`, page.wrongs, []);
    await page.context().close();
  }
  const plain = await open(browser, { home, script: false });
  await plain.goto(at("index.html"));
  ok("without scripts the lists are there", await plain.locator("a[href='papers.html']").count() > 0);
  await plain.context().close();
}

await run(async (browser) => {
  await highlight(browser);
  await search(browser);
  await tables(browser);
  await citation(browser);
  await looks(browser);
});
