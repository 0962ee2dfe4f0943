"""Fetches the free Fandol faces (仿宋 楷体 黑体 宋体) from Debian's own package and keeps them for the user.

The five files come out of `texlive-lang-chinese` without installing it (52 packages, 374 MB); each is checked against
its sha256 and moved into place whole, so that a broken download can simply be run again.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from publish.errors import FontError
from publish.fonts.roles import FILE_FOLDERS, fonts_folder
from publish.paths import private_folder, write_whole

PACKAGE = "texlive-lang-chinese"
CHECKSUMS = {
    "FandolFang-Regular.otf": "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
    "FandolKai-Regular.otf": "ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827",
    "FandolHei-Regular.otf": "4afa97aa8751e0118617df88272b58d43691b5cffb7ea024c4580496e9f34d28",
    "FandolSong-Bold.otf": "ffa76a70e128947a4dd22151d5ee829b23e24ce3cb6fe8ad49891cd1c2d9e9b9",
    "FandolSong-Regular.otf": "a3820003227d4abe31fe28b493200d94a849ccfd078b50a019264f70353020b0",
}
BY_HAND = (
    f"请在有网络的 Debian/Ubuntu 上运行 apt-get download {PACKAGE}，"
    "用 dpkg-deb -x 解开，把其中 fandol 文件夹里的五个 Fandol*.otf 放进 {folder}"
)


def find_wanting() -> list[str]:
    """Names of the Fandol files that are missing from the user's folder, or damaged."""
    return [name for name in CHECKSUMS if not _is_whole(fonts_folder() / name, name)]


def install_fonts() -> Iterator[Path]:
    """Put the missing files into the user's font folder, yielding each as it arrives; nothing else is touched.

    Raises FontError with what to do by hand.
    """
    wanting = find_wanting()
    if not wanting:
        return
    folder = fonts_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FontError(f"不能建立字体文件夹 {folder}（{error.strerror}）", "请检查权限") from error
    with tempfile.TemporaryDirectory(dir=folder, prefix=".install-") as scratch:
        found = _find_sources(wanting, Path(scratch))
        for name in wanting:
            yield _place(found[name], folder / name)
    _forget_download()  # 49 MB nobody needs any more


def _find_sources(wanting: list[str], scratch: Path) -> dict[str, Path]:
    for place in FILE_FOLDERS:
        if all(_is_whole(place / name, name) for name in wanting):
            return {name: place / name for name in wanting}
    unpacked = _unpack(_download(), scratch)
    found = {path.name: path for path in unpacked.rglob("Fandol*.otf") if path.name in CHECKSUMS}
    bad = [name for name in wanting if name not in found or not _is_whole(found[name], name)]
    if bad:
        _forget_download()
        raise FontError(f"下载的字体校验不符：{'、'.join(bad)}", "请再运行一次 publish fonts install")
    return found


def _cache_folder() -> Path:
    folder = private_folder("")
    if folder is None:
        hint = "请把 XDG_CACHE_HOME 设为自己的文件夹，或去掉这个设置"
        raise FontError("缓存文件夹可能被别人改动，不能用来下载", hint)
    return folder


def _forget_download() -> None:
    for path in _cache_folder().glob(f"{PACKAGE}_*.deb"):
        path.unlink(missing_ok=True)


def _download() -> Path:
    """The package file; apt skips what is already whole and resumes nothing it cannot check."""
    cache = _cache_folder()
    by_hand = BY_HAND.format(folder=fonts_folder())
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise FontError("这台电脑没有 apt-get，不能自动下载字体", by_hand)
    command = ["apt-get", "download", "-qq", PACKAGE]
    run = subprocess.run(command, cwd=cache, capture_output=True, text=True, check=False)
    debs = sorted(cache.glob(f"{PACKAGE}_*.deb"), key=lambda path: path.stat().st_mtime)
    if run.returncode or not debs:
        reason = (run.stderr.strip().splitlines() or ["原因不明"])[-1]
        raise FontError(f"下载字体失败：{reason}", f"先运行 sudo apt-get update 再试；仍不行，{by_hand}")
    return debs[-1]


def _unpack(package: Path, scratch: Path) -> Path:
    archive = scratch / "data.tar"
    command = ["dpkg-deb", "--fsys-tarfile", str(package)]
    with archive.open("wb") as out:
        made = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)
    if made.returncode:
        _forget_download()
        raise FontError("下载的字体包不完整", "请再运行一次 publish fonts install")
    with tarfile.open(archive) as tar:
        for member in tar:
            content = tar.extractfile(member) if Path(member.name).name in CHECKSUMS else None
            if content:
                (scratch / Path(member.name).name).write_bytes(content.read())
    return scratch


def _place(source: Path, target: Path) -> Path:
    write_whole(target, source.read_bytes())
    return target


def _is_whole(path: Path, name: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == CHECKSUMS[name]
    except OSError:
        return False
