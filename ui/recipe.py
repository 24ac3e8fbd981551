"""Something that can be made of what is given, and a key that tells one thing from another by what it holds."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import pandas as pd

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Recipe(Generic[T_co]):
    """A function of a module, which reads nothing but its arguments, and what it is given."""

    function: Callable[..., T_co]
    arguments: tuple[Any, ...]
    named: Mapping[str, Any]

    def make(self) -> T_co:
        """What the function makes: the caller's own."""
        return self.function(*self.arguments, **self.named)

    def key(self) -> bytes:
        """Differs for whatever would be made differently (see `content_key`)."""
        return content_key(self.function, self.arguments, dict(self.named))


def content_key(*held: Any) -> bytes:
    """Differs for whatever holds something else, within this process; a tenth of the cost of Streamlit's own keys.
    Raises `PicklingError` for what has no content to go by, such as a lambda or an open log.
    """
    content = io.BytesIO()
    pickler = pickle.Pickler(content)
    pickler.dispatch_table = {**copyreg.dispatch_table, **_BY_CONTENT}
    pickler.dump(held)
    return sha256(content.getvalue()).digest()


def widget_key(name: str, *held: Any) -> str:
    """The key of a table or form over something: over something else it is another one, so that what was typed or
    ticked in the old one lands on nothing; what else changes in the log takes nothing of it away.
    """
    return f"{name}-{content_key(*held).hex()[:16]}"


def _frame(frame: pd.DataFrame) -> tuple[type, tuple[Any, ...]]:
    """Equal frames may be pickled differently (what lies unused in a buffer goes along), so this goes by the values."""
    columns = [_values(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return tuple, ((list(frame.columns), _index(frame.index), columns),)


def _series(series: pd.Series[Any]) -> tuple[type, tuple[Any, ...]]:
    return tuple, ((series.name, _index(series.index), _values(series)),)


def _index(index: pd.Index) -> Any:
    return repr(index) if isinstance(index, pd.RangeIndex) else _values(index)


def _values(column: pd.Series[Any] | pd.Index) -> tuple[str, bytes | int | list[Any]]:
    values = column.to_numpy()
    if values.dtype != object:
        return str(column.dtype), values.tobytes()
    try:
        return str(column.dtype), hash(tuple(values))  # of texts; the same for equal ones as long as the process lives
    except TypeError:
        return str(column.dtype), values.tolist()


def _mapping(mapping: MappingProxyType[Any, Any]) -> tuple[type, tuple[Any, ...]]:
    return dict, (dict(mapping),)


_BY_CONTENT: dict[type, Callable[[Any], Any]] = {
    pd.DataFrame: _frame,
    pd.Series: _series,
    MappingProxyType: _mapping,
}
