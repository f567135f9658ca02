"""Values as few bytes, to be kept in the cache or sent to a worker."""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from hashlib import sha256
from operator import attrgetter
from typing import Any


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
    pickler = pickle.Pickler(pickled, protocol=5)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(thing)
    return pickled.getbuffer()


Reduced = tuple[type[Any], tuple[Any, ...]]
"""A value as a call: the class, and the arguments that make the value again."""


class _Reducers(dict[type[Any], Callable[[Any], Reduced]]):
    """How to take down dataclasses with slots and named tuples: `pickle` would look each field up by name."""

    def __missing__(self, kind: type[Any]) -> Callable[[Any], Reduced]:
        """That of a class met for the first time; raises KeyError for one that is pickled as ever."""
        own = fields(kind) if is_dataclass(kind) and "__slots__" in vars(kind) else ()
        names = [field.name for field in own if field.init and not field.kw_only]
        if issubclass(kind, tuple):
            self[kind] = lambda thing: (kind, tuple(thing))
        elif len(names) == len(own) > 1:  # with one name attrgetter gives no tuple
            values = attrgetter(*names)
            self[kind] = lambda thing: (kind, values(thing))
        else:
            raise KeyError(kind)
        return self[kind]


_REDUCERS = _Reducers()
