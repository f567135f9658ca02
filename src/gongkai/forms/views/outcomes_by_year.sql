-- One row per year and group of outcomes: requests (count) over the reports that state the whole group, `reports_stating` of
-- `reports`; `processed` over the reports that state it. `share` = number / processed, empty where a report of the year does
-- not state the group or fewer than 10 requests were processed. A blank never counts as 0.
-- 每年每组办理结果一行：只加填全该组的报告，reports_stating / reports 为其份数；share 为占总计之比，未填全或总计不足 10 件时为空。
SELECT g.year, g.outcome_group, sum(g.number) AS number, count(g.number) AS reports_stating, y.reports, y.processed,
       CASE WHEN y.processed >= 10 AND count(g.number) = y.reports THEN 1.0 * sum(g.number) / y.processed END AS share
FROM (SELECT report_id, year, outcome_group, CASE WHEN count(number) = count(*) THEN sum(number) END AS number
      FROM outcomes GROUP BY report_id, year, outcome_group) AS g
JOIN (SELECT year, count(*) AS reports, sum(processed) AS processed FROM report_totals GROUP BY year) AS y
  ON y.year = g.year
GROUP BY g.year, g.outcome_group, y.reports, y.processed
