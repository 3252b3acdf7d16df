"""Frozen dataclasses as plain JSON values and back, by their type hints: what is stored is readable without us.

A dataclass becomes an object, a tuple an array, an enum its value, a date its ISO form. Where a field may hold one of
several dataclasses, the object says which under `is`. A key that is missing takes the field's default, and a key that
is not known is left out, so that a report that another version stored can still be read.
"""

import math
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Json = dict[str, Any] | list[Any] | str | int | float | bool | None
ValueT = TypeVar("ValueT")
_TAG = "is"
_PLAIN = (str, int, float, bool, types.NoneType)


def to_json(value: object, kind: Any = None) -> Any:
    """Turn a value into what `json.dumps` takes.

    Args:
        value: A dataclass, tuple, list, mapping by text, enum, date or plain value.
        kind: Its declared type where that is wider than the value's own, as for a union of dataclasses.

    Raises:
        TypeError: It holds something that has no JSON form.
    """
    if is_dataclass(value) and not isinstance(value, type):
        hints = _hints(type(value))
        found = {one.name: to_json(getattr(value, one.name), hints[one.name]) for one in fields(value)}
        return {_TAG: type(value).__name__} | found if len(_dataclasses_in(kind)) > 1 else found
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        inner = _items(_choose_container(kind), len(value))
        return [to_json(item, one) for item, one in zip(value, inner, strict=True)]
    if isinstance(value, dict):
        return {str(key): to_json(item, _value_kind(kind)) for key, item in value.items()}
    if isinstance(value, _PLAIN):
        if isinstance(value, float) and not math.isfinite(value):
            raise TypeError(f"{value} has no JSON form")
        return value
    raise TypeError(f"{type(value).__name__} has no JSON form")


def from_json(kind: type[ValueT], value: Any) -> ValueT:
    """Turn the values of `to_json` back into what they were.

    Args:
        kind: The type to make: a dataclass, `tuple[Line, ...]`, a union.
        value: What `json.loads` gave.

    Raises:
        ValueError: The value does not fit the type; the message names the place and both, never the content.
    """
    return cast(ValueT, _read(kind, value, "value"))


def _read(kind: Any, value: Any, place: str) -> Any:
    if kind is Any:
        return value
    if _is_union(kind):
        return _read_union(kind, value, place)
    origin = get_origin(kind) or kind
    if is_dataclass(kind):
        return _read_dataclass(kind, value, place)
    if origin is tuple:
        _expect(isinstance(value, list), place, kind, value)
        inner = _items(kind, len(value))
        _expect(len(inner) == len(value), place, kind, value)
        items = zip(inner, value, strict=True)
        return tuple(_read(one, item, f"{place}[{at}]") for at, (one, item) in enumerate(items))
    if origin is dict:
        _expect(isinstance(value, dict), place, kind, value)
        return {key: _read(_value_kind(kind), item, f"{place}.{key}") for key, item in value.items()}
    return _read_scalar(kind, value, place)


def _read_dataclass(kind: Any, value: Any, place: str) -> Any:
    _expect(isinstance(value, dict), place, kind, value)
    hints, values = _hints(kind), {}
    for one in fields(kind):
        if one.name in value:
            values[one.name] = _read(hints[one.name], value[one.name], f"{place}.{one.name}")
        elif one.default is MISSING and one.default_factory is MISSING:
            raise ValueError(f"{place} has no {one.name!r}, which {kind.__name__} needs")
    return kind(**values)


def _read_union(kind: Any, value: Any, place: str) -> Any:
    members = get_args(kind)
    if value is None and types.NoneType in members:
        return None
    records = _dataclasses_in(kind)
    if isinstance(value, dict) and records:
        named = value.get(_TAG)
        chosen = records[0] if len(records) == 1 else next((one for one in records if one.__name__ == named), None)
        if chosen is not None:
            return _read_dataclass(chosen, value, place)
    for member in members:
        if member is types.NoneType or is_dataclass(member):
            continue
        try:
            return _read(member, value, place)
        except ValueError:
            continue
    raise ValueError(_misfit(place, kind, value))


def _read_scalar(kind: Any, value: Any, place: str) -> Any:
    if kind in (date, datetime) or (isinstance(kind, type) and issubclass(kind, Enum)):
        make: Callable[[Any], Any] = kind if issubclass(kind, Enum) else kind.fromisoformat
        try:
            return make(value)
        except (TypeError, ValueError):
            raise ValueError(_misfit(place, kind, value)) from None
    if kind is float and type(value) is int:
        return float(value)
    _expect(kind in _PLAIN and type(value) is kind, place, kind, value)
    return value


def _items(kind: Any, count: int) -> list[Any]:
    """The type of each item of an array."""
    inner = get_args(kind)
    if not inner:
        return [None] * count
    return [inner[0]] * count if len(inner) == 1 or inner[1] is Ellipsis else list(inner)


def _choose_container(kind: Any) -> Any:
    """Of an optional tuple, the tuple."""
    if not _is_union(kind):
        return kind
    return next((one for one in get_args(kind) if (get_origin(one) or one) in (tuple, list)), None)


def _value_kind(kind: Any) -> Any:
    inner = get_args(kind)
    return inner[1] if len(inner) == 2 else Any


def _dataclasses_in(kind: Any) -> list[Any]:
    return [one for one in get_args(kind) if is_dataclass(one)] if _is_union(kind) else []


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _expect(fits: bool, place: str, kind: Any, value: Any) -> None:
    if not fits:
        raise ValueError(_misfit(place, kind, value))


def _misfit(place: str, kind: Any, value: Any) -> str:
    return f"{place} is {type(value).__name__}, which is no {getattr(kind, '__name__', kind)}"
