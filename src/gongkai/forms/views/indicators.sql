-- One row per report and indicator, worked out anew from the cells by the terms in `indicator_terms`: numerator, denominator
-- (count) and `value` = numerator × scale / denominator (ratio, or per 1,000), half up to six decimals. A cell counts with its
-- reconciled number, else as printed, else as 0 where a printed total proves it (`implied_zero`); a blank is no 0. Where
-- there is no value, `reason` says why (codes, list no_value_reasons). The rows equal those of data/indicators.parquet.
-- 每份报告每项指标一行，由单元格按 indicator_terms 重新算出，与 data/indicators.parquet 逐值相同；没有值的，reason 为原因。
WITH cells AS (
  SELECT q.report_id, 'requests' AS table_code, q.row_code, q.column_code, o.outcome_group,
         CASE WHEN q.reconciled IS NOT NULL THEN q.reconciled WHEN q.value IS NOT NULL THEN q.value
              WHEN q.implied_zero THEN 0 END AS number,
         CASE WHEN q.reconciled IS NOT NULL OR q.implied_zero THEN 1 ELSE 0 END AS implied, q.certain, q.state
  FROM requests AS q
  LEFT JOIN outcomes AS o ON o.report_id = q.report_id AND o.outcome = q.row_code AND q.column_code = 'total'
  UNION ALL
  SELECT report_id, 'review_litigation', row_code, column_code, NULL,
         CASE WHEN reconciled IS NOT NULL THEN reconciled WHEN value IS NOT NULL THEN value WHEN implied_zero THEN 0 END,
         CASE WHEN reconciled IS NOT NULL OR implied_zero THEN 1 ELSE 0 END, certain, state
  FROM review_litigation
  UNION ALL
  SELECT report_id, 'proactive_disclosure', row_code, column_code, NULL,
         CAST(CASE WHEN reconciled IS NOT NULL THEN reconciled WHEN value IS NOT NULL THEN value
                   WHEN implied_zero THEN 0 END AS BIGINT),
         CASE WHEN reconciled IS NOT NULL OR implied_zero THEN 1 ELSE 0 END, certain, state
  FROM proactive_disclosure WHERE unit = 'count'
  UNION ALL
  SELECT report_id, 'checks', 'error', k.code, NULL,
         sum(CASE WHEN passed + failed > 0 AND (failed = 0 OR k.code = 'evaluable') THEN 1 ELSE 0 END), 0, 1 = 1, 'reported'
  FROM checks CROSS JOIN (SELECT 'passed' AS code UNION ALL SELECT 'evaluable') AS k
  WHERE severity = 'error' GROUP BY report_id, k.code
),
terms AS (
  SELECT r.report_id, t.indicator, t.part, t.factor, c.number, c.implied, c.certain,
         CASE WHEN c.number IS NOT NULL THEN 9 WHEN c.state IS NULL OR c.state = 'absent' THEN 1
              WHEN c.state = 'unreadable' THEN 2 ELSE 3 END AS gap
  FROM reports AS r
  JOIN indicators_defined AS d ON d.edition IS NULL OR d.edition = r.edition
  JOIN indicator_terms AS t ON t.indicator = d.indicator
  LEFT JOIN codes AS x ON x.list = 'requests' AND x.code = t.row_code AND x.kind = 'subtotal'
  LEFT JOIN cells AS c ON c.report_id = r.report_id AND c.table_code = t.table_code AND c.column_code = t.column_code
                      AND ((x.code IS NULL AND c.row_code = t.row_code) OR c.outcome_group = t.row_code)
  WHERE r.report_id IN (SELECT report_id FROM checks)
),
parts AS (
  SELECT report_id, indicator, part, CASE WHEN min(gap) = 9 THEN sum(factor * number) END AS number,
         max(implied) AS implied, min(CASE WHEN certain THEN 1 ELSE 0 END) AS certain, min(gap) AS gap
  FROM (SELECT report_id, indicator, part, factor, number, implied, gap, coalesce(certain, 1 = 1) AS certain FROM terms) AS t
  GROUP BY report_id, indicator, part
),
figures AS (
  SELECT p.report_id, p.indicator, d.scale, coalesce(d.floor, 0) AS least,
         max(CASE WHEN p.part = 'numerator' THEN p.number END) AS numerator,
         max(CASE WHEN p.part = 'denominator' THEN p.number END) AS denominator,
         max(CASE WHEN p.part = 'left' THEN p.number END) AS one_side,
         max(CASE WHEN p.part = 'right' THEN p.number END) AS other_side,
         max(CASE WHEN p.part IN ('numerator', 'denominator') THEN p.implied END) AS implied,
         min(p.certain) AS certain, min(p.gap) AS gap
  FROM parts AS p JOIN indicators_defined AS d ON d.indicator = p.indicator
  GROUP BY p.report_id, p.indicator, d.scale, d.floor
),
reasons AS (
  SELECT *, CASE WHEN gap = 1 THEN 'not_in_source' WHEN gap = 2 THEN 'unreadable' WHEN gap = 3 THEN 'not_filled'
                 WHEN certain = 0 THEN 'uncertain' WHEN one_side <> other_side THEN 'not_balanced'
                 WHEN denominator <= 0 THEN 'zero_denominator' WHEN denominator < least THEN 'too_few' END AS reason,
         2 * abs(numerator) * scale * 1000000 + denominator AS doubled
  FROM figures
)
SELECT report_id, indicator, CAST(numerator AS BIGINT) AS numerator, CAST(denominator AS BIGINT) AS denominator,
       CASE WHEN reason IS NULL
            THEN round((CASE WHEN numerator < 0 THEN -1 ELSE 1 END)
                       * ((doubled - doubled % (2 * denominator)) / (2 * denominator)) / 1000000.0, 6) END AS value,
       CASE WHEN implied = 1 THEN 'reconciled' ELSE 'reported' END AS basis, reason
FROM reasons
