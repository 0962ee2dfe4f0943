"""The preview shows pages and report, renews itself, and opens no door."""

from __future__ import annotations

import io
import json
import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from urllib.parse import urlsplit

import pikepdf
import pytest
from PIL import Image

from publish.desk.pages import Pages
from publish.desk.serving import serving_preview as serve
from publish.desk.watched import LONG_POLL_SECONDS, Preview
from publish.errors import ExitCode, OutputError
from tests.children import listening_addresses
from tests.processes.crews import run_batch

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


@contextmanager
def watched(preview: Preview) -> Iterator[str]:
    """The address of the page, in a browser that was let in by the first one."""
    with serve(preview) as entry:
        urllib.request.install_opener(urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar())))
        try:
            with urllib.request.urlopen(entry, timeout=10) as answer:
                yield answer.url
        finally:
            urllib.request.install_opener(urllib.request.build_opener())


@pytest.fixture
def address(preview: Preview) -> Iterator[str]:
    with watched(preview) as address:
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


@pytest.mark.parametrize("name", ["watched.js", "watched.css"])
def test_what_the_page_names_is_there(address: str, name: str) -> None:
    assert f'"/file/{name}"' in get(address)[2].decode()
    assert get(address.removesuffix("/watch/") + f"/file/{name}")[0] == 200


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
    with watched(Preview()) as address:
        assert "正在排版" in get(address)[2].decode()
        assert get(address + "0/0.png")[0] == 404


@pytest.mark.parametrize("path", ["1/-1.png", "1/99.png", "1/1e3.png", "changed/x", "changed/-1", "watched.html.j2"])
def test_only_the_table_of_addresses_answers(address: str, path: str) -> None:
    assert get(address + path)[0] == 404


def test_only_who_was_let_in_sees_it(preview: Preview) -> None:
    with serve(preview) as entry:
        parts = urlsplit(entry)
        assert get(f"http://{parts.netloc}/watch/")[0] == 403
        assert get(f"http://{parts.netloc}/watch/1/0.png")[0] == 403
        assert get(entry, Host="evil.example")[0] == 403


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
    with watched(preview) as address:
        waiting = threading.Thread(target=get, args=[address + "changed/1"])
        waiting.start()
        time.sleep(0.2)
        assert waiting.is_alive()
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
