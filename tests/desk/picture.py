"""The README's picture of the desk, by Chromium: `python -m tests.desk.picture publish/desk/preview.png`."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import SEED
from tests.desk.benches import serving

WIDTH, HEIGHT = 1280, 800


def main() -> None:
    """Open the desk with the seed on it, open a paragraph, take the picture."""
    target = Path(sys.argv[1])
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), str(SEED)) as (_, address),
        sync_playwright() as playwright,
    ):
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=root)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(address)
        page.click("text=二要勇于担当新使命")
        time.sleep(1)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main()
