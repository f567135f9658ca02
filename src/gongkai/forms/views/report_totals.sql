-- One row per report: its requests, all applicants together (count; reconciled where there is a reconciled number). A group of
-- outcomes is the sum of its leaves and is empty unless every leaf states a number; `outcomes_stated` of `outcomes_asked`
-- leaves do. A blank never counts as 0.
-- 每份报告一行：申请件数（申请人合计）。各组为末级行之和，有一行未填即为空；outcomes_stated / outcomes_asked 为已填 / 应填的末级行数。
SELECT r.report_id, r.agency_id, r.level, r.year, r.edition, t.received, t.carried_in, t.processed, t.carried_out,
       o.granted, o.partially_granted, o.refused, o.unable, o.not_processed, o.other_handling,
       o.outcomes_stated, o.outcomes_asked
FROM reports AS r
LEFT JOIN (SELECT report_id,
                  max(CASE WHEN row_code = 'new_received' THEN coalesce(reconciled, value) END) AS received,
                  max(CASE WHEN row_code = 'carried_in' THEN coalesce(reconciled, value) END) AS carried_in,
                  max(CASE WHEN row_code = 'total_processed' THEN coalesce(reconciled, value) END) AS processed,
                  max(CASE WHEN row_code = 'carried_out' THEN coalesce(reconciled, value) END) AS carried_out
           FROM requests WHERE column_code = 'total' GROUP BY report_id) AS t ON t.report_id = r.report_id
LEFT JOIN (SELECT report_id,
                  max(CASE WHEN outcome_group = 'granted' THEN number END) AS granted,
                  max(CASE WHEN outcome_group = 'partially_granted' THEN number END) AS partially_granted,
                  max(CASE WHEN outcome_group = 'refused' THEN number END) AS refused,
                  max(CASE WHEN outcome_group = 'unable' THEN number END) AS unable,
                  max(CASE WHEN outcome_group = 'not_processed' THEN number END) AS not_processed,
                  max(CASE WHEN outcome_group = 'other_handling' THEN number END) AS other_handling,
                  CAST(sum(stated) AS BIGINT) AS outcomes_stated, CAST(sum(asked) AS BIGINT) AS outcomes_asked
           FROM (SELECT report_id, outcome_group, count(number) AS stated, count(*) AS asked,
                        CASE WHEN count(number) = count(*) THEN CAST(sum(number) AS BIGINT) END AS number
                 FROM outcomes GROUP BY report_id, outcome_group) AS g
           GROUP BY report_id) AS o ON o.report_id = r.report_id
