-- 有多少申请结转到下一年？
-- How many requests were carried over to the next year?
SELECT report_id, received, carried_in, carried_out
FROM report_totals ORDER BY report_id;
