-- One row per year and group of outcomes: requests (count). `decided` sums what the `reports_stating` of `reports` state of the
-- group. `paired` and `processed` are both over the `reports_paired` that state every leaf of the group and the total beyond
-- doubt; `share` = paired / processed, empty where a report of the year is not among them or fewer than 10 were processed.
-- 每年每组办理结果一行：paired 与 processed 取自同样的 reports_paired 份报告，即该组各行和总计都列明且不存疑的；share 为二者之比，
-- 有报告不在其中或总计不足 10 件时为空。空白不作 0。
SELECT year, outcome_group, CAST(sum(decided) AS BIGINT) AS decided, count(decided) AS reports_stating,
       count(*) AS reports, CAST(sum(CASE WHEN paired = 1 THEN decided END) AS BIGINT) AS paired,
       CAST(sum(CASE WHEN paired = 1 THEN processed END) AS BIGINT) AS processed, CAST(sum(paired) AS BIGINT) AS reports_paired,
       CASE WHEN sum(paired) = count(*) AND sum(processed) >= 10 THEN 1.0 * sum(decided) / sum(processed) END AS share
FROM (SELECT year, outcome_group, decided, processed,
             CASE WHEN stated = asked AND uncertain = 0 AND processed_certain AND processed IS NOT NULL THEN 1 ELSE 0 END AS paired
      FROM outcomes_by_report) AS g
GROUP BY year, outcome_group
