"""Set up `.venv` and a browser, then lint, types and every test; the last line is the test runner's.

python3 scripts/test.py [ARGS for pytest]
"""

import sys
from concurrent.futures import ThreadPoolExecutor

from check import lint_and_types
from setup_browser import prepare_browser
from setup_environment import prepare, run

if __name__ == "__main__":
    with ThreadPoolExecutor() as beside:
        browser = beside.submit(prepare_browser)  # downloads while pip unpacks and one core checks types
        prepare()
        failed = lint_and_types()
        browser.result()
    tests = run("pytest", *sys.argv[1:])
    raise SystemExit(tests or min(failed, 1))
