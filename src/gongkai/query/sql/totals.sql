-- One row for the whole site: reports, agencies and divisions with reports, years, new requests (count; reconciled where there is a
-- reconciled number) with the number of reports that state them, cells published and rejected files.
SELECT (SELECT count(*) FROM reports) AS reports,
       (SELECT count(DISTINCT agency_id) FROM reports) AS agencies,
       (SELECT count(DISTINCT division_code) FROM reports) AS divisions,
       (SELECT min(year) FROM reports) AS first_year,
       (SELECT max(year) FROM reports) AS last_year,
       (SELECT count(DISTINCT year) FROM reports) AS years,
       (SELECT sum(coalesce(reconciled, value)) FROM requests WHERE row_code = 'new_received' AND column_code = 'total') AS received,
       (SELECT count(coalesce(reconciled, value)) FROM requests
         WHERE row_code = 'new_received' AND column_code = 'total') AS received_reports,
       (SELECT sum(cells_total) FROM reports) AS cells,
       (SELECT sum(cells_reported) FROM reports) AS cells_reported,
       (SELECT count(*) FROM rejections) AS rejections;
