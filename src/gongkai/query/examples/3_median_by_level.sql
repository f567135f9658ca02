-- 各级机关收到申请数的中位数是多少？
-- What is the median number of requests received, by level?
SELECT level, year, median(received) AS median_received, count(received) AS reports_stating, count(*) AS reports
FROM report_totals GROUP BY ALL ORDER BY level, year;
