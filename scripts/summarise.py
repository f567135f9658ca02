"""What a pull request changes, as Markdown: each report it touches as read, then the published numbers that change.

python3 scripts/summarise.py PROJECT CHANGED BEFORE AFTER

PROJECT is the checkout with the changed files, CHANGED a list of their paths, BEFORE and AFTER folders of packages.
"""

import sys
from pathlib import Path

from setup_environment import prepare, run

if __name__ == "__main__":
    prepare()
    project, changed, before, after = (Path(argument).resolve() for argument in sys.argv[1:5])
    touched = [project / line for line in changed.read_text(encoding="utf-8").splitlines() if "/reports/" in line]
    files = [str(path) for path in touched if path.is_file() and path.is_relative_to(project / "datasets")]
    if files:
        run("gongkai", "check", "--markdown", *files)
    for package in sorted(after.iterdir()):
        if (before / package.name).is_dir():
            print(f"\n## {package.name}\n\n```text", flush=True)
            run("gongkai", "diff", str(before / package.name), str(package))
            print("```", flush=True)
