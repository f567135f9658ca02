"""Set up `.venv`, then write a made-up dataset of N reports with known truth; the same seed gives the same bytes.

python3 scripts/synthesize.py N [--out DIR] [--seed S] [--formats text,markdown,html,docx,pdf]
"""

import sys

from setup_environment import prepare, run

if __name__ == "__main__":
    prepare()
    raise SystemExit(run("python", "-m", "tests.synthetic", *sys.argv[1:]))
