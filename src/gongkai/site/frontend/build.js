// Bundles src/ and styles/ into dist/: `node build.js`. Called by the site build; node_modules must be there.
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";

const browsers = ["chrome100", "firefox100", "safari15"];

await build({
  entryPoints: ["src/site.js", "src/charts.js", "src/compare.js", "src/explore.js"],
  bundle: true,
  format: "esm",
  minify: true,
  target: browsers,
  outdir: "dist",
  legalComments: "none",
  logLevel: "warning",
});

await build({
  entryPoints: ["src/sql-worker.js"],
  bundle: true,
  format: "iife",
  minify: true,
  platform: "browser",
  target: browsers,
  outdir: "dist",
  external: ["fs", "path", "crypto", "node:fs", "node:crypto"],
  legalComments: "none",
  logLevel: "error",
});
await copyFile(createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"), "dist/sql-wasm.wasm");

await build({
  entryPoints: ["styles/site.css"],
  bundle: true,
  minify: true,
  target: browsers,
  outdir: "dist",
  logLevel: "warning",
});

// Of the theme only what our templates and Markdown can use: a sixth of its sheet.
const [{ css }] = await new PurgeCSS().purge({
  content: ["templates/**/*.html"],
  css: ["theme.css"],
  safelist: ["h4", "blockquote", "hr", "dl", "dt", "dd", "em", "strong", "del", "ins", "sub", "sup", "kbd", "img", "ol", "ul", "li", "pre", "code", "table", "thead", "tbody", "tr", "th", "td", "svg", "details", "summary", "input", "button", "label"],
});
await writeFile("dist/theme.css", css);

// What of others is in the bundle: the packages that package.json names as dependencies, and the texts of their licences.
const own = JSON.parse(await readFile("package.json", "utf8"));
const shipped = [];
for (const name of Object.keys(own.dependencies)) {
  const folder = `../node_modules/${name}`;
  const { version, license, homepage } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  shipped.push({ name, version, licence: license, address: homepage ?? "", text: file ? await readFile(`${folder}/${file}`, "utf8") : "" });
}
await writeFile("dist/shipped.json", JSON.stringify(shipped));
