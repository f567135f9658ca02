-- One row per source file that gave no report: which, and why; `bytes` is its size.
SELECT * FROM rejections ORDER BY dataset, file;
