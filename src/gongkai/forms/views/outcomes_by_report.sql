-- One row per report and group of outcomes: requests (count) of all applicants together. `decided` sums the `stated` of `asked`
-- leaves that hold a number, `reconciled` of them by a reconciled number, `uncertain` of all leaves in doubt; `processed` is
-- （七）总计. `share` = decided / processed, empty where a leaf is blank, a number is in doubt or fewer than 10 were processed.
-- 每份报告每组办理结果一行：decided 为 asked 行中有数的 stated 行之和；share 为占总计之比，有空行、有存疑数或总计不足 10 件时为空。
SELECT g.report_id, g.agency_id, g.level, g.year, g.edition, g.outcome_group, g.decided, g.stated, g.asked, g.reconciled,
       g.uncertain, t.processed, t.certain AS processed_certain,
       CASE WHEN g.stated = g.asked AND g.uncertain = 0 AND t.certain AND t.processed >= 10
            THEN 1.0 * g.decided / t.processed END AS share
FROM (SELECT report_id, agency_id, level, year, edition, outcome_group, CAST(sum(number) AS BIGINT) AS decided,
             count(number) AS stated, count(*) AS asked, count(CASE WHEN basis = 'reconciled' THEN 1 END) AS reconciled,
             count(CASE WHEN NOT certain THEN 1 END) AS uncertain
      FROM outcomes GROUP BY report_id, agency_id, level, year, edition, outcome_group) AS g
LEFT JOIN (SELECT report_id, coalesce(reconciled, value) AS processed, certain
           FROM requests WHERE column_code = 'total' AND row_code = 'total_processed') AS t ON t.report_id = g.report_id
