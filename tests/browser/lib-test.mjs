// A page with known faults, and one without: what the tools say of them.
import { axe, boxed, extent, is, ok, open, run, screen } from "./lib.mjs";

const head = (title) => `<!doctype html><html lang="da"><head><meta charset="utf-8">${title}`;

await run(async (browser) => {
  const page = await open(browser, { home: "http://127.0.0.1:" });
  await page.setContent(`${head("<title>Prøve</title>")}</head><body><main><h1>Prøve</h1>
    <p>God.</p><div style="position:absolute;left:40px;top:200px;width:60px;height:20px;background:#f00"></div>
    </main></body></html>`);
  is("nothing is wrong on a page without faults", page.wrongs, []);
  is("... nor to axe", await axe(page), []);
  const red = extent(await screen(page), ([r, g, b]) => r > 250 && g < 5 && b < 5);
  is("a box is found where it is", red, { x0: 40, y0: 200, x1: 100, y1: 220 });

  await page.setContent(`${head("")}</head><body><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
    <p style="color:#ccc;background:#fff">bleg</p><script>console.error("en fejl"); missing();</script>
    <script>fetch("http://127.0.0.2:1/").catch(function () {})</script></body></html>`);
  await page.waitForTimeout(300);
  const said = page.wrongs.join("\n");
  ok("an error on the console is seen", said.includes("console: en fejl"), said);
  ok("... an exception", said.includes("exception: missing"), said);
  ok("... a request that leaves home", said.includes("left home: http://127.0.0.2:1/"), said);
  const found = (await axe(page)).join("\n");
  for (const rule of ["color-contrast", "image-alt", "document-title"])
    ok(`axe sees ${rule}`, found.includes(rule), found);

  const pages = boxed('<page width="100.0" height="200.0">\n<word xMin="1.5" yMin="2" xMax="3" yMax="4">a&amp;b</word></page>');
  is("words of the second reader", pages, [{ width: 100, height: 200, words: [{ text: "a&b", x0: 1.5, y0: 2, x1: 3, y1: 4 }] }]);
});
