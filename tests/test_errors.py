import re

from summarise import errors
from summarise.errors import SummariseError


def classes_below(cls: type[SummariseError]) -> dict[str, str]:
    """Every error of the package and what it is a kind of."""
    found: dict[str, str] = {}
    for child in cls.__subclasses__():
        if child.__module__ == errors.__name__:
            found |= {child.__name__: cls.__name__, **classes_below(child)}
    return found


def drawn() -> dict[str, str]:
    """The tree at the top of the module: each name, and the name above it."""
    above = {-1: "SummariseError"}
    found = {}
    for line in (errors.__doc__ or "").splitlines():
        if match := re.match(r"([│ ]*)[├└]── (\w+)", line):
            depth = len(match[1]) // 4
            above[depth] = match[2]
            found[match[2]] = above[depth - 1]
    return found


def test_the_tree_is_drawn_as_it_is() -> None:
    assert drawn() == classes_below(SummariseError)


def test_every_error_is_public_and_has_a_kind_of_its_own() -> None:
    names = {"SummariseError", *classes_below(SummariseError)}
    assert set(errors.__all__) == names
    kinds = [getattr(errors, name).kind for name in names]
    assert len(set(kinds)) == len(kinds)
