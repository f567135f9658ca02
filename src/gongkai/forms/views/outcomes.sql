-- One row per report and outcome of requests that is not divided further (leaf row of 三、本年度办理结果), all applicants
-- together. `number` (requests, count; reconciled where there is a reconciled number) is empty where none is stated;
-- `outcome_group` is the row above it, so that sums over any group are right. Of the two ways to print （六）其他处理, in one
-- row or in several, the one that the report fills is taken.
-- 每份报告每个末级办理结果一行（申请人合计）；number 为件数，未填则空；outcome_group 为上一级，按组相加不会重复。
WITH forms AS (
  SELECT n.code AS edition, count(c.code) AS other_rows
  FROM codes AS n
  LEFT JOIN codes AS c ON c.list = 'requests' AND c.parent = 'other_handling'
                      AND '|' || c.edition || '|' LIKE '%|' || n.code || '|%'
  WHERE n.list = 'editions' GROUP BY n.code
),
others AS (
  SELECT q.report_id, q.row_code,
         CASE WHEN (q.row_code <> 'other_handling') = (f.other_rows > 0) THEN 1 ELSE 0 END AS own,
         max(CASE WHEN q.value IS NULL THEN 0 ELSE 1 END) AS filled
  FROM requests AS q
  JOIN reports AS r ON r.report_id = q.report_id
  JOIN forms AS f ON f.edition = r.edition
  JOIN codes AS x ON x.list = 'requests' AND x.code = q.row_code
  WHERE q.row_code = 'other_handling' OR x.parent = 'other_handling'
  GROUP BY q.report_id, q.row_code, f.other_rows
),
sides AS (
  SELECT report_id, max(own * filled) AS own_filled, max((1 - own) * filled) AS foreign_filled FROM others GROUP BY report_id
)
SELECT q.report_id, r.agency_id, r.level, r.year, r.edition, q.ordinal, q.row_code AS outcome,
       CASE WHEN x.parent = 'processed' THEN x.code ELSE x.parent END AS outcome_group,
       x.label_zh AS outcome_zh, x.label_en AS outcome_en,
       coalesce(q.reconciled, q.value) AS number, q.state, q.certain,
       CASE WHEN q.reconciled IS NULL THEN 'reported' ELSE 'reconciled' END AS basis
FROM requests AS q
JOIN reports AS r ON r.report_id = q.report_id
JOIN codes AS x ON x.list = 'requests' AND x.code = q.row_code
LEFT JOIN others AS o ON o.report_id = q.report_id AND o.row_code = q.row_code
LEFT JOIN sides AS s ON s.report_id = q.report_id
WHERE q.column_code = 'total'
  AND ((o.row_code IS NULL AND x.kind = 'leaf' AND x.parent IS NOT NULL)
       OR (o.own = 1 AND (s.own_filled = 1 OR s.foreign_filled = 0))
       OR (o.own = 0 AND o.filled = 1 AND s.own_filled = 0))
