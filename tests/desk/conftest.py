"""One application for the tests of a module; each test has a browser of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from publish.desk.application import Application
from publish.desk.guard import Users
from publish.desk.workshop import Workshop
from tests.children import list_children
from tests.conftest import HELPERS
from tests.desk.benches import HOST, Browser, opened


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> None:
    """Workers stand by from one test to the next, so that the look is taken after the last of a module."""


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_left_at_the_end() -> Iterator[None]:
    before = set(list_children(os.getpid()))
    yield
    left = set(list_children(os.getpid())) - before
    assert not [child for child in left if not any(name in child for name in HELPERS)]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Application, Users, Workshop, Path]]:
    folder = tmp_path_factory.mktemp("desks")
    with opened(folder) as (application, users, workshop):
        yield application, users, workshop, folder


@pytest.fixture
def visit(bench: tuple[Application, Users, Workshop, Path]) -> Iterator[Callable[[], Browser]]:
    """Opens a browser: each call another user."""
    application, users, _, _ = bench
    app = application.build()
    with ExitStack() as stack:
        life = stack.enter_context(TestClient(app, base_url=HOST))

        def visit() -> Browser:
            client = TestClient(app, base_url=HOST)
            client.portal = life.portal  # one loop for all, as in a server
            return Browser(client, f"/{users.token}/")

        yield visit


@pytest.fixture
def browser(visit: Callable[[], Browser]) -> Browser:
    return visit()
