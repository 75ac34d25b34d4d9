"""Nothing the program is made of can reach a network: neither its imports nor the addresses it opens."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.test_structure import PACKAGES, place, python_files

NETWORK = frozenset(
    {
        *(
            "aiohttp",
            "asyncio",
            "ftplib",
            "http",
            "httpx",
            "imaplib",
            "nntplib",
            "poplib",
            "requests",
            "smtplib",
        ),
        *(
            "socket",
            "socketserver",
            "ssl",
            "telnetlib",
            "urllib",
            "urllib3",
            "webbrowser",
            "wsgiref",
            "xmlrpc",
        ),
        *("PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore"),
    }
)
LOCAL = frozenset({"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket", "urllib.parse"})
"""What those modules have that stays on this machine: the local socket of a second start, the form of an address."""


def test_no_module_imports_what_speaks_to_a_network() -> None:
    found = {place(path): reaching(path.read_text("utf-8")) for path in python_files(*PACKAGES)}
    assert {path: names for path, names in found.items() if names} == {}


def test_what_speaks_to_a_network_is_recognised() -> None:
    assert reaching("import urllib.request\nfrom http import client\nimport json") == [
        "urllib.request",
        "http.client",
    ]
    assert reaching("from PySide6.QtNetwork import QLocalSocket, QTcpSocket") == [
        "PySide6.QtNetwork.QTcpSocket"
    ]


def test_the_system_is_asked_to_open_files_of_this_machine_only() -> None:
    opened = [call for path in python_files("ui") for call in calls(path.read_text("utf-8"), "openUrl")]
    assert opened
    for call in opened:
        assert ast.unparse(call.args[0]).startswith("QUrl.fromLocalFile(")


def reaching(source: str) -> list[str]:
    """The names a module imports that speak to a network."""
    return [name for name in imported(ast.parse(source)) if speaks(name) and name not in LOCAL]


def speaks(name: str) -> bool:
    return any(name == one or name.startswith(one + ".") for one in NETWORK)


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(source: str, name: str) -> list[ast.Call]:
    """The calls of a method of that name; a source in which the name does not stand is not taken apart."""
    if name not in source:
        return []
    found = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [node for node in found if isinstance(node.func, ast.Attribute) and node.func.attr == name]
