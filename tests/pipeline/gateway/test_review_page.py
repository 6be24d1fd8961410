"""The page at /review in a real browser: Debian's Chromium, without a network."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser import browser as started_browser
from tests.browser import resize
from tests.pipeline.gateway.review_policies import application, sanitizers
from tests.pipeline.gateway.upstream import Served

pytestmark = pytest.mark.slow

WAIT_S = 20
TOO_MANY_TABS = 80
ORIGINAL, COPY = ".original .mark", ".copy .mark"
EMAIL = "rosalind.achterberg@hexmoor.eu"
# One finding of each family of colours, one that is kept, and characters that JavaScript counts twice.
TEXT = (
    f"😀 Ms. Delgado of Northwind Traders, {EMAIL}, 214 Harbor Street, Portland, OR 97205, paid from Norway 👩‍👩‍👧 "
    "and on 3 March 2024 by card 4111 1111 1111 1111, key AKIAQ7R4MZ2LX8VT5KWD, badge B-4711."
)
FAMILIES = {"person", "organization", "contact", "place", "amount", "number", "secret", "other"}

# The ratio of WCAG 2.2 of each text that can be seen, with the colour behind it; returns those below what AA asks for.
CONTRAST = """
const channel = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
const luminance = ([red, green, blue]) => [red, green, blue].map((one) => channel(one / 255))
  .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
