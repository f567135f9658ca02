"""Values as few bytes, to be kept in the cache or sent to a worker."""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from hashlib import sha256
from operator import attrgetter
from typing import Any, ClassVar


def packed(thing: object) -> bytes:
    """A value as few bytes; `unpacked` gives it back. Only for bytes that this program made itself."""
    return zlib.compress(_pickled(thing), level=1)


def unpacked(data: bytes) -> Any:
    """What was packed."""
    return pickle.loads(zlib.decompress(data))


def digest_of(thing: object) -> str:
    """A hash of a value: another one for another value, and the same wherever the same steps made the value."""
    return sha256(_pickled(thing)).hexdigest()


def _pickled(thing: object) -> memoryview:
    pickled = io.BytesIO()
    _Pickler(pickled, protocol=5).dump(thing)
    return pickled.getbuffer()


class _Pickler(pickle.Pickler):
    """Takes down a dataclass with slots as a call of its class: it would look its fields up one by one, both ways."""

    _values: ClassVar[dict[type[Any], Callable[[object], tuple[Any, ...]] | None]] = {}
    """What gives the arguments that make a value of a class again, None for a class that is pickled as ever."""

    def reducer_override(self, thing: object) -> Any:
        """What `pickle` asks of each value."""
        kind = type(thing)
        if kind not in self._values:
            own = fields(kind) if is_dataclass(kind) and "__slots__" in vars(kind) else ()
            names = [field.name for field in own if field.init and not field.kw_only]
            # with one name attrgetter gives no tuple
            whole = len(names) == len(own) > 1
            self._values[kind] = attrgetter(*names) if whole else None
        values = self._values[kind]
        return (type(thing), values(thing)) if values else NotImplemented
