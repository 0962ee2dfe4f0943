"""The page in Debian's Chromium and Firefox: what a clerk does, with mouse and with keyboard; what it must not do."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import APIResponse, Browser, Page, Playwright, Route, sync_playwright

from tests.conftest import Run
from tests.desk.benches import serving

BROWSERS = {
    "chromium": shutil.which("chromium") or shutil.which("chromium-browser"),
    "firefox": shutil.which("firefox-esr") or shutil.which("firefox"),
}
NEEDED = "PUBLISH_NEEDS_BROWSERS"  # set where its absence is a failure
PATIENCE = 30.0
CHANGED = 1_700_000_000


IN_EACH = ["chromium", pytest.param("firefox", marks=pytest.mark.slow)]  # Firefox takes a minute: in the long suite


@pytest.fixture(scope="module", params=IN_EACH)
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    name = request.param
    if not BROWSERS[name]:
        assert not os.environ.get(NEEDED), f"{NEEDED} is set, and there is no {name}"
        pytest.skip(f"no {name} here (apt-get install {name})")
    with sync_playwright() as playwright:
        yield launch(playwright, name)


def launch(playwright: Playwright, name: str) -> Browser:
    if name == "firefox":  # Debian's own, by WebDriver BiDi
        return playwright.firefox.launch(executable_path=BROWSERS[name], channel="moz-firefox")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=BROWSERS[name], args=[*root, "--disable-dev-shm-usage"])


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("desk")) as (_, address):
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The desk in a browser of its own; whatever it complains of, or asks of another host, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=False)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    own = address.split("/")[2]
    page.on("request", lambda request: faults.append(request.url) if is_foreign(request.url, own) else None)
    page.goto(address)
    yield page
    context.close()
    assert faults == []


def is_foreign(url: str, own: str) -> bool:
    return not url.startswith(("blob:", "data:")) and url.split("/")[2] != own


def until(page: Page, true: str) -> None:
    """Wait for what a script says; playwright's own waiting would need eval, which the page forbids."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(true):
        assert time.monotonic() < end, true
        page.wait_for_timeout(20)


SETTLED = "!!document.querySelector('#pages img')?.naturalWidth && document.getElementById('status').textContent === ''"


def put(page: Page, *files: Path) -> None:
    page.set_input_files("#files", [str(file) for file in files])
    until(page, SETTLED)


def drop(page: Page, name: str, text: str) -> None:
    """Drop a file of that name on the page."""
    handle = page.evaluate_handle(
        """([name, text, changed]) => { const data = new DataTransfer();
        data.items.add(new File([text], name, { lastModified: changed })); return data; }""",
        [name, text, CHANGED * 1000],
    )
    page.dispatch_event("body", "dragover", {"dataTransfer": handle})
    page.dispatch_event("body", "drop", {"dataTransfer": handle})
    until(page, SETTLED)


def look(page: Page) -> str:
    return str(page.evaluate("document.querySelector('#pages img').dataset.source"))


def changed(page: Page, work: Callable[[], object]) -> None:
    """Do something after which the pages are others, and wait for them."""
    before = look(page)
    work()
    until(page, f"document.querySelector('#pages img').dataset.source !== {before!r}")
    until(page, SETTLED)


def take(page: Page, button: str, folder: Path) -> Path:
    if page.context.browser and page.context.browser.browser_type.name == "firefox":
        return catch(page, button, folder)
    with page.expect_download() as download:
        page.click(button)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def catch(page: Page, button: str, folder: Path) -> Path:
    """What the page hands to Firefox for saving, which WebDriver BiDi keeps it from doing."""
    page.evaluate(
        """() => { window.saved = null;
        URL.createObjectURL = (blob) => { window.blob = blob; return ""; };
        HTMLAnchorElement.prototype.click = function () { window.saved = this.download; }; }"""
    )
    page.click(button)
    until(page, "window.saved")
    name, content = page.evaluate("async () => [window.saved, [...new Uint8Array(await window.blob.arrayBuffer())]]")
    path = folder / str(name)
    path.write_bytes(bytes(content))
    return path


