"""Pictures of docs/report.md: runs its commands, and takes screenshots of the pages: `python -m tests.report_pictures`."""

import base64
import tempfile
from pathlib import Path

from selenium import webdriver

from tests.browser import browser, look, resize
from tests.documentation import PROJECT, blocks, examples, run, working_folder

PAGE = PROJECT / "docs/report.md"
WIDTH = 960  # CSS pixels
# picture -> the page, the first element that it shows, and its height in CSS pixels
PICTURES = {
    "report-summary.png": ("report.html", "header", 790),
    "report-findings.png": ("report.html", "#found", 640),
    "report-sample.png": ("report.html", "#sample", 640),
    "report-private.png": ("private.html", "header", 640),
}
MARGIN = 24


def take(driver: webdriver.Chrome, page: Path, first: str, height: int) -> bytes:
    """Return a picture of a part of a page.

    Arguments:
        driver: the browser.
        page: the page.
        first: the selector of the element at the top of the picture.
        height: the height of the picture, in CSS pixels.
    """
    driver.get(page.as_uri())
    top = driver.execute_script("return document.querySelector(arguments[0]).getBoundingClientRect().top", first)
    clip = {"x": 0, "y": max(0, top - MARGIN), "width": WIDTH, "height": height, "scale": 1}
    taken = driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True})
    return base64.b64decode(taken["data"])


def main() -> None:
    """Rewrite the pictures."""
    with tempfile.TemporaryDirectory() as scratch, browser(Path(scratch, "profile")) as driver:
        folder = Path(scratch, "reader")
        folder.mkdir()
        environment = working_folder(folder)
        for language in ("bash", "console"):
            for block in blocks(PAGE, language):
                for one in examples(block, language):
                    code, printed = run(one.command, folder, environment)
                    assert code == 0, printed
        look(driver, "light")
        resize(driver, WIDTH)
        for name, (page, first, height) in PICTURES.items():
            (PROJECT / "docs" / name).write_bytes(take(driver, folder / page, first, height))


if __name__ == "__main__":
    main()
