"""What a call of a sweep, such as `@schedule(warmup=10)`, may be given. Knows the text before the cursor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.registry import Configurable, Registry
from hp_lsp.dialects.gin.describe import declared
from hp_lsp.dialects.gin.names.lookup import lookup
from hp_lsp.dialects.gin.tree import Tree
from hp_lsp.dialects.markdown import prose
from hp_lsp.dialects.signatures import Signature, SignatureParameter, active_by_name, open_arguments
from hp_lsp.python.docstrings import parameter_text, summary
from hp_lsp.text.span import Span

_CALL = re.compile(r"@\s*(?:\w+\s*/\s*)*(?P<selector>\w+(?:\s*\.\s*\w+)*)\s*\(")
_LONGEST = 4_000
"""How far before the cursor a call is looked for."""


def signatures(view: View, document: Document, offset: int) -> tuple[Signature, ...]:
    """Return what may be given to the innermost call that is open at `offset`, by each meaning of its name."""
    source = document.text.source
    start = _statement_start(document.tree, offset)
    for call in reversed(list(_CALL.finditer(source, max(start, offset - _LONGEST), offset))):
        arguments = open_arguments(source, call.end(), offset)
        if arguments is not None and not _is_comment(document.tree, call.start()):
            selector = re.sub(r"\s", "", call["selector"])
            meant = lookup(view, document).meaning(selector).configurables
            return tuple(_signature(view, one, selector, arguments) for one in meant)
    return ()


def _statement_start(tree: Tree, offset: int) -> int:
    starts = [statement.span.start for statement, _ in tree.walk() if statement.span.start <= offset]
    return starts[-1] if starts else 0


def _is_comment(tree: Tree, offset: int) -> bool:
    return any(comment.holds(Span(offset, offset)) for comment in tree.comments)


def _signature(view: View, one: Configurable, selector: str, arguments: tuple[str, ...]) -> Signature:
    registry: Registry = view.index("gin")
    taken = registry.signature(one)
    parameters = tuple(_parameters(registry, one))
    return Signature(
        selector,
        parameters,
        active_by_name([parameter.name for parameter in parameters], arguments),
        prose(summary(one.docstring)),
        is_open=taken.accepts_any or not taken.known,
    )


def _parameters(registry: Registry, one: Configurable) -> Iterator[SignatureParameter]:
    for parameter in registry.bindable_parameters(one):
        about = parameter_text(one.docstring, parameter.name)
        yield SignatureParameter(declared(parameter), parameter.name, prose(about))
