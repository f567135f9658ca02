"""Pictures of the pages of the reports that a pull request touches.

python3 scripts/stills.py PROJECT CHANGED SITE OUT
"""

import csv
import sys
from pathlib import Path

from setup_browser import chromium, prepare_browser
from setup_environment import prepare, run

OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1280,2400")

if __name__ == "__main__":
    prepare()
    prepare_browser()
    project, changed, site, out = (Path(argument).resolve() for argument in sys.argv[1:5])
    out.mkdir(parents=True, exist_ok=True)
    wanted = set(changed.read_text(encoding="utf-8").splitlines())
    for register in project.glob("datasets/*/sources.csv"):
        with register.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if f"datasets/{register.parent.name}/{row['file']}" in wanted]
        for row in rows:
            page = site / "reports" / row["report_id"] / "index.html"
            if page.is_file():
                run(chromium(), *OPTIONS, f"--screenshot={out / row['report_id']}.png", page.as_uri())
