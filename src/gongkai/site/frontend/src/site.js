// What every page runs. Each part looks for its own elements and does nothing where there are none.
import { setUpCatalogue } from "./catalogue.js";
import { setUpChartLoader } from "./chart-loader.js";
import { setUpCopying } from "./copying.js";
import { setUpFinder } from "./finder.js";
import { setUpSearchPage } from "./search.js";
import { setUpTrace } from "./trace.js";

function setUp() {
  for (const part of [setUpFinder, setUpSearchPage, setUpCatalogue, setUpTrace, setUpCopying, setUpChartLoader]) part();
}

if (window.document$) window.document$.subscribe(setUp);
else setUp();
