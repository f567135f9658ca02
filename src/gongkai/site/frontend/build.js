// Bundles src/ and styles/ into dist/: `node build.js`. Called by the site build; node_modules must be there.
import { build } from "esbuild";

const browsers = ["chrome100", "firefox100", "safari15"];

await build({
  entryPoints: ["src/site.js", "src/charts.js"],
  bundle: true,
  format: "esm",
  minify: true,
  target: browsers,
  outdir: "dist",
  legalComments: "none",
  logLevel: "warning",
});

await build({
  entryPoints: ["styles/site.css"],
  bundle: true,
  minify: true,
  target: browsers,
  outdir: "dist",
  logLevel: "warning",
});
