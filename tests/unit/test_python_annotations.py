"""Which kinds of values an annotation lets pass: simple ones by what they say, others not at all."""

from __future__ import annotations

import pytest

from hp_lsp.python.annotations import kinds_of

NUMBERS = {"int", "float", "bool"}


@pytest.mark.parametrize(
    ("annotation", "kinds"),
    [
        ("int", {"int", "bool"}),
        ("float", NUMBERS),
        ("'float'", NUMBERS),
        ("typing.Optional[float]", NUMBERS),
        ("Union[int, 'str', None]", None),
        ("Union[int, str, None]", {"int", "bool", "str"}),
        ("int | None", {"int", "bool"}),
        ("'list[int] | str'", {"list", "tuple", "str"}),
        ("Callable[[int], str]", {"callable"}),
        ("collections.abc.Sequence[int]", {"list", "tuple", "dict", "str", "bytes"}),
        ("Type[Model]", {"callable"}),
        ("None", set()),
        ("Model", None),
        ("Optional[Model]", None),
        ("int | Model", None),
        ("np.float", None),
        ("jnp.int", None),
        ("Float[Array, 'batch']", None),
        ("Any", None),
        ("not python", None),
        ("'not python'", None),
        ("", None),
        ("[" * 5000, None),
    ],
)
def test_kinds(annotation: str, kinds: set[str] | None) -> None:
    assert kinds_of(annotation) == kinds
