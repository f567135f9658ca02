"""Set up `.venv`, then write Lighthouse's scores of every type of page; needs Chromium, and the npm registry once.

python3 scripts/lighthouse.py [SITE] [--runs N] [--only WORD]
"""

import sys

from setup_browser import prepare_browser
from setup_environment import prepare, run

if __name__ == "__main__":
    prepare()
    prepare_browser()
    raise SystemExit(run("python", "-m", "tests.lighthouse", *sys.argv[1:]))
