"""Pages: everything is inside, nothing of a text becomes markup, and they work in a browser without a network."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select
from selenium.webdriver.support.wait import WebDriverWait

from pipeline.evaluate.cases_page import cases_page
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.labelled import read_sheet
from pipeline.evaluate.score import score
from pipeline.evaluate.sheet import write_sheet
from pipeline.text.spans import Span
from tests.pipeline.evaluate.examples import DOCUMENTS, OURS, THEIRS
from tests.pipeline.evaluate.test_sheet import FIRST, KNOWN, ROWS, SECOND

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
ARGUMENTS = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking".split()
HOSTILE = "<script>alert(1)</script>\"'&{{rows}}</td>"
FOUND = {"heteronym": OURS, "presidio": THEIRS}
SCORES = {name: score(DOCUMENTS, found, {"MONEY"}) for name, found in FOUND.items()}


def hostile_page() -> str:
    document = Gold(HOSTILE, f"{HOSTILE} Ann {HOSTILE}", ((0, len(HOSTILE), "PERSON"),))
    found = {"heteronym": [[Span(len(HOSTILE) + 1, len(HOSTILE) + 4, "NAME", 0.5, HOSTILE)]]}
    return cases_page([document], {"heteronym": score([document], found["heteronym"])}, found)


def test_nothing_of_a_text_becomes_markup() -> None:
    page = hostile_page()

    assert page.count("<script>") == 1
    assert page.count("</td>") == 2 * 8
    assert page.count("&lt;script&gt;") > 4


def test_a_page_allows_its_own_style_and_script_alone(tmp_path: Path) -> None:
    write_sheet(tmp_path / "sheet.html", ROWS, KNOWN)
    for page in (hostile_page(), (tmp_path / "sheet.html").read_text("utf-8")):
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        assert policy.startswith("default-src 'none'; ")
        for tag in ("style", "script"):
            (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy
        assert not re.search(r"\b(?:src|href|action)=", page)
        assert not re.search(r"https?:|\bon\w+=", page)


def test_a_case_is_shown_in_its_context_with_what_was_found_of_it() -> None:
    page = cases_page(DOCUMENTS, SCORES, FOUND)

    assert "[4 documents".replace("[", "") in page
    assert "<td><bdi>Bo Ray paid 90 dollars with <mark><b>QX 4</b>17</mark>, said Bo.</bdi></td>" in page
    assert page.count("<tr>") == 1 + sum(len(one.cases) for one in SCORES.values())


def test_the_page_of_a_sheet_holds_its_rows(tmp_path: Path) -> None:
    write_sheet(tmp_path / "sheet.html", ROWS, KNOWN)
    page = (tmp_path / "sheet.html").read_text("utf-8")

    texts = [unescape(text) for text in re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)]
    assert texts == [row.text for row in ROWS]


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    if not (CHROMIUM.exists() and DRIVER.exists()):
        pytest.skip("needs Chromium and chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ARGUMENTS:
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download.default_directory": str(tmp_path)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options, webdriver.ChromeService(str(DRIVER)))
    yield started
    assert started.get_log("browser") == []
    started.quit()


@pytest.mark.slow
def test_cases_can_be_filtered_and_sorted(browser: webdriver.Chrome, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(cases_page(DOCUMENTS, SCORES, FOUND), "utf-8")
    browser.get(f"file://{tmp_path}/report.html")

    def shown(column: int) -> list[str]:
        rows = [row for row in browser.find_elements(By.CSS_SELECTOR, "#cases tr") if row.is_displayed()]
        return [row.find_elements(By.TAG_NAME, "td")[column].text for row in rows]

    Select(browser.find_element(By.NAME, "kind")).select_by_visible_text("false alarm")
    assert set(shown(2)) == {"false alarm"}
    browser.find_element(By.NAME, "recognizer").send_keys("date")
    assert shown(4) == ["Dates", "Dates"]
    browser.find_element(By.NAME, "text").send_keys("june")
    assert browser.find_element(By.ID, "shown").text.startswith("1 of")
    browser.find_element(By.NAME, "text").clear()
    browser.execute_script("document.forms[0].reset(); document.forms[0].dispatchEvent(new Event('input'))")
    button = browser.find_elements(By.CSS_SELECTOR, "th button")[0]
    button.click()
    button.click()
    assert shown(0) == sorted(shown(0), key=int, reverse=True)


@pytest.mark.slow
def test_a_sheet_can_be_marked_saved_and_read_back(browser: webdriver.Chrome, tmp_path: Path) -> None:
    write_sheet(tmp_path / "page.html", ROWS, KNOWN)
    browser.get(f"file://{tmp_path}/page.html")

    first, second = browser.find_elements(By.TAG_NAME, "textarea")
    browser.execute_script("arguments[0].focus(); arguments[0].setSelectionRange(0, 8)", second)
    Select(browser.find_element(By.ID, "entity")).select_by_visible_text("US_SSN")
    browser.find_element(By.ID, "mark").click()
    place = ROWS[0].text.index("Bo Ray")
    browser.execute_script(f"arguments[0].focus(); arguments[0].setSelectionRange({place}, {place})", first)
    browser.find_element(By.ID, "unmark").click()
    for box in browser.find_elements(By.CSS_SELECTOR, "section input"):
        box.click()
    assert browser.find_element(By.ID, "state").text == "2 of 2 checked"
    browser.find_element(By.ID, "save").click()
    saved = tmp_path / "sheet.jsonl"
    WebDriverWait(browser, 20).until(lambda _: saved.exists() and saved.stat().st_size)

    labelled, _ = read_sheet(saved, KNOWN)

    assert [tuple(one.document) for one in labelled] == [FIRST, SECOND]
    assert [one.marks for one in labelled] == [[(), ((0, 11, "PERSON"),), ()], [((0, 8, "US_SSN"),)]]
    browser.get(f"file://{tmp_path}/page.html")
    browser.find_element(By.ID, "load").send_keys(str(saved))
    WebDriverWait(browser, 20).until(lambda _: browser.find_element(By.ID, "state").text == "2 of 2 checked")
    texts = [area.get_property("value") for area in browser.find_elements(By.TAG_NAME, "textarea")]
    assert texts == [json.loads(line)["text"] for line in saved.read_text("utf-8").splitlines()]
