// Bundles src/ and styles/ into dist/: `node build.js`. Called by the site build; node_modules must be there.
import { copyFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { build } from "esbuild";

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

// What of others is in the bundle: the packages that package.json names as dependencies, and the texts of their licences.
const { readFile, readdir, writeFile } = await import("node:fs/promises");
const own = JSON.parse(await readFile("package.json", "utf8"));
const shipped = [];
for (const name of Object.keys(own.dependencies)) {
  const folder = `../node_modules/${name}`;
  const { version, license, homepage } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  shipped.push({ name, version, licence: license, address: homepage ?? "", text: file ? await readFile(`${folder}/${file}`, "utf8") : "" });
}
await writeFile("dist/shipped.json", JSON.stringify(shipped));
