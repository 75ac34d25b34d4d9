"""Every code that is raised anywhere has a sentence, and every sentence gets the parameters it names."""

from __future__ import annotations

import ast
import re
import string
from importlib import import_module
from pathlib import Path

import pytest

from gzparty.labels import AREAS

ROOT = Path(__file__).resolve().parents[2]
SENTENCES: dict[str, str] = {
    code: text for area in AREAS for code, text in import_module(f"gzparty.labels.{area}").SENTENCES.items()
}
Use = tuple[str, str, frozenset[str] | None]


def uses() -> list[Use]:
    """Place, code and parameters (None where they are not written out) of each finding in the source."""
    found: list[Use] = []
    for package in ("gzparty", "db", "ui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    found.extend(
                        (f"{path.relative_to(ROOT)}:{node.lineno}", code, parameters)
                        for code, parameters in finding(node)
                    )
    return found


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


def named(value: object) -> str:
    """The same name in every process: a set has no order of its own."""
    return " ".join(sorted(value)) if isinstance(value, frozenset) else str(value)


@pytest.mark.parametrize(("place", "code", "parameters"), uses(), ids=named)
def test_a_code_has_a_sentence_that_fits_what_is_passed(
    place: str, code: str, parameters: frozenset[str] | None
) -> None:
    assert code in SENTENCES, f"{place} says nothing"
    if parameters is not None:
        assert placeholders(SENTENCES[code]) <= parameters, place


def composed(node: ast.JoinedStr) -> re.Pattern[str]:
    """What an f-string can become."""
    parts = (
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_.]+" for part in node.values
    )
    return re.compile("".join(parts))


def test_every_sentence_is_said_somewhere() -> None:
    said: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for package in ("gzparty", "db", "ui"):
        for path in (ROOT / package).rglob("*.py"):
            nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
            if path.parent.name != "labels":
                said |= {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
            patterns += [composed(node) for node in nodes if isinstance(node, ast.JoinedStr)]
    # An f-string that is nothing but a gap could become anything and proves nothing.
    telling = [pattern for pattern in patterns if re.match(r"[a-z]{3}", pattern.pattern)]
    unsaid = [
        code
        for code in SENTENCES
        if code not in said and not any(pattern.fullmatch(code) for pattern in telling)
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
