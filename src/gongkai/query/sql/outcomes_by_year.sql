-- One row per year and outcome group of requests, as the published view `outcomes_by_year` gives it over all packages.
SELECT year, outcome_group AS outcome, reports, decided, reports_stating, reports_paired, paired, processed, share
FROM outcomes_by_year
ORDER BY year, outcome;
