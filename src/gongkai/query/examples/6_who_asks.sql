-- 申请人是谁？
-- Who are the applicants?
SELECT year, column_zh, column_en, sum(best) AS requests, count(best) AS reports_stating
FROM requests_labelled WHERE row_code = 'new_received' AND column_kind = 'leaf'
GROUP BY ALL ORDER BY year, requests DESC NULLS LAST, column_zh;
