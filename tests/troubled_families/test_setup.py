"""What `./run` does before Django: installs exactly what is pinned, and says in a sentence what it lacks."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.troubled_families.conftest import PROJECT
from troubled_families import assets

REQUIREMENTS = sorted(path.name for path in PROJECT.glob("requirements*.txt"))


def run_in(folder, *words, **environment):
    """Runs a copy of `run` in an otherwise empty project."""
    shutil.copy(PROJECT / "run", folder)
    (folder / "manage.py").touch()
    (folder / "requirements.txt").write_text("nothing-at-all==1 --hash=sha256:" + 64 * "0" + "\n")
    return subprocess.run(
        [sys.executable, "run", *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_run_without_a_network_says_so_in_a_sentence(tmp_path):
    done = run_in(tmp_path, PIP_CONFIG_FILE=os.devnull, PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="0")
    assert "The packages could not be installed. Is there a connection to a package index?" in done.stdout
    assert "Traceback" not in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("probe", "sentence"),
    [
        ("import sys; sys.exit(3)", "Python 3.11 or later is needed; no such python3.13"),
        ("import ensurepip_is_not_here", "Python's own venv is missing from"),
    ],
)
def test_run_without_a_usable_python_says_so_in_a_sentence(tmp_path, probe, sentence):
    program = (PROJECT / "run").read_text()
    planted = re.sub(r"(?m)^PROBE = .*(\n    .*)*", f"PROBE = {probe!r}", program)
    assert planted != program
    (tmp_path / "run").write_text(planted)
    (tmp_path / "manage.py").touch()
    done = subprocess.run([sys.executable, "run"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr.startswith(sentence)
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_are_pinned_hashed_and_name_no_index(name):
    text = (PROJECT / name).read_text()
    packages = re.split(r"(?m)^(?=[a-z])", text)[1:]
    assert packages
    assert [
        entry
        for entry in packages
        if not re.match(r"[a-z0-9-]+==\S+", entry) or "--hash=sha256:" not in entry
    ] == []
    assert re.findall(r"https?:|--index|--find-links|--trusted", text) == []


def test_requirements_of_the_tests_agree_with_those_of_the_product():
    pins = {}
    for name in REQUIREMENTS:
        # a package may have one version for each of two Pythons
        for package, version, condition in re.findall(
            r"(?m)^([a-z0-9-]+)==(\S+)(?: ; (.*?))? \\?$", (PROJECT / name).read_text()
        ):
            assert pins.setdefault((package, condition), version) == version
    assert len(pins) > 40


def test_npm_lock_names_no_registry():
    lock = json.loads((PROJECT / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert [name for name, entry in packages.items() if "resolved" in entry or "integrity" not in entry] == []


def test_assets_leave_out_typeface_crest_and_source_map():
    compiled = (
        '@charset "UTF-8";a{color:red}/*! The font has been customised for exclusive use on gov.uk. */'
        "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
        "p{font-family:GDS Transport,arial,sans-serif}"
        "i{width:1px;background-image:url(/assets/images/govuk-crest.svg);color:red}"
        "b{-webkit-mask-image:url(/assets/images/govuk-crest.svg);mask-image:url(/assets/images/govuk-crest.svg)}"
        "\n/*# sourceMappingURL=govuk-frontend.min.css.map */\n"
    )
    assert assets.without_reserved(compiled).strip() == (
        '@charset "UTF-8";a{color:red}p{font-family:arial,sans-serif}i{width:1px;color:red}b{}'
    )
