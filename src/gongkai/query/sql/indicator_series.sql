-- One row per indicator, level and year: reports, those with a value, and the median of their values (ratio, or per 1,000 requests).
SELECT i.indicator, r.level, r.year, count(*) AS reports, count(i.value) AS valued, median(i.value)::DOUBLE AS median
FROM indicators i JOIN reports r USING (dataset, report_id)
GROUP BY ALL
ORDER BY i.indicator, r.level NULLS LAST, r.year;
