-- 各级机关收到申请数的中位数是多少（不足三份报告不给）？
-- What is the median number of requests received, by level (none below three reports)?
SELECT level, count(*) AS reports, count(best) FILTER (certain) AS reports_stating,
       CASE WHEN reports_stating >= 3 THEN median(best) FILTER (certain) END AS median_received
FROM requests_labelled WHERE row_code = 'new_received' AND column_code = 'total'
GROUP BY level ORDER BY level;
