-- One row per year and channel (reconsideration, court directly, court after reconsideration): cases (count) over the
-- reports that state the total of the channel, how many do (`reports_stating`), how many reports the year has (`reports`).
-- Reconciled numbers where there are any.
SELECT r.year, l.row_code AS channel, sum(coalesce(l.reconciled, l.value)) AS cases,
       count(*) FILTER (coalesce(l.reconciled, l.value) IS NOT NULL) AS reports_stating, count(*) AS reports
FROM review_litigation l JOIN reports r USING (dataset, report_id)
WHERE l.column_code = 'total'
GROUP BY ALL
ORDER BY r.year, channel;
