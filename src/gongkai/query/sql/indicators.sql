-- One row per report and indicator: numerator and denominator (count), their quotient, what it rests on.
SELECT * FROM indicators ORDER BY report_id, indicator;