def test_drop_the_seed_correct_fill_and_take_both_files(
    page: Page, seed: Path, tmp_path: Path, publish: Callable[..., Run]
) -> None:
    drop(page, "讲话（稿）.txt", seed.read_text(encoding="utf-8"))
    page.click("text=五要努力干出新样子")
    changed(page, lambda: page.select_option(".editor select", label="引文"))
    page.click("#tab-settings")
    page.locator("#fill0").press_sequentially("B5")  # keys, not words: only keys make Firefox tell of a change
    changed(page, lambda: page.press("#fill0", "Enter"))
    page.click("#tab-take")
    taken = [take(page, button, tmp_path) for button in ("#take-pdf", "#take-docx", "#take-side")]
    source = tmp_path / "讲话（稿）.txt"
    source.write_bytes(seed.read_bytes())
    os.utime(source, (CHANGED, CHANGED))
    assert taken[2].name == "讲话（稿）.toml"
    assert '"9" = "引文"' in taken[2].read_text(encoding="utf-8")
    for kind, file in zip(("pdf", "docx"), taken, strict=False):
        assert publish(kind, source, "-o", tmp_path / "made").code == 0
        assert (tmp_path / "made" / file.name).read_bytes() == file.read_bytes()


def test_with_the_keyboard_alone(page: Page, seed: Path) -> None:
    put(page, seed)
    page.focus("#tab-lines")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    assert "各位委员" in str(page.evaluate("document.activeElement.textContent"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    changed(page, lambda: page.keyboard.press("ArrowDown"))  # the next role of the list
    assert page.locator(".line button .name").nth(2).text_content() != "称谓"
    assert page.evaluate("document.activeElement.tagName") == "SELECT"  # the focus stays where it was
    page.focus("#undo")
    changed(page, lambda: page.keyboard.press("Enter"))
    assert page.locator(".line button .name").nth(2).text_content() == "称谓"
    page.focus("#tab-lines")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-settings"
    assert page.is_visible("#panel-settings")


def test_a_click_on_the_page_opens_the_paragraph_under_it(page: Page, seed: Path) -> None:
    put(page, seed)
    sheet = page.locator(".sheet").first
    box = sheet.bounding_box()
    assert box
    sheet.click(position={"x": box["width"] / 2, "y": box["height"] * 0.26})
    assert "各位委员、同志们：" in (page.locator(".line button[aria-expanded=true]").text_content() or "")
    assert page.locator(".spot").count() == 1


def test_a_click_on_a_finding_shows_the_place_on_the_page(page: Page, seed: Path) -> None:
    put(page, seed)
    page.click("#tab-account")
    page.locator(".account button.message", has_text="还没有填写").nth(1).click()
    spot = page.locator(".sheet").nth(2).locator(".spot")
    assert spot.count() == 1
    assert spot.evaluate(
        "each => { const box = each.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; }"
    )


def test_zoom_gives_sharper_pictures_and_magnifier_shows_the_spot(page: Page, seed: Path) -> None:
    put(page, seed)
    assert "/2/0.png" in look(page)
    for _ in range(3):
        page.click("#larger")
    until(page, "document.querySelector('#pages img').naturalWidth > 2000")
    page.click("#fit")
    page.click("#magnifier")
    page.hover(".sheet >> nth=0")
    assert page.locator("#lens").is_visible()
    page.click("#magnifier")
    assert page.locator("#lens").count() == 0


def test_the_speaking_view_scrolls_and_obeys_its_keys(page: Page, seed: Path) -> None:
    put(page, seed)
    page.click("#speak")
    until(page, "document.getElementById('speaking').open")
    assert page.is_visible("#speak-run")
    left = page.text_content("#speak-left")
    assert left and "分" in left
    page.keyboard.press("ArrowUp")
    assert page.input_value("#speak-rate") == "210"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.input_value("#speak-rate") == "190"
    page.keyboard.press("ArrowRight")
    before = page.evaluate("document.getElementById('speak-text').scrollTop")
    page.keyboard.press(" ")
    until(page, f"document.getElementById('speak-text').scrollTop > {before} + 5")
    page.keyboard.press("Escape")
    assert not page.is_visible("#speaking")


def test_text_is_pasted_with_its_table(page: Page) -> None:
    page.evaluate(
        """() => { const data = new DataTransfer();
        data.setData("text/html", "<p><b>会议通知</b></p><table><tr><td>时间</td><td>九点</td></tr></table>");
        data.setData("text/plain", "会议通知");
        const event = new Event("paste", { bubbles: true, cancelable: true });
        Object.defineProperty(event, "clipboardData", { value: data });  // Firefox makes an empty one of its own
        document.body.dispatchEvent(event); }"""
    )
    until(page, SETTLED)
    assert "会议通知.html" in (page.text_content("#papers") or "")


CANARY = "<img src=x onerror=window.canary=1><script>window.canary=1</script>"


def test_script_in_text_title_names_and_side_file_is_shown_literally(page: Page, tmp_path: Path) -> None:
    name = "<img src=x onerror=window.canary=1>"
    files = [tmp_path / f"{name}.txt", tmp_path / f"{name}.toml"]
    files[0].write_text(f"关于{CANARY}的讲话\n同志们：\n一愁莫展{CANARY}。××\n", encoding="utf-8")
    files[1].write_text(f"speaker = '{CANARY}'\nfill = {{ '{CANARY}' = '{CANARY}' }}\n", encoding="utf-8")
    put(page, *files)
    for tab in ("lines", "settings", "account", "take"):
        page.click(f"#tab-{tab}")
        page.wait_for_timeout(50)
    page.click("#speak")
    until(page, "document.getElementById('speaking').open")
    assert CANARY in (page.text_content("#speak-text") or "")
    assert page.evaluate("window.canary") is None
    assert (
        page.locator(
            "#panel-lines img, #panel-account img, #papers img, #speak-text img, body script:not([src])"
        ).count()
        == 0
    )


def test_an_error_is_said_and_the_old_page_stays(page: Page, seed: Path) -> None:
    put(page, seed)
    page.click("#tab-settings")
    page.locator("#field-date").press_sequentially("some day")
    page.press("#field-date", "Enter")
    until(page, "!document.getElementById('error').hidden")
    assert "日期" in (page.text_content("#error") or "")
    assert page.locator("#pages img").count() == 5


def test_what_is_being_typed_stays_when_the_checks_come(page: Page, seed: Path) -> None:
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        answer = route.fetch()
        if answer.json().get("checking") is False and not held:
            held.append((route, answer))
        else:
            route.fulfill(response=answer)

    page.route("**/state?*", hold)
    put(page, seed)
    page.click("#tab-settings")
    page.locator("#field-speaker").press_sequentially("Li")
    end = time.monotonic() + PATIENCE
    while not held and time.monotonic() < end:
        page.wait_for_timeout(20)
    route, answer = held[0]
    route.fulfill(response=answer)
    until(page, "document.getElementById('tab-account').textContent !== '提示'")
    assert page.input_value("#field-speaker") == "Li"
    page.unroute_all(behavior="ignoreErrors")


VIEWS = {"wide": (1280, 720), "zoomed to 200 %": (640, 360), "phone": (390, 844), "narrow": (320, 568)}


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_cut_off_and_nobody_is_kept_out(page: Page, seed: Path, view: str) -> None:
    width, height = VIEWS[view]
    page.set_viewport_size({"width": width, "height": height})
    assert serious(page) == []
    put(page, seed)
    page.click("text=二要勇于担当新使命")
    for tab in ("lines", "settings", "account", "take"):
        page.click(f"#tab-{tab}")
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("#speak")
    until(page, "document.getElementById('speaking').open")
    assert page.is_visible("#speak-close")
    assert serious(page) == []


def serious(page: Page) -> list[str]:
    """What axe-core finds serious or critical."""
    response = Axe().run(page).response
    assert len(response["passes"]) > 10  # it did look
    found: list[dict[str, Any]] = response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in ("serious", "critical")]
