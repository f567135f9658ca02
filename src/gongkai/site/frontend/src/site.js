// What every page runs. Each part looks for its own elements and does nothing where there are none.
import { setUpCards } from "./cards.js";
import { setUpCatalogue } from "./catalogue.js";
import { setUpChartLoader } from "./chart-loader.js";
import { setUpCopying } from "./copying.js";
import { setUpFinder } from "./finder.js";
import { setUpFormKeys } from "./form-keys.js";
import { setUpOutline } from "./outline.js";
import { setUpScrolling } from "./scrolling.js";
import { setUpSearchPage } from "./search.js";

function setUp() {
  for (const part of [setUpFinder, setUpSearchPage, setUpCatalogue, setUpFormKeys, setUpOutline, setUpCards, setUpScrolling, setUpCopying, setUpChartLoader]) part();
}

if (window.document$) window.document$.subscribe(setUp);
else setUp();
