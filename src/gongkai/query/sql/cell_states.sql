-- One row per form table and cell state: cells (count) over all reports, and how many of them are in doubt.
WITH cells AS (
  SELECT 'proactive_disclosure' AS "table", state, certain, reconciled IS NOT NULL AS repaired FROM proactive_disclosure
  UNION ALL SELECT 'requests', state, certain, reconciled IS NOT NULL FROM requests
  UNION ALL SELECT 'review_litigation', state, certain, reconciled IS NOT NULL FROM review_litigation
)
SELECT "table", state, count(*) AS cells, count(*) FILTER (NOT certain) AS uncertain,
       count(*) FILTER (repaired) AS reconciled
FROM cells GROUP BY ALL ORDER BY "table", state;
