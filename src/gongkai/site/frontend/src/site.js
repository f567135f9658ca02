// What every page runs. Each part looks for its own elements and does nothing where there are none.
import { setUpAbsence } from "./absence.js";
import { setUpCards } from "./cards.js";
import { setUpCatalogue } from "./catalogue.js";
import { setUpChartLoader } from "./chart-loader.js";
import { setUpCopying } from "./copying.js";
import { setUpFinder } from "./finder.js";
import { setUpFormKeys } from "./form-keys.js";
import { setUpOutline } from "./outline.js";
import { setUpPalette } from "./palette.js";
import { setUpScrolling } from "./scrolling.js";
import { setUpSearchPage } from "./search.js";
import { setUpDataPages } from "./data-pages.js";

// The other language shows the same thing: the query and the place on the page go along.
function setUpLanguage() {
  for (const link of document.querySelectorAll("a[data-language]")) {
    link.addEventListener("click", () => {
      const there = new URL(link.href);
      there.search = location.search;
      there.hash = location.hash;
      link.href = there.href;
    });
  }
}

// What is folded on the screen is printed.
function setUpPrinting() {
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open])")];
    for (const part of unfolded) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of unfolded) part.open = false;
  });
}

for (const part of [setUpPalette, setUpLanguage, setUpPrinting, setUpFinder, setUpSearchPage, setUpCatalogue, setUpCards, setUpFormKeys, setUpOutline, setUpScrolling, setUpCopying, setUpChartLoader, setUpDataPages, setUpAbsence]) part();
