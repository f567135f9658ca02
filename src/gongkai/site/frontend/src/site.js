// What every page runs. Each part looks for its own elements and does nothing where there are none.
import { setUpAbsence } from "./absence.js";
import { setUpCards } from "./cards.js";
import { setUpCatalogue } from "./catalogue.js";
import { setUpChartLoader } from "./chart-loader.js";
import { setUpCopying } from "./copying.js";
import { setUpFinder } from "./finder.js";
import { setUpFormKeys } from "./form-keys.js";
import { setUpOutline } from "./outline.js";
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

function setUp() {
  for (const part of [setUpLanguage, setUpFinder, setUpSearchPage, setUpCatalogue, setUpFormKeys, setUpOutline, setUpCards, setUpScrolling, setUpCopying, setUpChartLoader, setUpDataPages, setUpAbsence]) part();
}

if (window.document$) window.document$.subscribe(setUp);
else setUp();
