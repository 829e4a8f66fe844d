"""The tool that fails the build on a sentence without Welsh sees each fault it is there for."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEADER = """\
msgid ""
msgstr ""
"Language: cy\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);\\n"

"""
SIX = "".join(f'msgstr[{form}] "{{n}} ci"\n' for form in range(6))


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "tools" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def part(tmp_path: Path) -> Path:
    part = tmp_path / "bot" / "cydbost_bot"
    (part / "locale" / "cy" / "LC_MESSAGES").mkdir(parents=True)
    return part


def faults(tool: ModuleType, part: Path, source: str, catalogue: str) -> list[str]:
    (part / "module.py").write_text(source, encoding="utf-8")
    po = part / "locale" / "cy" / "LC_MESSAGES" / "cydbost_bot.po"
    po.write_text(HEADER + catalogue, encoding="utf-8")
    assert tool.find_catalogues(part.parents[1]) == [po]
    return list(tool.faults(po))


@pytest.mark.parametrize(
    ("source", "catalogue", "fault"),
    [
        ('_("Good day")', "", "no Welsh"),
        ('_("Good day")', 'msgid "Good day"\nmsgstr ""\n', "no Welsh"),
        ('N_("Good day")', '#, fuzzy\nmsgid "Good day"\nmsgstr "Dydd da"\n', "fuzzy"),
        ('_("Good day")', 'msgid "Good day"\nmsgstr "Good day"\n', "copy of the English"),
        ('_("Day {n}")', 'msgid "Day {n}"\nmsgstr "Dydd {m}"\n', "gaps"),
        ('_("Day %(n)s")', 'msgid "Day %(n)s"\nmsgstr "Dydd"\n', "gaps"),
        ("", 'msgid "Good day"\nmsgstr "Dydd da"\n', "obsolete"),
        (
            'ngettext("{n} dog", "{n} dogs", 2)',
            'msgid "{n} dog"\nmsgid_plural "{n} dogs"\n' + SIX.replace('[2] "{n} ci"', '[2] ""'),
            "no Welsh",
        ),
        ('import typer\ntyper.Option(help="Show it.")', "", "help= is not marked"),
        ('import typer\ntyper.Option(help=f"Show {1}.")', "", "help= is not marked"),
        ('import typer\ntyper.echo(f"All {1} is well")', "", "echo() prints a sentence"),
    ],
)
def test_a_fault_is_found(tool: ModuleType, part: Path, source: str, catalogue: str, fault: str) -> None:
    found = faults(tool, part, source, catalogue)
    assert len(found) == 1
    assert fault in found[0]


def test_a_whole_catalogue_has_no_fault(tool: ModuleType, part: Path) -> None:
    source = (
        'import typer\n_("Day {n}"); ngettext("{n} dog", "{n} dogs", 2); typer.Option(help=N_("PDF"), metavar="cy|en")'
    )
    catalogue = (
        'msgid "Day {n}"\nmsgstr "Dydd {n}"\n\nmsgid "PDF"\nmsgstr "PDF"\n\n'
        f'msgid "{{n}} dog"\nmsgid_plural "{{n}} dogs"\n{SIX}'
    )
    assert faults(tool, part, source, catalogue) == []


def test_a_part_with_its_own_catalogue_is_read_for_that_one_only(tool: ModuleType, part: Path) -> None:
    web = part / "web"
    (web / "locale").mkdir(parents=True)
    (web / "page.py").write_text('_("A page of its own")')
    (part / "templates").mkdir()
    (part / "templates" / "page.html").write_text("<p>{{ _('From a template') }}</p>")
    (fault,) = faults(tool, part, "", "")
    assert "From a template" in fault


def test_update_adds_what_is_new_and_takes_out_what_is_gone(tool: ModuleType, part: Path) -> None:
    faults(tool, part, '_("New"); _("Kept")', 'msgid "Gone"\nmsgstr "Wedi mynd"\n\nmsgid "Kept"\nmsgstr "Cadwyd"\n')
    po = part / "locale" / "cy" / "LC_MESSAGES" / "cydbost_bot.po"
    tool.update(po)
    once = po.read_text(encoding="utf-8")
    assert 'msgid "New"\nmsgstr ""' in once
    assert 'msgstr "Cadwyd"' in once
    assert "Gone" not in once
    tool.update(po)
    assert po.read_text(encoding="utf-8") == once
    shutil.rmtree(part)
