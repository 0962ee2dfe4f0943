"""A look from anybody may be wrong or wicked: it sees plain values, reads its own files, ends, and costs a sentence."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.errors import StyleError
from publish.fonts.roles import find_faces
from publish.style import list_styles, load_style, templates
from publish.style.templates import Templates, is_plain
from publish.writers.html.page import Setting, render_html
from tests.conftest import Run
from tests.writers.word.word_files import document, paragraph

LOOK = 'extends = "speech"\nlabel = "本局"\n'
SECRET = "机密-canary"


@pytest.fixture
def look(tmp_path: Path) -> Path:
    """A foreign look in a folder, beside a file that is none of its business."""
    folder = tmp_path / "look"
    folder.mkdir()
    (folder / "style.toml").write_text(LOOK, encoding="utf-8")
    (tmp_path / "canary.txt").write_text(SECRET, encoding="utf-8")
    return folder


def render(look: Path, template: str) -> str:
    (look / "page.html.j2").write_text(template, encoding="utf-8")
    return render_html(document(paragraph("正文")), Setting(load_style(str(look)), find_faces()))


WICKED = [
    "{{ setting.style.folders[0].joinpath('..', 'canary.txt').read_text() }}",
    "{{ setting.style.folders[0].write_text('x') }}",
    "{% for folder in setting.style.folders %}{{ folder }}{% else %}{{ nowhere.nothing }}{% endfor %}",
    "{{ (setting.faces.values() | list)[0][0].path.read_bytes() }}",
    "{{ setting.faces['仿宋'][0].path.parent }}",
    "{{ setting.faces['仿宋'] | map(attribute='path') | map('string') | join }}",
    "{{ call_note.__globals__ }}",
    "{{ call_note | attr('__globals__') }}",
    "{{ self._TemplateReference__context.environment.loader }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ '{0.__class__}'.format(setting) }}",
    "{{ document.blocks[0].__init__.__globals__ }}",
]


@pytest.mark.parametrize("template", WICKED)
def test_a_template_gets_plain_values_only(look: Path, template: str) -> None:
    with pytest.raises(StyleError):
        render(look, template)
    assert sorted(path.name for path in look.parent.rglob("*")) == sorted(
        ["canary.txt", "look", "page.html.j2", "style.toml"]
    )
    assert (look.parent / "canary.txt").read_text(encoding="utf-8") == SECRET


@pytest.mark.parametrize("value", [Path(), open, os, [Path()], {"a": (Path(),)}, Path().exists, type, lambda: None])
def test_what_is_not_plain(value: object) -> None:
    assert not is_plain(value)


@pytest.mark.parametrize("value", ["", 1, 0.5, None, ("a", [1]), {"a": {"b": 1}}, "".join, document(paragraph("正文"))])
def test_what_is_plain(value: object) -> None:
    assert is_plain(value)


@pytest.mark.parametrize("name", ["../canary.txt", "{absolute}", "linked.txt", "pipe"])
def test_templates_are_held_inside_their_look(look: Path, name: str) -> None:
    canary = look.parent / "canary.txt"
    (look / "linked.txt").symlink_to(canary)
    os.mkfifo(look / "pipe")
    with pytest.raises(StyleError) as error:
        render(look, f"{{% include '{name.replace('{absolute}', str(canary))}' %}}")
    assert SECRET not in error.value.message


def test_a_template_may_use_files_of_its_own_look(look: Path) -> None:
    (look / "part.html").write_text("本局{{ document.blocks | length }}", encoding="utf-8")
    assert render(look, "{% include 'part.html' %}") == "本局1"


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
        "{% macro again(n) %}{% if n %}{{ again(n - 1) }}{{ again(n - 1) }}{% endif %}{% endmacro %}{{ again(60) }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% include 'page.html.j2' %}",
        "{{ 'x' * 1000000000000 }}",
        "{{ 9 ** 999999 }}",
        "{{ lipsum(1000000) }}",
    ],
)
def test_a_template_that_would_not_end_is_stopped(look: Path, monkeypatch: pytest.MonkeyPatch, template: str) -> None:
    monkeypatch.setattr(templates, "MOST_STEPS", 10_000)
    with pytest.raises(StyleError):
        render(look, template)


def test_loops_know_where_they_are(look: Path) -> None:
    """Counting the turns of a loop takes nothing from it."""
    template = "{% for a in [3, 4] %}{{ loop.index }}/{{ loop.length }}{{ ',' if not loop.last }}{% endfor %}"
    assert render(look, template) == "1/2,2/2"


def test_what_a_foreign_template_stumbles_over_is_its_fault(look: Path) -> None:
    with pytest.raises(StyleError, match=r"模板 page\.html\.j2 有错"):
        render(look, "{{ 1 + 'a' }}")


class Broken:
    """A letter with a fault of ours in it."""

    @property
    def title(self) -> str:
        """Stumbles."""
        raise KeyError("ours")


def test_our_own_templates_do_not_take_the_blame_for_our_code(look: Path) -> None:
    """A fault of ours must come with its traceback, not as advice to mend a template."""
    with pytest.raises(KeyError, match="ours"):
        Templates(load_style("speech").folders).write("mail.txt.j2", "speech", letter=Broken())
    with pytest.raises(StyleError):
        Templates(load_style(str(look)).folders).write("mail.txt.j2", "look", letter=Broken())


# --- whose look it is


def test_a_built_in_name_is_never_looked_for_in_the_current_folder(look: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look.rename(look.parent / "speech")
    monkeypatch.chdir(look.parent)
    assert load_style("speech").label != "本局"
    assert load_style("./speech").label == "本局"


@pytest.mark.parametrize("named", ["look", "./look", "../look", "{absolute}"])
def test_a_text_cannot_name_a_folder(
    look: Path, monkeypatch: pytest.MonkeyPatch, publish: Callable[..., Run], named: str
) -> None:
    inside = look.parent / "texts"
    inside.mkdir()
    (look.parent / "texts" / "look").symlink_to(look)
    monkeypatch.chdir(inside)
    wanted = named.replace("{absolute}", str(look))
    Path("a.md").write_text(f"---\nstyle: {wanted}\n---\n\n# 讲话\n\n同志们：\n", encoding="utf-8")
    run = publish("outline", "a.md")
    assert (run.code, "没有装" in run.err, "--style" in run.err) == (4, True, True)
    assert publish("outline", "a.md", "--style", wanted).code == 0


def test_a_text_may_name_an_installed_look(
    look: Path, monkeypatch: pytest.MonkeyPatch, publish: Callable[..., Run]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(look.parent / "data"))
    home = look.parent / "data" / "publish" / "styles"
    home.mkdir(parents=True)
    look.rename(home / "本局")
    assert "本局" in list_styles()
    text = look.parent / "a.md"
    text.write_text("---\nstyle: 本局\n---\n\n# 讲话\n\n同志们：\n", encoding="utf-8")
    assert publish("outline", text).code == 0
    (home / "本局" / "page.html.j2").write_text("x", encoding="utf-8")
    run = publish("outline", text)
    assert (run.code, "不能带模板" in run.err) == (4, True)


@pytest.mark.parametrize("parent", ["../other", "{absolute}", "other"])
def test_a_look_extends_looks_with_names_or_inside_it(look: Path, parent: str) -> None:
    other = look.parent / "other"
    other.mkdir()
    (other / "style.toml").write_text(LOOK, encoding="utf-8")
    wanted = parent.replace("{absolute}", str(other))
    (look / "style.toml").write_text(f'extends = "{wanted}"\nlabel = "下级"\n', encoding="utf-8")
    with pytest.raises(StyleError, match="extends"):
        load_style(str(look))
    other.rename(look / "other")
    (look / "style.toml").write_text('extends = "other"\nlabel = "下级"\n', encoding="utf-8")
    assert load_style(str(look)).label == "下级"


def test_a_style_file_that_is_none(look: Path) -> None:
    (look / "style.toml").unlink()
    (look / "style.toml").symlink_to(look.parent / "canary.txt")
    with pytest.raises(StyleError, match="链接"):
        load_style(str(look))
    (look / "style.toml").unlink()
    (look / "style.toml").write_bytes(b"#" * 2_000_000)
    with pytest.raises(StyleError, match="太大"):
        load_style(str(look))
