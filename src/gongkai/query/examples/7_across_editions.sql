-- 同一机关各年的办结率怎样，用的是哪一版表格？
-- How does an agency's clearance rate run over the years, and on which form?
SELECT agency_id, year, edition, numerator, denominator, i.value, reason
FROM indicators AS i JOIN reports USING (report_id) WHERE indicator = 'clearance_rate'
ORDER BY agency_id, year;
