"""Set up `.venv`, then list the licences of what the site carries and of what a build needs.

python3 scripts/licences.py
"""

from setup_environment import prepare, run

if __name__ == "__main__":
    prepare()
    raise SystemExit(run("python", "-m", "tests.licences"))
