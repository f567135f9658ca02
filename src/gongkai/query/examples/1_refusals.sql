-- 各年因什么理由不予公开？
-- On which grounds were requests not disclosed, by year?
SELECT year, outcome_zh, outcome_en, sum(number) AS requests, count(number) AS reports_stating
FROM outcomes WHERE outcome_group = 'refused' AND certain
GROUP BY ALL HAVING sum(number) > 0 ORDER BY year, requests DESC, outcome_zh;
