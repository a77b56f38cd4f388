"""Frozen classes of named fields, as `dataclass(frozen=True, slots=True)` makes them, sooner.

`dataclasses` imports `inspect`, and compiles six functions for each class as soon as
its module is imported: a fourth of a look-up, which makes something of few of them
(docs/decisions/0003-light-start.md). Here a class costs a look at its annotations, and
its methods are compiled when they are first called. All that `dataclasses` offers for
classes of its own (`fields`, `asdict`, `replace`) works with these as well.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar, dataclass_transform

Made = TypeVar("Made")


class _Field:
    """What is said of a field beyond its type."""

    def __init__(self, make: Callable[[], Any] | None, *, init: bool) -> None:
        self.make = make
        self.init = init


def field(*, default_factory: Callable[[], Any] | None = None, init: bool = True) -> Any:
    """Say more of a field than a default.

    Args:
        default_factory: makes the default, anew for each.
        init: whether it is given; else `__post_init__` works it out from the others, and
            it is neither compared nor shown.
    """
    return _Field(default_factory, init=init)


class _Fields:
    """What `dataclasses` asks a class for, made when it asks."""

    def __get__(self, one: object, cls: Any) -> Any:
        from dataclasses import make_dataclass  # late: it is what records go without

        twin: Any = make_dataclass(cls.__name__, cls._given)
        cls.__dataclass_fields__ = twin.__dataclass_fields__
        return cls.__dataclass_fields__


class _Record:
    """What all records share.

    Attributes:
        _given: fields that are given.
        _defaults: of a field its default, or what `field` said of it.
    """

    __slots__ = ()
    __dataclass_fields__ = _Fields()
    _given: ClassVar[tuple[str, ...]]
    _defaults: ClassVar[dict[str, Any]]

    def __init__(self, *given: Any, **named: Any) -> None:
        _compiled(type(self), "__init__", _init)(self, *given, **named)

    def __eq__(self, other: object) -> Any:
        return _compiled(type(self), "__eq__", _eq)(self, other)

    def __hash__(self) -> Any:
        return _compiled(type(self), "__hash__", _hash)(self)

    def __repr__(self) -> str:
        told = (f"{name}={getattr(self, name)!r}" for name in self._given)
        return f"{type(self).__qualname__}({', '.join(told)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name!r} of a {type(self).__name__} stays as it was made")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{name!r} of a {type(self).__name__} stays as it was made")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in self._given)


_OF_ANY_CLASS = ("__dict__", "__weakref__")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[Made]) -> type[Made]:
    """Make a record of a class that has annotations, methods and no base.

    A record has slots, cannot be changed, and is equal to another of the same class
    whose fields are. `__post_init__` is called where there is one.
    """
    names = tuple(cls.__annotations__)
    body = {name: value for name, value in vars(cls).items() if name not in _OF_ANY_CLASS}
    said = {name: body.pop(name) for name in names if name in body}
    late = {name for name in said if isinstance(said[name], _Field) and not said[name].init}
    given = tuple(name for name in names if name not in late)
    made: Any = type(
        cls.__name__,
        (_Record,),
        {**body, "__slots__": names, "_given": given, "_defaults": said},
    )
    return made  # type: ignore[no-any-return]


def _compiled(
    cls: type[_Record], name: str, source: Callable[[type[_Record], dict[str, Any]], str]
) -> Callable[..., Any]:
    """A method of a record, compiled, and from now on the class's own."""
    scope: dict[str, Any] = {}
    exec(source(cls, scope), scope)
    made: Callable[..., Any] = scope[name]
    made.__qualname__ = f"{cls.__qualname__}.{name}"
    setattr(cls, name, made)
    return made


def _init(cls: type[_Record], scope: dict[str, Any]) -> str:
    takes, does = ["self"], []
    scope["put"] = object.__setattr__
    for name in cls._given:
        value = name
        if name in cls._defaults:
            default = scope[f"default_{name}"] = cls._defaults[name]
            takes.append(f"{name}=default_{name}")
            if isinstance(default, _Field):
                scope[f"make_{name}"] = default.make
                value = f"make_{name}() if {name} is default_{name} else {name}"
        else:
            takes.append(name)
        does.append(f"put(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        does.append("self.__post_init__()")
    return f"def __init__({', '.join(takes)}):\n " + "\n ".join(does)


def _eq(cls: type[_Record], _: dict[str, Any]) -> str:
    return (
        "def __eq__(self, other):\n"
        " if other.__class__ is self.__class__:\n"
        f"  return {_values(cls, 'self')} == {_values(cls, 'other')}\n"
        " return NotImplemented"
    )


def _hash(cls: type[_Record], _: dict[str, Any]) -> str:
    return f"def __hash__(self): return hash({_values(cls, 'self')})"


def _values(cls: type[_Record], one: str) -> str:
    return f"({''.join(f'{one}.{name},' for name in cls._given)})"


def given_fields(one: object) -> tuple[str, ...]:
    """The fields a record was given, in order; sooner than `dataclasses.fields` tells."""
    names: tuple[str, ...] = one._given  # type: ignore[attr-defined]
    return names


if TYPE_CHECKING:
    # the same for the caller, and checked field by field
    from dataclasses import asdict as asdict
    from dataclasses import replace as replace
else:

    def replace(one: Made, **changed: Any) -> Made:
        """A record with some of its fields changed.

        Args:
            one: the record.
            changed: the fields to change, and what to.
        """
        return type(one)(**{name: getattr(one, name) for name in one._given} | changed)

    def asdict(one: object) -> dict[str, Any]:
        """The fields of a record, and of every record in it, as a dictionary."""
        return {name: _plain(getattr(one, name)) for name in one._given}

    def _plain(value: Any) -> Any:
        if isinstance(value, _Record):
            return asdict(value)
        if isinstance(value, (list, tuple)):
            return type(value)(map(_plain, value))
        if isinstance(value, dict):
            return {key: _plain(each) for key, each in value.items()}
        return value
