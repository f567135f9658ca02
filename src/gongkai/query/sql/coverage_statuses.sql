-- One row per dataset and status that its register of coverage may give, with its names in Chinese and English.
SELECT dataset, code, label_zh, label_en FROM codes WHERE list = 'coverage_statuses' ORDER BY dataset, ordinal;
