-- One row per dataset and agency of its register: names, level, region; an agency of two datasets has two rows.
SELECT * FROM agencies ORDER BY dataset, agency_id;
