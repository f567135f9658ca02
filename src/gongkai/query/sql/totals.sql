-- One row for the whole site: reports, agencies and divisions with reports, years, new requests (count; reconciled where there is a
-- reconciled number) with the number of reports that state them, of those with a reconciled number and of those in doubt, cells
-- published and rejected files.
SELECT (SELECT count(*) FROM reports) AS reports,
       (SELECT count(DISTINCT agency_id) FROM reports) AS agencies,
       (SELECT count(DISTINCT division_code) FROM reports) AS divisions,
       (SELECT min(year) FROM reports) AS first_year,
       (SELECT max(year) FROM reports) AS last_year,
       (SELECT count(DISTINCT year) FROM reports) AS years,
       (SELECT sum(received) FROM main_figures) AS received,
       (SELECT count(received) FROM main_figures) AS received_reports,
       (SELECT count_if('new_received' IN reconciled_rows) FROM main_figures) AS received_reconciled,
       (SELECT count_if('new_received' IN doubted_rows) FROM main_figures) AS received_doubted,
       (SELECT sum(cells_total) FROM reports) AS cells,
       (SELECT sum(cells_reported) FROM reports) AS cells_reported,
       (SELECT count(*) FROM rejections) AS rejections;
