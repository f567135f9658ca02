-- One row per year, province and source format of the reports, as the published view `doubt` gives it over all packages.
SELECT part, member AS "value", reports, cells, uncertain, error, warning, info, uncertain_share
FROM doubt
ORDER BY part, "value" NULLS LAST;
