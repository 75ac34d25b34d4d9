"""Frozen dataclasses that are cheap to define: nearly two hundred stand in the way of the first picture of the window.

`dataclasses` writes and compiles seven methods for each frozen class, half a millisecond of them. Here `__init__` alone is
compiled, for it runs once per record; the others are shared and go by the fields. To type checkers, `fields`, `replace` and
`asdict` such a class is a dataclass like any other. Any other kind of dataclass is made by `dataclasses` itself.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, cast

__all__ = ["dataclass"]

RECORD = {"frozen": True, "slots": True}
"""The options of a record; whatever has others is left to `dataclasses`."""

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: Any) -> Any:
        """Make a class a dataclass, with the options of `dataclasses.dataclass`."""
        if options != RECORD:
            return dataclasses.dataclass(cls, **options)
        return _make_record if cls is None else _make_record(cls)


def _make_record(cls: type) -> type:
    own = set(vars(cls))
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    methods: dict[str, object] = {"__init__": _initialiser(made, fields), **_SHARED}
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    made.__fields_compared__ = _values_of(field.name for field in fields if field.compare)
    return cast(type, made)


def _initialiser(cls: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """Compile what takes each field as an argument, in order, with its default."""
    given: dict[str, Any] = {"_store": object.__setattr__, "_missing": dataclasses.MISSING}
    parameters, lines = ["self"], []
    for field in fields:
        name, value = field.name, field.name
        parameter = name
        if field.default is not dataclasses.MISSING:
            given[f"_default_{name}"] = field.default
            parameter = f"{name}=_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            given[f"_make_{name}"] = field.default_factory
            parameter, value = f"{name}=_missing", f"_make_{name}() if {name} is _missing else {name}"
        parameters.append(parameter)
        lines.append(f"_store(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "\n  ".join(lines or ["pass"])
    text = (
        f"def make({', '.join(given)}):\n def __init__({', '.join(parameters)}):\n  {body}\n return __init__"
    )
    made: dict[str, Any] = {}
    # The module's names, so that the annotations can be resolved from the method as from any written one.
    exec(text, vars(sys.modules[cls.__module__]), made)
    method: Callable[..., None] = made["make"](**given)
    method.__qualname__ = f"{cls.__qualname__}.__init__"
    method.__annotations__ = {field.name: field.type for field in fields} | {"return": None}
    return method


def _values_of(names: Any) -> Callable[[Any], object]:
    listed = tuple(names)
    return attrgetter(*listed) if listed else _nothing


def _nothing(_record: object) -> tuple[()]:
    return ()


def _equals(self: Any, other: Any) -> Any:
    if other is self:
        return True
    if other.__class__ is not self.__class__:
        return NotImplemented
    compared = self.__class__.__fields_compared__
    return compared(self) == compared(other)


def _hash(self: Any) -> int:
    return hash(self.__class__.__fields_compared__(self))


def _repr(self: Any) -> str:
    shown = (
        f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr
    )
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse_to_set(_self: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_SHARED: dict[str, object] = {
    "__eq__": _equals,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
