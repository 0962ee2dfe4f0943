"""Nobody asks who may not, nothing is loaded that is not ours, what strangers write stands there literally."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from publish.desk import desks
from publish.desk.application import Application
from publish.desk.guard import MOST_WRONG, Users
from publish.desk.workshop import Workshop
from tests.conftest import SPEECH
from tests.desk.benches import HOST, PORT, Browser
from tests.faults.poison import BYTES

Bench = tuple[Application, Users, Workshop, Path]


@pytest.fixture
def stranger(bench: Bench, visit: Callable[[], Browser]) -> TestClient:
    """A browser that knows the address, and nothing else."""
    client = TestClient(bench[0].build(), base_url=HOST, follow_redirects=False)
    client.portal = visit().client.portal
    return client


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", "", "0.0.0.0", f"127.0.0.1.nip.io:{PORT}"],
)
def test_a_foreign_name_for_this_address_is_refused(browser: Browser, host: str) -> None:
    assert browser.get("papers").status_code == 200
    assert browser.client.get(f"{browser.desk}papers", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", f"https://127.0.0.1:{PORT}", f"{HOST}.evil.example"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_servers_page_is_refused_though_the_browser_was_let_in(
    browser: Browser, origin: str, method: str
) -> None:
    path = browser.desk + ("papers" if method == "GET" else "alive")
    assert browser.client.request(method, path, headers={"Origin": origin}).status_code == 403
    assert browser.client.request(method, path, headers={"Origin": HOST}).status_code in (200, 204)


def test_what_changes_something_says_where_it_comes_from(browser: Browser) -> None:
    assert browser.client.post(f"{browser.desk}alive").status_code == 403
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert browser.client.post(f"{browser.desk}alive", headers=headers).status_code == 204


def test_without_the_token_there_is_nothing(stranger: TestClient, browser: Browser) -> None:
    for path in (browser.desk, f"{browser.desk}papers", "/desk/x/", "/watch/"):
        assert stranger.get(path).status_code == 403
    assert stranger.get("/wrongtoken/").status_code == 404
    page = stranger.get("/")
    assert page.status_code == 403
    assert "完整的地址" in page.text
    guessed = {"Cookie": f"publish-desk-{PORT}=guessed"}
    assert stranger.get(f"{browser.desk}papers", headers=guessed).status_code == 403


def test_another_users_desk_cannot_be_read(visit: Callable[[], Browser]) -> None:
    mine, other = visit(), visit()
    number = mine.open("机密.txt", SPEECH.encode())
    look = mine.get(f"{number}/state").json()["look"]
    for path in (
        "papers",
        f"{number}/state",
        f"{number}/{look}/2/0.png",
        f"{number}/take/pdf",
        "zip",
        f"{number}/speak",
    ):
        assert other.client.get(mine.desk + path).status_code == 404
    for path in ("files", f"{number}/step", f"{number}/remove", "close"):
        assert other.client.post(mine.desk + path, headers={"Origin": HOST}).status_code == 404
    assert other.get("papers").json() == []
    assert str(other.client.get(mine.desk).url) != HOST + mine.desk  # an old address leads to a desk of one's own


PATHS = [
    "../../etc/passwd",
    "%2e%2e/%2e%2e/etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "1/../../2/0.png",
    "1/look-0%2f../2/0.png",
]
PATHS += ["1/look-0/2/-1.png", "1/look-0/2/99.png", "1/look-0/3/0.png", "1/look-9/2/0.png", "1/%00/2/0.png"]
PATHS += [
    "1/..%2f..%2f/2/0.png",
    "1/take/exe",
    "1/take/%2e%2e",
    "999/state",
    "-1/state",
    "1e3/state",
]


@pytest.mark.parametrize("path", PATHS)
def test_path_tricks_lead_nowhere(browser: Browser, path: str) -> None:
    browser.open("讲话.txt", SPEECH.encode())
    answer = browser.client.get(f"{browser.desk}{path}", follow_redirects=False)
    assert answer.status_code in (404, 422)
    assert "root:" not in answer.text


@pytest.mark.parametrize("name", ["../guard.py", "guard.py", "..%2fguard.py", "desk.html.j2", "%2fetc%2fpasswd", "."])
def test_only_the_pages_own_files_are_served(browser: Browser, name: str) -> None:
    assert browser.client.get(f"/file/{name}").status_code in (403, 404)


def test_headers_let_the_page_load_nothing_foreign(browser: Browser, stranger: TestClient) -> None:
    answers = [browser.get(""), browser.get("papers"), browser.client.get("/file/desk.js"), stranger.get("/")]
    answers.append(stranger.get("/", headers={"Host": "evil.example"}))
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Set-Cookie" not in stranger.get("/").headers


def test_the_cookie_is_for_this_server_only(bench: Bench, stranger: TestClient) -> None:
    cookie = stranger.get(f"/{bench[1].token}/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_the_page_names_no_other_host_and_is_small(browser: Browser) -> None:
    page = browser.get("").text
    files = set(re.findall(r'(?:src|href)="(/file/[^"]+)"', page))
    scripts = {
        f"/file/{name}" for name in re.findall(r'from "\./([a-z]+\.js)"', browser.client.get("/file/desk.js").text)
    }
    size = len(page.encode())
    for path in files | scripts:
        answer = browser.client.get(path)
        assert answer.status_code == 200
        assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", answer.text), path
        size += len(answer.content)
    assert size <= 150 << 10


NAMES = [
    "<img src=x onerror=alert(1)>.txt",
    "../../../etc/passwd.txt",
    "..\\..\\窗口.txt",
    "CON.txt",
    "a\u202etxt.txt",
    "关于“×”的通知（一）.txt",
]
NAMES += [
    "-rf.txt",
    "  .txt",
    "名" * 300 + ".txt",
    "a%2f..%2fb.txt",
    "'; drop.txt",
    "\u200b.txt",
    "emoji😀.txt",
    "~$讲话.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_with_every_odd_character(browser: Browser, bench: Bench, name: str) -> None:
    number = browser.open(name, SPEECH.encode())
    state = browser.get(f"{number}/state").json()
    assert not state["error"]
    (folder,) = [path.parent for path in bench[3].rglob(state["file"])]
    assert folder.name == str(number)
    assert browser.get(f"{number}/take/pdf").status_code == 200


@pytest.mark.parametrize("name", sorted(BYTES))
def test_poison_is_one_sentence_and_the_next_text_is_printed(browser: Browser, name: str) -> None:
    said = browser.put((name, BYTES[name]()))
    for paper in said["papers"]:
        error = browser.wait(paper["number"])["error"]
        assert not error or re.search("[一-鿿]", error["message"])
        assert "Traceback" not in str(error)
    for refused in said["refused"]:
        assert re.search("[一-鿿]", refused["message"])
    assert not browser.wait(browser.open("讲话.txt", SPEECH.encode()))["error"]


CANARY = "<script>window.canary=1</script>\"'><img src=x onerror=window.canary=1>"


def test_script_in_a_text_reaches_the_page_as_text(browser: Browser) -> None:
    number = browser.open("讲话.txt", f"关于{CANARY}的讲话\n同志们：\n{CANARY}\n".encode())
    assert CANARY in "".join(line["text"] for line in browser.get(f"{number}/state").json()["lines"])
    assert browser.get(f"{number}/state").headers["Content-Type"] == "application/json"
    assert CANARY not in browser.get("").text


@pytest.mark.parametrize("name", ["照片.png", "表.xlsx", "程序.exe", "没有扩展名", "旧.pages"])
def test_what_no_reader_takes_is_refused_with_a_remedy(browser: Browser, name: str) -> None:
    (refused,) = browser.put((name, b"x"))["refused"]
    assert refused["file"] == name
    assert refused["hint"]


def test_limits_of_what_is_put_in(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "MOST_PAPERS", 2)
    said = browser.put(*[(f"{number}.txt", b"x") for number in range(3)])
    assert len(said["papers"]) == 2
    assert said["refused"][0]["message"] == "放不下了"
    giant = {"Content-Length": "999999999999", "Origin": HOST}
    assert browser.client.post(f"{browser.desk}files", content=b"x", headers=giant).status_code == 413


def test_a_text_too_long_is_refused(browser: Browser) -> None:
    number = browser.open("长.txt", ("字" * 500 + "\n").encode() * 401)
    assert "最多" in browser.get(f"{number}/state").json()["error"]["message"]


def test_a_closed_page_leaves_no_file(browser: Browser, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    browser.open("讲话.txt", SPEECH.encode())
    assert list(bench[3].rglob("讲话.txt"))
    browser.post("close")
    assert browser.get("papers").status_code == 200  # it was only loaded again
    browser.post("close")
    now = time.monotonic()
    monkeypatch.setattr("time.monotonic", lambda: now + desks.RELOAD_SECONDS + 1)
    browser.client.get("/")  # opens a desk, which clears those whose time is up
    monkeypatch.undo()
    assert not list(bench[3].rglob("讲话.txt"))
    answer: Any = browser.client.get(f"{browser.desk}papers")
    assert answer.status_code == 404
    assert answer.json()["hint"]


def test_who_closed_the_page_by_mistake_finds_his_text_again(browser: Browser, visit: Callable[[], Browser]) -> None:
    browser.open("讲话.txt", SPEECH.encode())
    assert browser.client.get("/").url.path != browser.desk  # a second page beside the first is empty
    browser.post("close")
    assert visit().desk != browser.desk  # and nobody else gets it
    assert browser.client.get("/").url.path == browser.desk


@pytest.fixture
def door(tmp_path: Path) -> Iterator[TestClient]:
    users = Users(PORT, "芝麻开门吧")
    workshop = Workshop(1, tmp_path)
    app = Application(users, desks.Desks(workshop, tmp_path)).build()
    with TestClient(app, base_url=HOST, headers={"Origin": HOST}) as client:
        yield client


def test_the_local_network_needs_the_password(door: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.desk.guard.WAIT_SECONDS", 0.0)
    assert 'type="password"' in door.get("/").text
    assert door.post("/enter", data={"password": "错的"}).status_code == 403
    assert door.post("/enter", data={"password": "芝麻开门吧"}).url.path.startswith("/desk/")
    door.cookies.clear()
    for _ in range(MOST_WRONG):
        door.post("/enter", data={"password": "再猜"})
    assert (
        door.post("/enter", data={"password": "芝麻开门吧"}).status_code == 403
    )  # too many guesses: nobody for a minute
