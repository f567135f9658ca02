-- One row per indicator, year, level and sector: reports, those with a value and those with too few cases for one; least, median
-- and largest value (ratio, or per 1,000 requests); `dots`: how many reports share each value, which in groups of more than 50
-- is rounded to a hundredth of the largest value of the indicator, or of 1 where none is larger.
WITH known AS (
  SELECT i.indicator, r.year, r.level, a.sector, i.value, i.reason,
         greatest(1, max(i.value) OVER (PARTITION BY i.indicator)) / 100 AS step,
         count(i.value) OVER (PARTITION BY i.indicator, r.year, r.level, a.sector) AS together
  FROM indicators i JOIN reports r USING (dataset, report_id) LEFT JOIN agencies a USING (dataset, agency_id)
),
counted AS (
  SELECT indicator, year, level, sector,
         (CASE WHEN together <= 50 THEN value ELSE round(round(value / step) * step, 6) END)::DOUBLE AS rounded,
         count(*) AS reports
  FROM known WHERE value IS NOT NULL GROUP BY ALL
),
dotted AS (
  SELECT indicator, year, level, sector, list({'at': rounded, 'count': reports} ORDER BY rounded) AS dots FROM counted GROUP BY ALL
),
sectors AS (SELECT DISTINCT code, label_zh AS sector_zh, label_en AS sector_en FROM codes WHERE list = 'sectors')
SELECT k.indicator, k.year, k.level, k.sector, s.sector_zh, s.sector_en, count(*) AS reports, count(k.value) AS valued,
       count(*) FILTER (k.reason = 'too_few') AS too_few, min(k.value)::DOUBLE AS least, median(k.value)::DOUBLE AS median,
       max(k.value)::DOUBLE AS largest, coalesce(any_value(d.dots), []) AS dots
FROM known k
LEFT JOIN dotted d ON d.indicator = k.indicator AND d.year = k.year AND d.level IS NOT DISTINCT FROM k.level
                  AND d.sector IS NOT DISTINCT FROM k.sector
LEFT JOIN sectors s ON s.code = k.sector
GROUP BY ALL
ORDER BY k.indicator, k.year DESC, valued DESC, k.level NULLS LAST, k.sector NULLS LAST;
