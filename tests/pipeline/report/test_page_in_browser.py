"""The pages of the example run in a real browser, without a network."""

import base64
import io
import json
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser import browser, look, resize
from tests.conftest import environment_of, in_process
from tests.pipeline.report.finished import ONE

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parents[3] / "examples"
REPORT, PRIVATE = "report.html", "private.html"
ORIGINALS = [
    "Thandiwe", "Mokoena", "Liesbeth", "Achterberg", "Ortiz", "hexmoor", "saltgrove", "CUS-204881", "078051121", "Kowalczyk",
    "4111 1111 1111 1111", "Raghunathan", "Stellenbosch", "221 Harbor",
]  # fmt: skip
TOO_MANY_TABS = 60
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"
AXE = "const done = arguments[0]; axe.run().then((found) => done(found.violations), (error) => done([{id: String(error)}]))"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> Path:
    """Run the example, audit its copy, and write both pages."""
    path = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLES, path / "examples")

    def heteronym(*arguments: str) -> str:
        done = in_process(path, arguments, "", environment_of(key_file, {}))
        assert done.returncode == 0, done.stderr
        return str(done.stdout)

    heteronym("run", "examples", "-c", "confidential", "-o", "copies", ONE)
    residue = heteronym("audit", "residue", "copies", "--against", "examples", "--json", ONE)
    (path / "residue.json").write_text(residue)
    heteronym("report", "page", "copies", "--audit", "residue.json", "--against", "examples", "--private", PRIVATE)
    return path


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with browser(tmp_path_factory.mktemp("browser")) as driver:
        yield driver


def shown(driver: webdriver.Chrome, page: Path, *, width: int = 1280, scheme: str = "light", media: str = "") -> None:
    """Load a page."""
    look(driver, scheme, media)
    resize(driver, width)
    driver.get(page.as_uri())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [REPORT, PRIVATE])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(width: int, name: str, scheme: str, folder: Path, started: webdriver.Chrome) -> None:
    shown(started, folder / name, width=width, scheme=scheme)
    started.execute_script(OPEN)
    started.execute_script(axe())

    violations = started.execute_async_script(AXE)

    assert [(one["id"], [node["html"] for node in one.get("nodes", [])][:3]) for one in violations] == []


def test_axe_finds_what_is_wrong(folder: Path, started: webdriver.Chrome) -> None:
    shown(started, folder / REPORT)
    started.execute_script("document.querySelector('#main').append(document.createElement('button'))")
    started.execute_script(axe())

    assert [one["id"] for one in started.execute_async_script(AXE)] == ["button-name"]


def axe() -> str:
    """Return the source of axe-core. Its package is not imported, since that needs another browser driver."""
    found = find_spec("axe_playwright_python")
    if not found or not found.submodule_search_locations:
        pytest.skip("needs axe-playwright-python: pip install '.[dev]'")
    return Path(found.submodule_search_locations[0], "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("name", [REPORT, PRIVATE])
def test_no_request_leaves_and_nothing_is_logged(name: str, folder: Path, started: webdriver.Chrome) -> None:
    for kind in ("browser", "performance"):
        started.get_log(kind)  # forget earlier tests
    shown(started, folder / name)

    messages = [json.loads(one["message"])["message"] for one in started.get_log("performance")]
    asked = [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]
    assert asked == [(folder / name).as_uri()]
    assert started.get_log("browser") == []


def test_the_policy_of_the_page_refuses_scripts_and_requests(folder: Path, started: webdriver.Chrome) -> None:
    shown(started, folder / REPORT)
    refused = started.execute_async_script("""
        const done = arguments[0], refused = [];
        document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
        const script = document.createElement("script");
        script.append("window.taken = 1");
        document.body.append(script, Object.assign(document.createElement("img"), { src: "https://elsewhere.example/" }));
        fetch("https://elsewhere.example/").catch(() => setTimeout(() => done(refused), 200));
    """)
    assert {"img-src", "connect-src", "script-src-elem"} <= set(refused)
    assert started.execute_script("return window.taken") is None
    started.get_log("browser")


@pytest.mark.parametrize("width", [320, 640, 1280])
@pytest.mark.parametrize("name", [REPORT, PRIVATE])
def test_a_narrow_or_zoomed_page_never_scrolls_sideways(
    name: str, width: int, folder: Path, started: webdriver.Chrome
) -> None:
    shown(started, folder / name, width=width)
    assert started.execute_script("return document.documentElement.scrollWidth") <= width


def test_the_keyboard_reaches_every_link_and_region_and_the_focus_shows(
    folder: Path, started: webdriver.Chrome
) -> None:
    shown(started, folder / REPORT)
    expected = started.execute_script("return document.querySelectorAll('a, summary, [tabindex]').length")
    hidden = started.execute_script("return document.querySelectorAll('details:not([open]) [tabindex]').length")
    seen = []
    for _ in range(TOO_MANY_TABS):
        ActionChains(started).send_keys(Keys.TAB).perform()
        here = started.switch_to.active_element
        if here.tag_name == "body" or here.id in seen:
            break
        assert here.value_of_css_property("outline-style") == "solid", here.get_attribute("outerHTML")
        seen.append(here.id)
    assert len(seen) == expected - hidden


def test_every_table_and_region_has_a_name_and_the_headings_are_in_order(
    folder: Path, started: webdriver.Chrome
) -> None:
    shown(started, folder / REPORT)
    started.execute_script(OPEN)
    named = started.find_elements("css selector", "table, [role=region], nav, section")
    assert [one.get_attribute("outerHTML") for one in named if not one.accessible_name] == []
    levels = started.execute_script("return [...document.querySelectorAll('h1, h2, h3')].map((one) => +one.tagName[1])")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_print_is_light_and_has_the_figures_that_the_screen_folds(folder: Path, started: webdriver.Chrome) -> None:
    shown(started, folder / REPORT, scheme="dark", media="print")
    assert started.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    shown(started, folder / REPORT, scheme="dark")
    printed = started.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(base64.b64decode(printed["data"]))).pages)
    assert "The audit passed: none of" in " ".join(words.split())
    assert "found in the originals" in words
    assert "How to read this report" in words


def test_the_page_of_the_example_has_no_original(folder: Path) -> None:
    page, private = ((folder / name).read_text("utf-8").casefold() for name in (REPORT, PRIVATE))

    assert [one for one in ORIGINALS if one.casefold() in page] == []
    assert all(one.casefold() in private for one in ORIGINALS[:4])


def test_every_replaced_stretch_of_the_example_is_marked(folder: Path, started: webdriver.Chrome) -> None:
    shown(started, folder / PRIVATE)
    pairs: list[list[str]] = started.execute_script("""
        return [...document.querySelectorAll(".text.pair")].map((pair) => [...pair.querySelectorAll(".words")].map((side) => {
          const copy = side.cloneNode(true);
          for (const mark of copy.querySelectorAll("mark")) mark.remove();
          return copy.textContent;
        }));
    """)
    assert len(pairs) > 20
    assert [pair for pair in pairs if pair[0] != pair[1]] == []
