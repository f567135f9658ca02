"""Makes sure that the browser tests find Chromium and a Chinese font."""

import os
import shutil
import subprocess
import sys

from setup_environment import say, stop

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fontconfig", "fonts-noto-cjk")


def prepare_browser() -> None:
    """Find Chromium (GONGKAI_CHROMIUM, or on PATH) and a Chinese font, or install both where allowed."""
    named = os.environ.get("GONGKAI_CHROMIUM")
    if named and not shutil.which(named):
        stop(f"GONGKAI_CHROMIUM names {named}, which is no program; correct it or unset it")
    if _missing() and _may_install():
        _install()
    if _missing():
        advice = f"install them (Debian: sudo apt-get install {' '.join(PACKAGES)})"
        stop(f"the browser tests need {' and '.join(_missing())}: {advice}")


def chromium() -> str:
    """The Chromium that `prepare_browser` found."""
    named = os.environ.get("GONGKAI_CHROMIUM")
    return named or next(name for name in NAMES if shutil.which(name))


def _missing() -> "list[str]":
    chromium = os.environ.get("GONGKAI_CHROMIUM") or any(shutil.which(name) for name in NAMES)
    needed = {"Chromium (on PATH or named by GONGKAI_CHROMIUM)": chromium, "a Chinese font": _chinese_font()}
    return [what for what, there in needed.items() if not there]


def _chinese_font() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def _may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install() -> None:
    say(f"Installing {', '.join(PACKAGES)} for the browser tests.")
    quiet = ("apt-get", "-qq", "-y", "-o=Dpkg::Use-Pty=0")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ((*quiet, "update"), (*quiet, "install", "--no-install-recommends", *PACKAGES)):
        # Standard error, because standard output belongs to the checks and the test runner.
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=2, check=False)
        if done.returncode:
            stop(f"{' '.join(command)} failed; its message is above")
