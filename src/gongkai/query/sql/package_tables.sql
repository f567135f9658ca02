-- One row per dataset and package table that is not empty: its number of rows (count).
SELECT dataset, 'reports' AS "table", count(*) AS "rows" FROM reports GROUP BY dataset
UNION ALL
SELECT dataset, 'agencies' AS "table", count(*) AS "rows" FROM agencies GROUP BY dataset
UNION ALL
SELECT dataset, 'proactive_disclosure' AS "table", count(*) AS "rows" FROM proactive_disclosure GROUP BY dataset
UNION ALL
SELECT dataset, 'requests' AS "table", count(*) AS "rows" FROM requests GROUP BY dataset
UNION ALL
SELECT dataset, 'review_litigation' AS "table", count(*) AS "rows" FROM review_litigation GROUP BY dataset
UNION ALL
SELECT dataset, 'sections' AS "table", count(*) AS "rows" FROM sections GROUP BY dataset
UNION ALL
SELECT dataset, 'facts' AS "table", count(*) AS "rows" FROM facts GROUP BY dataset
UNION ALL
SELECT dataset, 'findings' AS "table", count(*) AS "rows" FROM findings GROUP BY dataset
UNION ALL
SELECT dataset, 'checks' AS "table", count(*) AS "rows" FROM checks GROUP BY dataset
UNION ALL
SELECT dataset, 'indicators' AS "table", count(*) AS "rows" FROM indicators GROUP BY dataset
UNION ALL
SELECT dataset, 'coverage' AS "table", count(*) AS "rows" FROM coverage GROUP BY dataset
UNION ALL
SELECT dataset, 'corrections' AS "table", count(*) AS "rows" FROM corrections GROUP BY dataset
UNION ALL
SELECT dataset, 'rejections' AS "table", count(*) AS "rows" FROM rejections GROUP BY dataset
UNION ALL
SELECT dataset, 'codes' AS "table", count(*) AS "rows" FROM codes GROUP BY dataset
ORDER BY dataset, "table";
