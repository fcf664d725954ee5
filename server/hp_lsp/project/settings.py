"""Settings: their names, types and defaults, and how the layers that set them are merged.

Knows the table of settings and no dialect. A wrong value falls back alone, with a message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from hp_lsp.text.similar import similar

SEVERITIES = ("error", "warning", "information", "hint", "off")


class Setting(NamedTuple):
    """One setting: `accepts` tells whether a value fits, `wants` says in words what does."""

    name: str
    default: Any
    wants: str
    accepts: Callable[[Any], bool]
    help: str


def _is_strings(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _is_string(value: Any) -> bool:
    return isinstance(value, str)


def _is_severities(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(code, str) and level in SEVERITIES for code, level in value.items()
    )


def _is_codes_by_glob(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(glob, str) and _is_strings(codes) for glob, codes in value.items()
    )


def _strings(name: str, default: tuple[str, ...], text: str) -> Setting:
    return Setting(name, default, "a list of strings", _is_strings, text)


CLOSED_FILES = ("errors", "all", "off")
_LEVELS = ", ".join(f"`{level}`" for level in SEVERITIES)

SETTINGS: tuple[Setting, ...] = (
    _strings(
        "select", (), "The only rules to report, by code or prefix (`GIN`, `GIN1`, `HYP301`); empty: all."
    ),
    _strings("ignore", (), "Rules never to report, by code or prefix."),
    Setting(
        "per-file-ignores",
        {},
        "a table of globs and lists of codes",
        _is_codes_by_glob,
        "Rules never to report in the files that a glob matches.",
    ),
    Setting(
        "severity",
        {},
        f"a table of codes and one of {_LEVELS}",
        _is_severities,
        "Another severity for a rule, by code or prefix.",
    ),
    Setting(
        "closed-files",
        "errors",
        f"one of {', '.join(f'`{one}`' for one in CLOSED_FILES)}",
        CLOSED_FILES.__contains__,
        "What editors show of files that are not open: their `errors`, `all` problems, or nothing (`off`).",
    ),
    _strings("exclude", (), "Globs of files and folders that are never read."),
    _strings(
        "include-roots", (), "Folders where Gin's `include` looks files up, before the workspace folder."
    ),
    _strings(
        "source-roots", (), "Folders from which Python modules are imported, before the workspace folder."
    ),
    Setting(
        "python",
        "",
        "a path",
        _is_string,
        "The interpreter or environment whose installed packages configs may name; it is never run.",
    ),
    _strings("gin-files", ("*.gin",), "Globs of files that are Gin configs."),
    _strings("hyp-files", ("*.hyp",), "Globs of files that are Hyperion sweeps."),
    _strings(
        "hpman-files",
        (),
        "Globs of hpman's YAML files, besides those that code or scripts load.",
    ),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}
DEFAULTS: Mapping[str, Any] = {setting.name: setting.default for setting in SETTINGS}


def merge(layers: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the effective settings and one message for each value that was left out.

    `layers` are pairs of where they come from, for the messages, and values by name; later ones win.
    """
    merged = dict(DEFAULTS)
    messages: list[str] = []
    for origin, layer in layers:
        for name, value in layer.items():
            message = _refusal(name, value)
            if message:
                messages.append(f"{origin}: {message}")
            elif value is not None:
                merged[name] = value
    return merged, tuple(messages)


def _refusal(name: str, value: Any) -> str | None:
    setting = _BY_NAME.get(name)
    if setting is None:
        near = similar(name, _BY_NAME, 1)
        hint = f"; did you mean `{near[0]}`?" if near else "."
        return f"there is no setting `{name}`{hint}"
    if value is None or setting.accepts(value):
        return None
    return f"`{name}` must be {setting.wants}; the value is left out."
