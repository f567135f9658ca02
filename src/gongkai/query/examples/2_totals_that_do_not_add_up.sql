-- 哪些总计与各项之和不符？
-- Which totals do not equal the sum of their parts?
SELECT report_id, rule, message_zh, message_en, expected, found
FROM findings WHERE rule IN ('APP-R01', 'APP-C01', 'APP-C02', 'RL-R01') AND about = 'report'
ORDER BY report_id, sequence;
