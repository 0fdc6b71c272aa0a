# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""German words for the frame that Typer puts around our own.

It would take them from the system's message catalogues, which have none for it.
"""

import sys

_WORDS = {
    "Arguments": "Angaben",
    "Options": "Optionen",
    "Commands": "Befehle",
    "Error": "Fehler",
    "Usage:": "Aufruf:",
    "Usage: ": "Aufruf: ",
    "Show this message and exit.": "diese Erklärung zeigen",
    "[default: {}]": "[sonst: {}]",
    "[env var: {}]": "[Variable: {}]",
    "[required]": "[nötig]",
    "default: {default}": "sonst: {default}",
    "env var: {var}": "Variable: {var}",
    "required": "nötig",
    "No such option: {name}": "Die Option {name} gibt es nicht.",
    "No such option {name!r}.": "Die Option {name} gibt es nicht.",
    "No such command {name!r}.": "Den Befehl {name} gibt es nicht.",
    "Missing command.": "Es fehlt der Befehl.",
    "Invalid value for {param_hint}: {message}": "Falscher Wert für {param_hint}: {message}",
    "Invalid value: {message}": "Falscher Wert: {message}",
    "{value!r} is not a valid {number_type}.": "{value} ist keine Zahl.",
    "{value} is not in the range {range}.": "{value} liegt nicht im Bereich {range}.",
    "Got unexpected extra argument ({args})": "Unbekannte Angabe ({args}).",
    "{name} {filename!r} does not exist.": "{filename} gibt es nicht.",
}
# Typer writes these into its sentences without asking for a translation.
_BEGINNINGS = {
    "Missing argument": "Es fehlt die Angabe",
    "Missing option": "Es fehlt die Option",
    "Missing parameter:": "Es fehlt",
}


def sentence(text: str) -> str:
    """What Typer says about a command, as far as it could not be translated where it is made."""
    for english, german in _BEGINNINGS.items():
        if text.startswith(english):
            return german + text.removeprefix(english)
    return text


def apply(*, with_help: bool) -> None:
    """Replace the words in Typer's modules; `with_help` loads and translates its help pages too."""
    if with_help:
        import typer.rich_utils  # noqa: PLC0415 -- Rich is big, and `serve` does without
    for name, module in list(sys.modules.items()):
        if name.startswith("typer.") and hasattr(module, "_"):
            vars(module)["_"] = _word
    if with_help:
        for name in ("ARGUMENTS_PANEL_TITLE", "OPTIONS_PANEL_TITLE", "COMMANDS_PANEL_TITLE", "ERRORS_PANEL_TITLE"):
            setattr(typer.rich_utils, name, _word(getattr(typer.rich_utils, name)))
        for name in ("DEFAULT_STRING", "ENVVAR_STRING", "REQUIRED_LONG_STRING"):
            setattr(typer.rich_utils, name, _word(getattr(typer.rich_utils, name)))


def _word(text: str) -> str:
    return _WORDS.get(text, text)