const behind = (element) => {
  for (let one = element; one; one = one.parentElement) {
    const colour = parse(getComputedStyle(one).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour;
  }
  throw new Error("nothing behind");
};
const low = [];
let checked = 0;
for (const element of document.querySelectorAll("body *")) {
  const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  if ((!says && element.tagName !== "TEXTAREA") || !element.checkVisibility() || element.closest(":disabled, svg")) continue;
  const style = getComputedStyle(element);
  const [one, other] = [luminance(parse(style.color)), luminance(behind(element))].sort((a, b) => b - a);
  const ratio = (one + 0.05) / (other + 0.05);
  const size = parseFloat(style.fontSize);
  const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  checked += 1;
  if (ratio < (isLarge ? 3 : 4.5)) low.push([element.className || element.tagName, ratio]);
}
return [checked, low];
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> Iterator[str]:
    loaded = sanitizers(tmp_path_factory.mktemp("policies"), key_file)
    with Served(application(loaded)) as url:
        yield url


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with started_browser(tmp_path_factory.mktemp("browser")) as driver:
        yield driver


@pytest.fixture
def page(browser: webdriver.Chrome, url: str) -> webdriver.Chrome:
    """Reload the page in the light theme and a wide window."""
    look(browser, "light")
    resize(browser, 1280)
    browser.get(f"{url}/review")
    browser.execute_script("localStorage.clear()")
    browser.get(f"{url}/review")
    browser.get_log("browser")  # forget what earlier tests provoked
    until(browser, lambda: find_all(browser, "input[name=classification]"))
    return browser


def look(browser: webdriver.Chrome, scheme: str, motion: str = "no-preference") -> None:
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": motion},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def until(browser: webdriver.Chrome, holds: Callable[[], Any]) -> None:
    WebDriverWait(browser, WAIT_S, 0.05).until(lambda _: holds())


def find(browser: webdriver.Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def find_all(browser: webdriver.Chrome, selector: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, selector)


def texts(browser: webdriver.Chrome, selector: str) -> list[str]:
    return [element.text for element in find_all(browser, selector)]


def press(browser: webdriver.Chrome, *keys: str) -> WebElement:
    """Press keys at the current focus; return the new focus."""
    for key in keys:
        ActionChains(browser).send_keys(key).perform()
    return browser.switch_to.active_element


def tab_to(browser: webdriver.Chrome, selector: str) -> WebElement:
    for _ in range(TOO_MANY_TABS):
        here = press(browser, Keys.TAB)
        if browser.execute_script("return arguments[0].matches(arguments[1])", here, selector):
            return here
    raise AssertionError(f"no way to {selector} by keyboard")


def review(browser: webdriver.Chrome, text: str) -> None:
    """Paste a text, since a driver cannot type emoji, and run it by keyboard."""
    browser.execute_script("document.getElementById('text').value = arguments[0]", text)
    find(browser, "#text").send_keys(Keys.CONTROL, Keys.ENTER)
    until(
        browser,
        lambda: find(browser, "#run").text == "Review" and find(browser, "#status").text not in ("", "Reviewing"),
    )


def words(mark: WebElement) -> str:
    """Return the text of a mark without the name of its entity."""
    return mark.text.removesuffix(tag(mark)).rstrip()


def tag(mark: WebElement) -> str:
    return mark.find_element(By.CSS_SELECTOR, ".tag").text.strip()


def test_everything_is_done_by_keyboard_alone(page: webdriver.Chrome) -> None:
    tab_to(page, "#text")
    ActionChains(page).send_keys(f"Ask {EMAIL}, badge B-4711, on 3 March 2024.").perform()
    tab_to(page, "input[name=classification]")
    press(page, Keys.ARROW_RIGHT)
    assert find(page, "input[name=classification]:checked").get_attribute("value") == "public"
    press(page, Keys.ARROW_LEFT)
    ActionChains(page).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()
    until(page, lambda: find(page, "#status").text == "3 findings. 3 replaced, 0 kept.")

    first = tab_to(page, ORIGINAL)
    assert words(first) == EMAIL
    second = press(page, Keys.ARROW_RIGHT)
    assert words(second) == "B-4711"
    row = press(page, Keys.ENTER)
    assert row.get_attribute("id") == "finding-2"
    cells = [cell.text for cell in row.find_elements(By.CSS_SELECTOR, "th, td")]
    assert cells == ["2", "B-4711", "Badge", "0.95", "BADGE_pattern", "mask", "********"]
    press(page, Keys.TAB, Keys.ENTER)
    assert words(page.switch_to.active_element) == "B-4711"


def test_a_finding_and_its_counterpart_light_up_together(page: webdriver.Chrome) -> None:
    review(page, TEXT)
    for here, there in ((ORIGINAL, COPY), (COPY, ORIGINAL)):
        ActionChains(page).move_to_element(find_all(page, here)[1]).perform()
        assert [one.get_attribute("data-finding") for one in find_all(page, ".mark.lit")] == ["2", "2"]
        assert "lit" in find_all(page, there)[1].get_attribute("class")
    tab_to(page, COPY)
    assert [one.get_attribute("data-finding") for one in find_all(page, ".mark.lit")] == ["1", "1"]


def test_a_tooltip_tells_entity_score_recognizer_and_decision(page: webdriver.Chrome) -> None:
    review(page, f"Ask {EMAIL}.")
    mark = tab_to(page, ORIGINAL)
    tooltip = find(page, "#tooltip")
    assert tooltip.text.split("\n") == [
        "Entity", "EMAIL_ADDRESS", "Score", "1.00", "Recognizer", "email_address", "Decision", "pseudonymize",
    ]  # fmt: skip
    assert mark.get_attribute("aria-describedby") == "tooltip"
    press(page, Keys.ESCAPE)
    assert not tooltip.is_displayed()


def test_marks_after_emoji_cover_the_findings(page: webdriver.Chrome) -> None:
    review(page, TEXT)
    found = [words(one) for one in find_all(page, ORIGINAL)]
    assert found == [
        "Delgado", "Northwind Traders", EMAIL, "214 Harbor Street, Portland, OR 97205", "Norway", "3 March 2024",
        "4111 1111 1111 1111", "AKIAQ7R4MZ2LX8VT5KWD", "B-4711",
    ]  # fmt: skip
    assert [words(one) for one in find_all(page, COPY)] == texts(page, "#findings td:last-child")
    assert texts(page, "#findings th") == found
    assert [tag(one) for one in find_all(page, f"{ORIGINAL}.kept")] == ["Location, kept"]


def test_lines_stay_lines(page: webdriver.Chrome) -> None:
    review(page, f"Dear\n\n  {EMAIL}\nB-4711")
    assert page.execute_script("return [...document.querySelectorAll('.copy .line')].map((one) => one.textContent)") == [
        "Dear", "", f"  {find(page, COPY).get_property('textContent')}", "********\u00a0Badge",
    ]  # fmt: skip


def test_policy_table_shows_the_decision_of_each_policy(page: webdriver.Chrome) -> None:
    review(page, f"{EMAIL} on 3 March 2024")
    assert texts(page, "#policy-names th") == ["Found", "house chosen", "public"]
    assert texts(page, "#decisions .decision") == ["pseudonymize", "pseudonymize", "shift", "keep"]
    assert texts(page, "#counts li") == ["Date or time 1", "Email address 1"]


def test_a_chat_is_shown_by_messages(page: webdriver.Chrome) -> None:
    find(page, "#example-chat").click()
    review(page, str(find(page, "#text").get_property("value")))
    assert texts(page, ".where .role") == [
        "system",
        "user",
        "assistant",
        "assistant",
        "tool",
        "tool",
        "tool",
        "assistant",
    ]
    assert texts(page, ".where code")[0] == "tool_calls[0].function.arguments > full_name"


def test_a_blocked_text_is_shown_as_blocked_with_the_reason(page: webdriver.Chrome) -> None:
    review(page, f"Project Falcon, {EMAIL}")
    assert find(page, "#status").text.startswith("Blocked. The policy house blocks records with PROJECT_CODENAME.")
    assert find(page, "#blocked").is_displayed()
    assert not find(page, "#copy").is_enabled()
    assert not find_all(page, COPY)


def test_error_is_a_readable_message(page: webdriver.Chrome) -> None:
    find(page, "#run").click()
    assert find(page, "#error").text == "Paste a text first, or take an example."
    page.execute_script("document.getElementById('text').value = 'a'.repeat(1100000)")
    find(page, "#run").click()
    until(page, lambda: find(page, "#error").text == "The text is too long: a request may have 1,048,576 bytes.")


ATTACK = (
    "<script>window.taken = 1</script><img src=x onerror='window.taken = 1'><a href='javascript:window.taken=1'>x</a>"
)


@pytest.mark.parametrize(
    "text",
    [
        f"{ATTACK} {EMAIL} {ATTACK}",
        json.dumps({"messages": [{"role": ATTACK, "content": ATTACK + EMAIL}], ATTACK: ATTACK, "__proto__": ATTACK}),
    ],
)
def test_markup_in_a_text_is_inert(page: webdriver.Chrome, text: str) -> None:
    review(page, text)
    assert page.execute_script("return window.taken") is None
    assert not find_all(page, "#result img, #result script, #result a[href^=javascript]")
    assert ATTACK in find(page, "#pairs").text
    assert page.get_log("browser") == []


def test_page_requests_no_other_host(page: webdriver.Chrome, url: str) -> None:
    review(page, TEXT)
    asked = page.execute_script("return performance.getEntries().map((entry) => entry.name)")
    assert {name.split("/review")[0] for name in asked if "://" in name} == {url}
    refused = page.execute_async_script("""
        const [url, done] = arguments;
        const refused = [];
        document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
        const script = document.createElement("script");
        script.append("window.taken = 1");
        document.body.append(script, Object.assign(document.createElement("img"), { src: url }));
        fetch(url).catch(() => setTimeout(() => done(refused), 200));
    """, "https://elsewhere.example/")  # fmt: skip
    assert {"img-src", "connect-src"} <= set(refused)
    assert {"script-src-elem", "require-trusted-types-for"} & set(refused)
    assert page.execute_script("return window.taken") is None


@pytest.mark.parametrize("width", [320, 640])
def test_a_narrow_or_zoomed_page_never_scrolls_sideways(page: webdriver.Chrome, width: int) -> None:
    resize(page, width)
    for text in ("", TEXT, f"{'x' * 400}{EMAIL} {'y' * 400}@{'z' * 200}.example.com"):
        if text:
            review(page, text)
        assert page.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_wcag_aa_contrast(page: webdriver.Chrome, scheme: str) -> None:
    look(page, scheme)
    find(page, "#run").click()  # shows an error
    text_of_error = find(page, "#error")
    assert text_of_error.is_displayed()
    check_contrast(page)
    review(page, TEXT)
    families = page.execute_script(
        "return [...document.querySelectorAll('.original .mark')].map((one) => one.classList[1])"
    )
    assert set(families) == FAMILIES
    ActionChains(page).move_to_element(find(page, ORIGINAL)).perform()  # shows the tooltip
    check_contrast(page)
    page.execute_script("for (const one of document.querySelectorAll('[data-finding]')) one.classList.add('lit')")
    check_contrast(page)
    review(page, "Project Falcon")
    check_contrast(page)


def check_contrast(page: webdriver.Chrome) -> None:
    checked, low = page.execute_script(CONTRAST)
    assert checked > 20
    assert low == []


def test_theme_follows_the_system_until_chosen_and_is_the_only_stored_setting(page: webdriver.Chrome) -> None:
    def background() -> str:
        return str(page.execute_script("return getComputedStyle(document.body).backgroundColor"))

    light = background()
    look(page, "dark")
    dark = background()
    assert dark != light
    find(page, "#theme").click()
    assert background() == light
    review(page, TEXT)
    page.refresh()
    assert background() == light
    assert find(page, "#theme").text == "Dark theme"
    kept = "return [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]"
    assert page.execute_script(kept) == [["heteronym-theme"], [], ""]


def test_the_copy_goes_to_the_clipboard(page: webdriver.Chrome, url: str) -> None:
    permissions = {"origin": url, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    page.execute_cdp_cmd("Browser.grantPermissions", permissions)
    review(page, f"Ask {EMAIL} 😀")
    find(page, "#copy").click()
    until(page, lambda: find(page, "#copy").text == "Copied")
    copied = page.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    surrogate = words(find(page, COPY))
    assert copied == f"Ask {surrogate} 😀"


def test_the_keyboard_is_never_trapped_and_the_focus_always_shows(page: webdriver.Chrome) -> None:
    review(page, TEXT)
    page.execute_script("document.activeElement.blur(); scrollTo(0, 0)")
    seen = []
    for _ in range(TOO_MANY_TABS):
        here = press(page, Keys.TAB)
        if here.tag_name == "body" or here.id in seen:
            break
        seen.append(here.id)
        shows = "const one = arguments[0].matches('.segment input') ? arguments[0].nextElementSibling : arguments[0];"
        outline = page.execute_script(f"{shows} return getComputedStyle(one).outlineStyle", here)
        assert outline == "solid", here.get_attribute("outerHTML")
    else:
        raise AssertionError("no way out")
    assert len(seen) > len(find_all(page, "#findings a"))


def test_reduced_motion_disables_animations(page: webdriver.Chrome) -> None:
    look(page, "light", "reduce")
    page.execute_script("document.getElementById('run').classList.add('busy')")
    seconds = "return getComputedStyle(document.getElementById('run'), '::after').animationDuration"
    assert page.execute_script(seconds) == "0.001s"


def test_every_field_and_region_has_a_name(page: webdriver.Chrome) -> None:
    review(page, TEXT)
    assert find(page, "#text").accessible_name == "Text or prompt"
    assert [one.accessible_name for one in find_all(page, "input[name=classification]")] == ["house", "public"]
    assert [one.accessible_name for one in find_all(page, "table")] == ["Findings", "Under each policy"]
    assert {one.aria_role for one in find_all(page, "table")} == {"table"}
    assert all(one.accessible_name for one in find_all(page, "button:not([hidden]), a, [role=region], [role=group]"))
    assert [len(find_all(page, landmark)) for landmark in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert find(page, "#status").aria_role == "status"
    resize(page, 320)
    assert {one.aria_role for one in find_all(page, "#findings td")} == {"cell"}
