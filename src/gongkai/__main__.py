"""The program `gongkai`: what builds and reads reports comes with an extra, and its absence is told in one line."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> int:
    """Run the command line; returns the exit code."""
    try:
        from gongkai.cli import main as run
    except ModuleNotFoundError as error:
        if str(error.name).startswith("gongkai"):
            raise
        print(f"gongkai: {error.name} is missing; pip install 'gongkai[build]'", file=sys.stderr)
        return 1
    return run()


if __name__ == "__main__":
    raise SystemExit(main())
