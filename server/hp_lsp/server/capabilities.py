"""What the client can do, as far as an answer depends on it. Knows no handler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder, get_capability

from hp_lsp.text.columns import Encoding

REFRESHES = {
    "semantic_tokens": types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
    "inlay_hint": types.WORKSPACE_INLAY_HINT_REFRESH,
    "code_lens": types.WORKSPACE_CODE_LENS_REFRESH,
}
"""The requests to ask again, by the capability of whoever takes them."""

BY_LANGUAGE = {
    "formatting": types.TEXT_DOCUMENT_FORMATTING,
    "range_formatting": types.TEXT_DOCUMENT_RANGE_FORMATTING,
    "on_type_formatting": types.TEXT_DOCUMENT_ON_TYPE_FORMATTING,
    "call_hierarchy": types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY,
    "document_symbol": types.TEXT_DOCUMENT_DOCUMENT_SYMBOL,
    "folding_range": types.TEXT_DOCUMENT_FOLDING_RANGE,
    "selection_range": types.TEXT_DOCUMENT_SELECTION_RANGE,
}
"""Methods that matter for configs in languages of our own, by the capability of whoever asks for them."""


@dataclass(frozen=True, slots=True)
class Client:
    """One client's abilities. The defaults are those of a client that announces nothing."""

    encoding: Encoding = "utf-16"
    """The unit of columns in all positions, to and from the client."""
    pulls_diagnostics: bool = False
    """Whether diagnostics wait until asked for. They depend on other files, so a client that cannot be told
    that old answers no longer hold gets them pushed instead."""
    related_information: bool = False
    code_descriptions: bool = False
    diagnostic_tags: bool = False
    diagnostic_versions: bool = False
    markdown_hover: bool = False
    markdown_completion: bool = False
    resolves_documentation: bool = False
    deprecated_tags: bool = False
    snippets: bool = False
    usual_edit_ranges: bool = False
    """Whether a list of suggestions may say once which range most of them replace."""
    definition_links: bool = False
    declaration_links: bool = False
    implementation_links: bool = False
    prepares_rename: bool = False
    versioned_edits: bool = False
    code_actions: bool = False
    """Whether it takes actions that say what they change; others take commands, of which there are none."""
    preferred_actions: bool = False
    markdown_signatures: bool = False
    label_offsets: bool = False
    active_parameters: bool = False
    nested_symbols: bool = False
    overlapping_tokens: bool = False
    """Whether it colours by several servers at once; others take the semantic tokens of one server alone."""
    refreshes: tuple[str, ...] = ()
    """The requests by which it can be told that old answers no longer hold, but for diagnostics."""
    registers_by_language: frozenset[str] = frozenset()
    """The methods of `BY_LANGUAGE` that can be announced for some languages only."""
    registers_watchers: bool = False
    registers_configuration: bool = False
    has_configuration: bool = False
    shows_progress: bool = False


def read_client(announced: types.ClientCapabilities) -> Client:
    """Return what matters of the capabilities in an `initialize` request."""

    def has(field: str) -> bool:
        return bool(get_capability(announced, field))

    def listed(field: str, wanted: object) -> bool:
        return wanted in (get_capability(announced, field) or ())

    def diagnostics(field: str) -> bool:
        return has(f"text_document.publish_diagnostics.{field}") or has(f"text_document.diagnostic.{field}")

    encoding = ServerCapabilitiesBuilder.choose_position_encoding(announced)
    signature = "text_document.signature_help.signature_information"
    item = "text_document.completion.completion_item"
    return Client(
        encoding=cast("Encoding", getattr(encoding, "value", encoding)),
        pulls_diagnostics=has("text_document.diagnostic") and has("workspace.diagnostics.refresh_support"),
        related_information=diagnostics("related_information"),
        code_descriptions=diagnostics("code_description_support"),
        diagnostic_tags=diagnostics("tag_support"),
        diagnostic_versions=has("text_document.publish_diagnostics.version_support"),
        markdown_hover=listed("text_document.hover.content_format", types.MarkupKind.Markdown),
        markdown_completion=listed(f"{item}.documentation_format", types.MarkupKind.Markdown),
        resolves_documentation=listed(f"{item}.resolve_support.properties", "documentation"),
        deprecated_tags=listed(f"{item}.tag_support.value_set", types.CompletionItemTag.Deprecated),
        snippets=has(f"{item}.snippet_support"),
        usual_edit_ranges=listed("text_document.completion.completion_list.item_defaults", "editRange"),
        definition_links=has("text_document.definition.link_support"),
        declaration_links=has("text_document.declaration.link_support"),
        implementation_links=has("text_document.implementation.link_support"),
        prepares_rename=has("text_document.rename.prepare_support"),
        versioned_edits=has("workspace.workspace_edit.document_changes"),
        code_actions=has("text_document.code_action.code_action_literal_support"),
        preferred_actions=has("text_document.code_action.is_preferred_support"),
        markdown_signatures=listed(f"{signature}.documentation_format", types.MarkupKind.Markdown),
        label_offsets=has(f"{signature}.parameter_information.label_offset_support"),
        active_parameters=has(f"{signature}.active_parameter_support"),
        nested_symbols=has("text_document.document_symbol.hierarchical_document_symbol_support"),
        overlapping_tokens=has("text_document.semantic_tokens.overlapping_token_support"),
        refreshes=tuple(
            method for field, method in REFRESHES.items() if has(f"workspace.{field}.refresh_support")
        ),
        registers_by_language=frozenset(
            method
            for field, method in BY_LANGUAGE.items()
            if has(f"text_document.{field}.dynamic_registration")
        ),
        registers_watchers=has("workspace.did_change_watched_files.dynamic_registration"),
        registers_configuration=has("workspace.did_change_configuration.dynamic_registration"),
        has_configuration=has("workspace.configuration"),
        shows_progress=has("window.work_done_progress"),
    )
