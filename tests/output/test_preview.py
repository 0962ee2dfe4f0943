"""The preview shows pages and report, renews itself, and opens no door."""

from __future__ import annotations

import http.client
import io
import json
import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

import pikepdf
import pytest
from PIL import Image

from publish.errors import ExitCode, OutputError
from publish.output.preview import Pages, Preview, serve
from publish.output.preview.server import LONG_POLL_SECONDS
from publish.processes.crew import run_batch
from tests.children import listening_addresses

# What happens at once happens long before a browser's wait would end by itself, even on a slow machine.
PATIENCE = LONG_POLL_SECONDS / 2


def make_pdf(pages: int, red: float = 1.0) -> bytes:
    """Pages of 100 x 50 pt, painted in one colour."""
    pdf, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(100, 50))
        page.Contents = pdf.make_stream(f"{red} 0 0 rg 0 0 100 50 re f".encode())
    pdf.save(out)
    return out.getvalue()


@pytest.fixture
def preview() -> Preview:
    preview = Preview()
    preview.show(make_pdf(3), "讲话 <b>&", "3 页", ["提示  a.txt 第 3 行：<script>alert(1)</script>"])
    return preview


@pytest.fixture
def address(preview: Preview) -> Iterator[str]:
    with serve(preview) as address:
        yield address


def get(address: str, **headers: str) -> tuple[int, str, bytes]:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read()


def test_the_page_shows_every_page_and_the_report_literally(address: str) -> None:
    status, kind, body = get(address)
    text = body.decode()
    assert (status, kind) == (200, "text/html; charset=utf-8")
    images = re.findall(r'<img src="([^"]+)" width="100" height="50" alt="第 (\d) 页"', text)
    assert [number for _, number in images] == ["1", "2", "3"]
    assert "讲话 &lt;b&gt;&amp;" in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text
    for source, _ in images:
        status, kind, picture = get(address + source)
        assert (status, kind) == (200, "image/png")
        image = Image.open(io.BytesIO(picture))
        assert image.size == (200, 100)
        assert image.convert("RGB").getpixel((100, 50)) == (255, 0, 0)


@pytest.mark.parametrize("name", ["preview.js", "preview.css"])
def test_what_the_page_names_is_there(address: str, name: str) -> None:
    assert f'"{name}"' in get(address)[2].decode()
    assert get(address + name)[0] == 200


def test_a_browser_waits_and_hears_of_a_new_build(preview: Preview, address: str) -> None:
    heard: list[int] = []

    def listen() -> None:
        _, _, body = get(address + "changed/1")
        heard.append(json.loads(body))

    waiting = threading.Thread(target=listen)
    waiting.start()
    time.sleep(0.3)
    assert heard == []
    preview.show(make_pdf(1, red=0.0), "第二稿")
    waiting.join(PATIENCE)
    assert heard == [2]
    content = get(address + "content")[2].decode()
    assert "第二稿" in content
    assert content.count("<img") == 1
    assert "没有发现问题" in content
    image = Image.open(io.BytesIO(get(address + "2/0.png")[2]))
    assert image.convert("RGB").getpixel((100, 50)) == (0, 0, 0)
    assert get(address + "2/1.png")[0] == 404


def test_an_error_stands_above_the_last_good_pages(preview: Preview, address: str) -> None:
    preview.fail("读不懂 <a.txt>\n→ 请另存为 UTF-8")
    text = get(address)[2].decode()
    assert "读不懂 &lt;a.txt&gt;" in text
    assert text.count("<img") == 3
    assert "没有发现问题" not in text


def test_before_the_first_build_there_is_a_page_already() -> None:
    with serve(Preview()) as address:
        assert "正在排版" in get(address)[2].decode()
        assert get(address + "0/0.png")[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "", "0.0.0.0"])
def test_a_foreign_name_for_this_address_is_refused(address: str, host: str) -> None:
    assert get(address, Host=host)[0] == 403


@pytest.mark.parametrize(("origin", "status"), [("http://evil.example", 403), ("null", 403), ("", 403), ("own", 200)])
def test_what_another_servers_page_asks_is_refused_though_it_knows_the_secret(
    address: str, origin: str, status: int
) -> None:
    own = "/".join(address.split("/")[:3])
    assert get(address, Origin=own if origin == "own" else origin)[0] == status


def test_without_the_secret_there_is_nothing(address: str) -> None:
    parts = urlsplit(address)
    for path in ("/", "/content", "/preview.js", "/x" + parts.path[2:], parts.path[:-1]):
        assert get(f"http://{parts.netloc}{path}")[0] == 404


PATHS = ["../server.py", "%2e%2e/server.py", "..%2fserver.py", "server.py", "page.html.j2", "//etc/passwd", "\\..\\x"]
PATHS += [
    "1/-1.png",
    "1/99.png",
    "1/1e3.png",
    "1/../preview.js",
    "changed/x",
    "changed/-1",
    "preview.js%00",
    "./content",
]


@pytest.mark.parametrize("path", PATHS)
def test_only_the_table_of_addresses_answers(address: str, path: str) -> None:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.putrequest("GET", parts.path + path)
    connection.endheaders()
    assert connection.getresponse().status == 404
    connection.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent(address: str, method: str) -> None:
    request = urllib.request.Request(address, data=b"x", method=method)
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=10)
    caught.value.close()
    assert caught.value.code == 501


def test_headers_let_the_page_load_nothing_foreign(address: str) -> None:
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Access-Control-Allow-Origin"] is None


def test_it_listens_on_loopback_only(address: str) -> None:
    port = urlsplit(address).port
    assert port
    assert listening_addresses(port) == ["127.0.0.1"]


def test_a_taken_port_is_one_sentence(address: str) -> None:
    port = urlsplit(address).port
    assert port is not None
    with pytest.raises(OutputError, match=str(port)) as caught, serve(Preview(), port):
        pass
    assert caught.value.code is ExitCode.OUTPUT


def test_it_ends_though_a_browser_still_waits(preview: Preview) -> None:
    with serve(preview) as address:
        waiting = threading.Thread(target=get, args=[address + "changed/1"])
        waiting.start()
        time.sleep(0.2)
        assert waiting.is_alive()
    assert waiting.is_alive()  # the server has left, the browser not
    preview.fail("")
    waiting.join(PATIENCE)
    assert not waiting.is_alive()


def draw_alone(_job: int) -> int:
    return len(Pages(make_pdf(1)).draw(0))


def test_workers_start_and_draw_while_pages_are_drawn() -> None:
    pages = Pages(make_pdf(60))
    stop = threading.Event()

    def draw() -> None:
        number = 0
        while not stop.is_set():
            pages.draw(number % 60)
            number += 1

    thread = threading.Thread(target=draw)
    thread.start()
    try:
        assert all(result.value for result in run_batch(range(10), draw_alone, 3))
    finally:
        stop.set()
        thread.join()
        pages.close()
