"""Set up `.venv`, then write build/sbom.json: everything that a build is made with, as CycloneDX, from the two locks.

python3 scripts/sbom.py
"""

import json

from setup_environment import LOCK, ROOT, prepare, run

NPM_LOCK = ROOT / "src" / "gongkai" / "site" / "frontend" / "package-lock.json"
OUT = ROOT / "build" / "sbom.json"


def main() -> int:
    """Returns the exit code of the tool that reads the Python lock."""
    prepare()
    tool = ("cyclonedx_py", "requirements", "--output-reproducible", "--of", "JSON", "-o", str(OUT), str(LOCK))
    if code := run("python", "-m", *tool):
        return code
    bill = json.loads(OUT.read_text(encoding="utf-8"))
    packages = json.loads(NPM_LOCK.read_text(encoding="utf-8"))["packages"]
    bill["components"] += [
        {
            "type": "library",
            "bom-ref": f"npm-{place}",
            "name": (name := place.rpartition("node_modules/")[2]),
            "version": of["version"],
            "purl": f"pkg:npm/{name.replace('@', '%40')}@{of['version']}",
            "scope": "optional" if of.get("dev") else "required",
        }
        for place, of in packages.items()
        if place
    ]
    OUT.write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)}: {len(bill['components'])} components")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
