-- One row per rule: reports (count) by how the rule went, cases by result, findings made, and how many causes gave them, as the page
-- of a report groups them; a cause that several rules noticed counts for each.
WITH found AS (
  SELECT rule, count(*) AS findings, count(DISTINCT report_id) AS reports_found,
         count(DISTINCT (dataset, report_id, about, coalesce(cause, severity))) AS causes
  FROM findings GROUP BY rule
),
ledger AS (
  SELECT rule, count(*) FILTER (status = 'pass') AS reports_pass, count(*) FILTER (status = 'fail') AS reports_fail,
         count(*) FILTER (status = 'not_evaluable') AS reports_not_evaluable,
         count(*) FILTER (status = 'not_applicable') AS reports_not_applicable,
         sum(passed) AS passed, sum(failed) AS failed, sum(not_evaluable) AS not_evaluable
  FROM checks GROUP BY rule
)
SELECT rule, coalesce(findings, 0) AS findings, coalesce(causes, 0) AS causes, coalesce(reports_found, 0) AS reports_found,
       coalesce(reports_pass, 0) AS reports_pass, coalesce(reports_fail, 0) AS reports_fail,
       coalesce(reports_not_evaluable, 0) AS reports_not_evaluable,
       coalesce(reports_not_applicable, 0) AS reports_not_applicable,
       coalesce(passed, 0) AS passed, coalesce(failed, 0) AS failed, coalesce(not_evaluable, 0) AS not_evaluable
FROM ledger FULL JOIN found USING (rule)
ORDER BY rule;
