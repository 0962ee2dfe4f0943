"""The stubs of WeasyPrint that mypy reads (`tests/stubs`) say what is installed."""

from __future__ import annotations

import os
import subprocess
import sys

from tests import TOP

STUBS = TOP / "tests" / "stubs"


def test_stubs_are_the_weasyprint_installed() -> None:
    """What it prints are the names that are gone and the parameters that changed, by their place in WeasyPrint."""
    command = [sys.executable, "-m", "mypy.stubtest", "weasyprint", "--ignore-missing-stub", "--concise"]
    command += ["--ignore-unused-allowlist", "--allowlist", str(STUBS / "allowed.txt")]
    environment = os.environ | {"MYPYPATH": str(STUBS)}
    found = subprocess.run(command, capture_output=True, text=True, cwd=TOP, env=environment, check=False)
    assert found.returncode == 0, found.stdout + found.stderr
