# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is written down for those who come is what the program does: settings, commands, and the checks themselves."""

import json
import re
import subprocess
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from aktei.entrances.settings.declared import Settings

CHECKOUT = Path(__file__).parents[1]
SETTINGS = CHECKOUT / "src/aktei/entrances/settings/main.py"
OFFICE = re.compile(r"\boffice\.([a-z0-9_]+)")
OPERATORS, DEVELOPERS = CHECKOUT / "docs/operations.md", CHECKOUT / "CONTRIBUTING.md"
WORDS = CHECKOUT / "docs/words.md"
TSC = list((CHECKOUT / "node_modules/@typescript").glob("typescript-*/lib/tsc"))
SETTING = re.compile(r"\bAKTEI_[A-Z0-9_]*[A-Z0-9]\b")
DECLARED = {f"AKTEI_{name.upper()}" for name in Settings.model_fields}
AMONG_OURSELVES = {"AKTEI_WEB_ONE_OF", "AKTEI_FAILED_CHECKS"}
"""What one of our processes tells another; nobody sets it."""


def _script(name):
    loader = SourceFileLoader(name, str(CHECKOUT / "script" / name))
    module = module_from_spec(spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def check(monkeypatch, tmp_path):
    """script/check, looking at an empty place."""
    module = _script("check")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "docs/decisions").mkdir(parents=True)
    (tmp_path / "src").mkdir()
    (tmp_path / "ARCHITECTURE.md").touch()
    (tmp_path / "docs/decisions/README.md").write_text("- [Yes](yes.md)\n")
    return module


def _read_in(*folders, tests):
    names = set()
    for folder in folders:
        for file in (CHECKOUT / folder).rglob("*"):
            if file.is_file() and not {"vendor", "__pycache__"} & set(file.parts) and ("tests" in file.parts) == tests:
                names |= set(SETTING.findall(file.read_bytes().decode(errors="ignore")))
    return names - AMONG_OURSELVES


def test_every_setting_that_anything_looks_at_is_declared_and_every_declared_one_is_looked_at():
    read = _read_in("src", tests=False) | {f"AKTEI_{name.upper()}" for name in OFFICE.findall(SETTINGS.read_text())}
    assert sorted(read - DECLARED - set(SETTING.findall(DEVELOPERS.read_text()))) == []
    assert sorted(DECLARED - read) == []


def test_the_operators_manual_names_no_setting_that_is_not_there():
    assert sorted(set(SETTING.findall(OPERATORS.read_text())) - DECLARED) == []


def test_every_setting_of_the_tests_and_scripts_is_described_to_developers():
    written = set(SETTING.findall(DEVELOPERS.read_text())) | DECLARED
    assert sorted((_read_in("src", "tests", tests=True) | _read_in("script", tests=False)) - written) == []


def test_every_command_option_and_setting_is_written_down_as_the_program_says_it(capsys):
    assert _script("reference").main(["--check"]) == 0, capsys.readouterr().err


def test_the_worked_example_is_what_the_code_says_today():
    text = DEVELOPERS.read_text()
    act = (CHECKOUT / "src/aktei/procedures/work/actions.py").read_text()
    for line in text.partition("```python")[2].partition("```")[0].splitlines():
        assert line.strip().startswith("#") or line.partition("  #")[0].strip() in act
    named = re.findall(r"`((?:procedures|entrances|tests|script|docs)/[\w./-]+)`", text)
    assert [each for each in named if not any((CHECKOUT / at / each).exists() for at in ("src/aktei", "."))] == []


