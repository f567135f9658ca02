-- One row per indicator and report with a value, at most 20 for each level and sector and only of its latest year: those with the
-- largest denominators (count), so that the list does not grow; `value` is a ratio, or per 1,000 requests.
WITH known AS (
  SELECT i.indicator, r.report_id, r.agency_id, r.agency, a.name AS agency_name, a.name_en AS agency_name_en, r.year, r.level,
         a.sector, i.numerator, i.denominator, i.value, i.basis
  FROM indicators i JOIN reports r USING (dataset, report_id) LEFT JOIN agencies a USING (dataset, agency_id)
  WHERE i.value IS NOT NULL
)
SELECT * FROM known
QUALIFY year = max(year) OVER (PARTITION BY indicator, level, sector)
    AND row_number() OVER (PARTITION BY indicator, level, sector, year ORDER BY denominator DESC, report_id) <= 20
ORDER BY indicator, level NULLS LAST, sector NULLS LAST, value DESC, report_id;
