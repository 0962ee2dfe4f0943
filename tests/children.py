"""Processes and sockets of this machine, read from /proc: a bare Debian has neither ps nor ss."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

LISTENING = "0A"


def list_commands() -> list[str]:
    """The command line of every process, words joined by spaces."""
    commands = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            commands.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip())
    return commands


def list_children(parent: int) -> list[str]:
    """Number and command line of every process started by `parent` that still runs or was not waited for."""
    children = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(fields[1]) == parent:
                children.append(f"{folder.name} {(folder / 'cmdline').read_text(encoding='utf-8', errors='replace')}")
    return sorted(children)


def listening_addresses(port: int) -> list[str]:
    """The IPv4 addresses on which something listens on this port."""
    found = []
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        _, local, _, state, *_ = line.split()
        address, _, number = local.partition(":")
        if state == LISTENING and int(number, 16) == port:
            found.append(".".join(str(byte) for byte in reversed(bytes.fromhex(address))))
    return found