def test_no_page_of_the_documentation_points_to_a_file_that_is_not_there():
    pages = [*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md")]
    targets = [(page, at) for page in pages for at in re.findall(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)", page.read_text())]
    lost = [f"{page.name}: {at}" for page, at in targets if not at.startswith("/") and not (page.parent / at).exists()]
    assert [each for each in lost if each != "README.md: another.md"] == []  # a picture of how it is written


def test_the_picture_of_the_packages_shows_what_they_import(monkeypatch, tmp_path):
    loader = SourceFileLoader("packages", str(CHECKOUT / "script/packages"))
    module = module_from_spec(spec_from_loader("packages", loader))
    loader.exec_module(module)
    assert module.main(["--check"]) == 0
    monkeypatch.setattr(module, "PAGE", tmp_path / "page.md")
    module.PAGE.write_text((CHECKOUT / "ARCHITECTURE.md").read_text().replace("rights --> acts", "acts --> rights", 1))
    assert module.main(["--check"]) == 1
    module.main([])
    assert module.PAGE.read_text() == (CHECKOUT / "ARCHITECTURE.md").read_text()


@pytest.mark.parametrize(
    ("subject", "is_right"),
    [
        ("mailroom: a stack is one envelope", True),
        ("web, search: hits are marked", True),
        ("Merge branch 'x'", True),
        ("a stack is one envelope", False),
        ("mailroom:", False),
        ("Mailroom: a stack", False),
        ("every exception says why, also this: one", False),
    ],
)
def test_a_commits_subject_begins_with_its_area(check, tmp_path, subject, is_right):
    message = tmp_path / "message"
    message.write_text(f"{subject}\n\nWhy.\n# what git says\n")
    assert (check.main(["--subject", str(message)]) == 0) is is_right


@pytest.mark.parametrize("state", ["in force", "not taken", "replaced by [it](it.md)"])
def test_a_decision_has_a_date_and_a_state(check, tmp_path, state):
    record = tmp_path / "docs/decisions/yes.md"
    record.write_text(f"# Yes\n\n*2026-11-30, revised 2026-12-01 · {state}*\n")
    assert check.decisions() == []
    record.write_text("# Yes\n\n*2026-11-30*\n")
    assert len(check.decisions()) == 1
    record.rename(record.with_name("hidden.md"))
    assert len(check.decisions()) == 2  # and the overview does not know it


@pytest.mark.parametrize("name", ["src/long.py", "src/long.js"])
def test_a_file_that_nobody_reads_in_one_go_is_named(check, tmp_path, name):
    (tmp_path / name).write_text("x = 1\n" * 400)
    assert check.sizes() == []
    (tmp_path / name).write_text("x = 1\n" * 401)
    assert name in check.sizes()[0]


def test_a_template_has_neither_long_lines_nor_many(check, tmp_path):
    page = tmp_path / "src/page.html"
    page.write_text("x" * 160 + "\n" + "x\n" * 199)
    assert check.templates() == []
    page.write_text("x" * 161 + "\n" + "x\n" * 200)
    assert [fault.split(": ")[1][:9] for fault in check.templates()] == ["201 lines", "161 chara"]


def test_architecture_is_two_pages(check, tmp_path):
    (tmp_path / "ARCHITECTURE.md").write_text("word\n" * 121)
    assert len(check.sizes()) == 1


def test_what_is_not_installed_is_passed_over_at_home_and_fails_where_everything_is_judged(check, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    assert check.tool("no-such-program")() == 0
    monkeypatch.setenv("CI", "true")
    assert check.tool("no-such-program")() == 1


@pytest.mark.skipif(not TSC, reason="tsc is missing (script/assets --dev)")
def test_a_script_fails_that_asks_an_element_for_what_none_has_or_takes_what_it_does_not_name(tmp_path):
    (tmp_path / "page.js").write_text(
        'document.querySelector("input").vaule = "x";\nexport const twice = (untyped) => untyped * 2;\n'
    )
    settings = {"extends": str(CHECKOUT / "jsconfig.json"), "include": [str(CHECKOUT / "script/javascript"), "page.js"]}
    (tmp_path / "jsconfig.json").write_text(json.dumps(settings))
    command = [TSC[0], "--project", tmp_path / "jsconfig.json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "'vaule' does not exist" in done.stdout
    assert "'untyped' implicitly has an 'any' type" in done.stdout
    assert done.stdout.count("error") == 2


def test_an_unknown_check_is_not_passed_over(check):
    assert check.main(["ruf"]) == 2


def test_every_word_of_the_list_of_words_is_what_the_program_calls_it():
    words = re.findall(r"`([A-Za-z_]+)`", "\n".join(re.findall(r"^\| (`.*?) \|", WORDS.read_text(), re.M)))
    sources = [file.read_text() for file in (CHECKOUT / "src/aktei").rglob("*.py") if "tests" not in file.parts]
    classes = set(re.findall(r"^class (\w+)", "\n".join(sources), re.M))
    fields = set(re.findall(r"^ *(\w+)(?:: \w+)? =", "\n".join(sources), re.M))
    states = set(re.findall(r'"([a-z_]+)"', "\n".join(sources)))
    assert len(words) > 40
    assert sorted(set(words) - classes - fields - states) == []
