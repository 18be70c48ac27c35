// What the browser tests share: Debian's Chromium without a window, a page that remembers what went
// wrong on it, axe, pictures of what is on the screen, and results as TAP.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { inflateSync } from "node:zlib";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const AXE = require.resolve("axe-core/axe.min.js");
const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

// ---- results ---------------------------------------------------------------------------------------

let count = 0, failures = 0;

// ok(DESCRIPTION, GOOD, WHY): one line of TAP; what is wrong stands below it.
export function ok(description, good, why = "") {
  count += 1;
  if (!good) failures += 1;
  console.log(`${good ? "ok" : "not ok"} ${count} - ${description}`);
  if (!good && why !== "") {
    const text = typeof why === "string" ? why : JSON.stringify(why, null, 1);
    console.log(text.split("\n").slice(0, 40).map((line) => `# ${line}`).join("\n"));
  }
  return good;
}

export function is(description, found, wanted) {
  const [f, w] = [JSON.stringify(found), JSON.stringify(wanted)];
  return ok(description, f === w, `found  ${f}\nwanted ${w}`);
}

// Runs the tests, ends the browser whatever happens, prints the plan, sets the exit status.
export async function run(tests) {
  let browser;
  try {
    browser = await launch();
    await tests(browser);
  } catch (error) {
    ok("the test ran to its end", false, String(error.stack || error));
  } finally {
    if (browser) await browser.close();
  }
  console.log(`1..${count}`);
  process.exitCode = failures ? 1 : 0;
}

// ---- the browser -----------------------------------------------------------------------------------

// A root in a container has neither the user namespaces of Chromium's sandbox nor a large /dev/shm.
export async function launch() {
  const program = process.env.CHROMIUM || PROGRAMS.find(existsSync);
  const args = ["--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb"];
  if (process.getuid && process.getuid() === 0) args.push("--no-sandbox");
  return chromium.launch({ executablePath: program, headless: true, args });
}

export const NARROW = { width: 360, height: 740 };
export const WIDE = { width: 1440, height: 900 };

// A page of its own. `page.wrongs` collects errors of the console, exceptions, requests that failed
// and requests that left for another place than `home` (a prefix of addresses).
export async function open(browser, { size = WIDE, dark = false, home, script = true } = {}) {
  const context = await browser.newContext({
    viewport: size, colorScheme: dark ? "dark" : "light", reducedMotion: "reduce",
    javaScriptEnabled: script, deviceScaleFactor: 1, locale: "da-DK",
  });
  context.setDefaultTimeout(20000);
  const page = await context.newPage();
  page.wrongs = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.wrongs.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.wrongs.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText || "";
    if (reason !== "net::ERR_ABORTED") page.wrongs.push(`failed: ${request.url()} ${reason}`);
  });
  page.on("request", (request) => {
    const address = request.url();
    if (home && !address.startsWith(home) && !/^(data|blob|about):/.test(address))
      page.wrongs.push(`left home: ${address}`);
  });
  return page;
}

// ---- axe -------------------------------------------------------------------------------------------

// The violations of WCAG 2.0 to 2.2 A and AA and of axe's best practices on the page as it is now, a
// line each. Axe comes in beside the page's own scripts, so that no policy of the page minds it.
export async function axe(page, options = {}) {
  const session = await page.context().newCDPSession(page);
  const source = (await import("node:fs")).readFileSync(AXE, "utf8");
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId } = await session.send("Page.createIsolatedWorld", {
    frameId: frameTree.frame.id, worldName: "axe", grantUniveralAccess: true,
  });
  const evaluate = async (expression) => {
    const answer = await session.send("Runtime.evaluate", {
      expression, contextId: executionContextId, awaitPromise: true, returnByValue: true,
    });
    if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails).slice(0, 500));
    return answer.result.value;
  };
  await evaluate(`${source};1`);
  const found = await evaluate(`axe.run(document, ${JSON.stringify(options)}).then((r) =>
    r.violations.flatMap((v) => v.nodes.map((n) => v.id + " (" + v.impact + "): " +
      n.target.join(" ") + ": " + n.failureSummary.replace(/\\s+/g, " "))))`);
  await session.detach();
  return found;
}

// ---- pixels ----------------------------------------------------------------------------------------

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function paeth(a, b, c) {
  const p = a + b - c, pa = Math.abs(p - a), pb = Math.abs(p - b), pc = Math.abs(p - c);
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

// A PNG of 8 bits a channel (what screenshots and our own pages are) as {width, height, at(x, y)}, where at()
// gives [red, green, blue].
export function pixels(png) {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error("no PNG");
  const parts = [];
  let width, height, channels;
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at), type = png.toString("latin1", at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") {
      width = data.readUInt32BE(0);
      height = data.readUInt32BE(4);
      channels = { 0: 1, 2: 3, 6: 4 }[data[9]];
      if (data[8] !== 8 || !channels || data[12]) throw new Error("a PNG of another kind");
    } else if (type === "IDAT") {
      parts.push(data);
    }
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts)), row = width * channels;
  const out = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x++) {
      const value = raw[y * (row + 1) + 1 + x];
      const left = x >= channels ? out[y * row + x - channels] : 0;
      const up = y ? out[(y - 1) * row + x] : 0;
      const corner = y && x >= channels ? out[(y - 1) * row + x - channels] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[y * row + x] = (value + guess) & 255;
    }
  }
  return {
    width, height,
    at(x, y) {
      const i = y * row + x * channels;
      return channels === 1 ? [out[i], out[i], out[i]] : [out[i], out[i + 1], out[i + 2]];
    },
  };
}

// What is on the screen now, as pixels().
export async function screen(page, options = {}) {
  return pixels(await page.screenshot({ animations: "disabled", caret: "hide", ...options }));
}

// The smallest rectangle around the pixels for which `test([r, g, b])` holds, half-open, or null.
export function extent(picture, test, area = { x0: 0, y0: 0, x1: picture.width, y1: picture.height }) {
  let found = null;
  for (let y = Math.max(0, Math.floor(area.y0)); y < Math.min(picture.height, Math.ceil(area.y1)); y++) {
    for (let x = Math.max(0, Math.floor(area.x0)); x < Math.min(picture.width, Math.ceil(area.x1)); x++) {
      if (!test(picture.at(x, y))) continue;
      found = found || { x0: x, y0: y, x1: x + 1, y1: y + 1 };
      found.x0 = Math.min(found.x0, x);
      found.x1 = Math.max(found.x1, x + 1);
      found.y1 = y + 1;
    }
  }
  return found;
}

// ---- a second reader -------------------------------------------------------------------------------

// The words of `pdftotext -bbox FILE.pdf -` by page: [{width, height, words: [{text, x0, y0, x1, y1}]}], points
// from the top left of the page as shown.
export function boxed(html) {
  const unescape = (s) => s.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'").replace(/&amp;/g, "&");
  return html.split("<page ").slice(1).map((part) => {
    const size = /^width="([\d.]+)" height="([\d.]+)"/.exec(part);
    const words = [...part.matchAll(
      /<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*?)<\/word>/gs)];
    return {
      width: +size[1], height: +size[2],
      words: words.map((w) => ({ text: unescape(w[5]), x0: +w[1], y0: +w[2], x1: +w[3], y1: +w[4] })),
    };
  });
}
