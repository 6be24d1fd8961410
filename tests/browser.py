"""A real browser for tests and pictures of pages: Debian's Chromium, without a network."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
ARGUMENTS = """--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --hide-scrollbars""".split()


@contextmanager
def browser(profile: Path) -> Iterator[webdriver.Chrome]:
    """Start a browser with an empty profile; skip the test if there is none.

    Arguments:
        profile: the folder of its profile.
    """
    if not (CHROMIUM.exists() and DRIVER.exists()):
        missing = "no /usr/bin/chromium and /usr/bin/chromedriver: apt-get install chromium chromium-driver"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in (*ARGUMENTS, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(str(DRIVER)))
    try:
        yield driver
    finally:
        driver.quit()


def look(driver: webdriver.Chrome, scheme: str, media: str = "screen") -> None:
    """Show pages in a colour scheme, `light` or `dark`, on the screen or as in print."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def resize(driver: webdriver.Chrome, width: int, height: int = 800) -> None:
    """Set the size of the page, in CSS pixels."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
