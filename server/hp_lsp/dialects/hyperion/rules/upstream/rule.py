"""What the rules on upstream's refusals have in common: when they speak, and what they say. Knows no cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hyperion.upstream.installed import has_upstream
from hp_lsp.dialects.hyperion.upstream.refusals import CAUSES, Cause, upstream_rejects
from hp_lsp.text.span import Span

_ALL = "HYP"


def upstream_rule(code: str, name: str, cause: Cause, docs: str) -> Rule:
    """Return the rule that points at the first thing in a file that upstream refuses for one cause."""

    def check(view: View, document: Document) -> Iterator[Problem]:
        if document.tree.errors or not (_is_asked_for(view, document.path, code, name) or has_upstream(view)):
            return
        spans = _refused(view, document).get(cause, [])
        if spans:
            others = f" ({len(spans) - 1} more below)" if len(spans) > 1 else ""
            yield rule.problem(min(spans), f"Upstream Hyperion 0.1.0 refuses {CAUSES[cause]}{others}.")

    rule = Rule(code, name, Severity.INFORMATION, docs, check)
    return rule


def _is_asked_for(view: View, path: str, code: str, name: str) -> bool:
    """Tell whether the settings name a rule, or a few rules of which it is one."""
    named = (*view.setting("select", path), *view.setting("severity", path))
    return any(one == name or (len(one) > len(_ALL) and code.startswith(one)) for one in named)


def _refused(view: View, document: Document) -> Mapping[Cause, list[Span]]:
    """Return the places of what upstream refuses, worked out once for all these rules."""

    def places() -> Mapping[Cause, list[Span]]:
        found: defaultdict[Cause, list[Span]] = defaultdict(list)
        for refusal in upstream_rejects(document.text.source, document.tree):
            found[refusal.cause].append(refusal.span)
        return found

    return view.remember(document, "hyperion.refused", places)
