"""Every code that is raised anywhere has a sentence, and every sentence gets the parameters it names."""

from __future__ import annotations

import ast
import re
import string
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import pytest

from gzparty.labels import AREAS

ROOT = Path(__file__).resolve().parents[2]
SENTENCES: dict[str, str] = {
    code: text for area in AREAS for code, text in import_module(f"gzparty.labels.{area}").SENTENCES.items()
}
Use = tuple[str, str, frozenset[str] | None]


@dataclass
class Source:
    """What the modules say, gathered in one walk through all of them."""

    uses: list[Use] = field(default_factory=list)
    constants: set[str] = field(default_factory=set)
    composed: list[re.Pattern[str]] = field(default_factory=list)

    def read(self, path: Path) -> None:
        """Gather from one module; a sentence is not said by the module it is written down in."""
        written_down = path.parent.name == "labels"
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                self.uses += [(place, code, parameters) for code, parameters in finding(node)]
            elif isinstance(node, ast.JoinedStr):
                self.composed.append(composed(node))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not written_down:
                self.constants.add(node.value)


@pytest.fixture(scope="module")
def source() -> Source:
    """All modules but the tests'."""
    gathered = Source()
    for package in ("gzparty", "db", "ui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            gathered.read(path)
    return gathered


def finding(call: ast.Call) -> list[tuple[str, frozenset[str] | None]]:
    """The codes of one Refusal(...) or Diagnostic(...) with what is passed to them."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name == "Refusal" and call.args:
        keywords = [keyword.arg for keyword in call.keywords]
        open_ended = None in keywords
        parameters = None if open_ended else frozenset(str(keyword) for keyword in keywords)
        return [(code, parameters) for code in constants(call.args[0])]
    if name == "_error" and call.args:
        return [(code, None) for code in constants(call.args[0])]
    if name == "Diagnostic" and len(call.args) >= 2:
        given = call.args[2] if len(call.args) > 2 else ast.Dict([], [])
        return [(code, keys(given)) for code in constants(call.args[1])]
    return []


def constants(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*constants(node.body), *constants(node.orelse)]
    return []


def keys(node: ast.expr) -> frozenset[str] | None:
    if isinstance(node, ast.Dict) and all(isinstance(key, ast.Constant) for key in node.keys):
        return frozenset(str(key.value) for key in node.keys if isinstance(key, ast.Constant))
    return None


def placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name)


def test_every_code_raised_has_a_sentence(source: Source) -> None:
    assert [f"{place} says nothing: {code}" for place, code, _ in source.uses if code not in SENTENCES] == []


def test_every_sentence_is_passed_what_it_names(source: Source) -> None:
    known = [(place, code, passed) for place, code, passed in source.uses if code in SENTENCES]
    assert len(known) > 700
    unfilled = [
        f"{place}: {code} lacks {lacking}"
        for place, code, passed in known
        if passed is not None and (lacking := sorted(placeholders(SENTENCES[code]) - passed))
    ]
    assert unfilled == []


def composed(node: ast.JoinedStr) -> re.Pattern[str]:
    """What an f-string can become."""
    parts = (
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_.]+" for part in node.values
    )
    return re.compile("".join(parts))


def test_every_sentence_is_said_somewhere(source: Source) -> None:
    # An f-string that is nothing but a gap could become anything and proves nothing.
    telling = [pattern for pattern in source.composed if re.match(r"[a-z]{3}", pattern.pattern)]
    unsaid = [
        code
        for code in SENTENCES
        if code not in source.constants and not any(pattern.fullmatch(code) for pattern in telling)
    ]
    assert unsaid == []


def test_no_code_has_two_sentences() -> None:
    total = sum(len(import_module(f"gzparty.labels.{area}").SENTENCES) for area in AREAS)
    assert total == len(SENTENCES)


def test_every_module_of_sentences_is_looked_through() -> None:
    written = {
        path.stem
        for path in (ROOT / "gzparty" / "labels").glob("*.py")
        if "SENTENCES" in path.read_text("utf-8") and path.stem != "__init__"
    }
    assert written == set(AREAS)
