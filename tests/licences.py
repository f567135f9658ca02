"""`python -m tests.licences`: licences of what the site carries and of what a build needs; 1 if one asks for more."""

from __future__ import annotations

from gongkai.site.bundle import bundle
from gongkai.site.licences_page import PERMISSIVE, shipped_parts
from tests.support.gold import ROOT
from tests.support.locked import locked, ways


def main() -> int:
    """Print the lists; returns 1 if something that is carried is under a licence that asks for more than its text."""
    folder, _ = bundle(ROOT / "build" / "cache" / "frontend")
    carried, packages = shipped_parts(folder), locked()
    print("页面所带 carried by the site (the wheel holds our own files alone, MIT):")
    for part in carried:
        print(f"  {part['name']:30} {part['version']:10} {part['licence']}")
    print("只在制作时需要、不随安装包和网站发布 needed to build or test, in neither wheel nor site:")
    for package in packages.values():
        needed = f"  ← {', '.join(ways(package.name, packages))}" if package.asks_for_more else ""
        print(f"  {package.name:30} {package.version:18} {package.licence}{needed}")
    asking = [part["name"] for part in carried if part["licence"] not in PERMISSIVE]
    print(f"carried under other licences: {', '.join(asking) or 'none'}")
    return 1 if asking else 0


if __name__ == "__main__":
    raise SystemExit(main())
