"""Set up `.venv`, then what to run before every commit: lint, types and the quick tests.

python3 scripts/check.py [ARGS for pytest]
"""

import sys

from setup_environment import prepare, run, say

CHECKS = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",))


def lint_and_types() -> int:
    """Run the linter and the type checker over the whole project; returns how many of the steps failed."""
    failed = [" ".join(command) for command in CHECKS if run(*command)]
    for command in failed:
        say(f"FAILED: {command} (its messages are above)")
    return len(failed)


if __name__ == "__main__":
    prepare()
    failed = lint_and_types()
    tests = run("pytest", "-m", "not browser and not slow", *sys.argv[1:])
    raise SystemExit(tests or min(failed, 1))
