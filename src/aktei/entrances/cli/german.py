# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""German words for the frame that Typer puts around our own.

It asks for translations of few of its words, so the others are replaced where they are made: the help in `apply`, what
went wrong in `sentence`, which looks at what it was and not at how Typer says it.
"""

import re
import sys
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from typer._click import core, exceptions, formatting
from typer.core import _TyperParameter

_WORDS = {
    "Arguments": "Angaben",
    "Options": "Optionen",
    "Commands": "Befehle",
    "Error": "Fehler",
    "(deprecated) ": "(veraltet) ",
    "(dynamic)": "(wird ermittelt)",
    "[default: {}]": "[sonst: {}]",
    "[env var: {}]": "[Variable: {}]",
    "[required]": "[nötig]",
    "default: {default}": "sonst: {default}",
    "env var: {var}": "Variable: {var}",
    "required": "nötig",
    "No such command {name!r}.": "Den Befehl {name} gibt es nicht.",
    "Missing command.": "Es fehlt der Befehl.",
}
_USAGE = {"[OPTIONS]": "[OPTIONEN]", "COMMAND [ARGS]...": "BEFEHL [ANGABEN]..."}
_HELP = "Diese Erklärung zeigen."
_TYPES = {
    "bool": "",
    "str": "Text",
    "int": "Zahl",
    "float": "Kommazahl",
    "path": "Pfad",
    "file": "Datei",
    "dir": "Verzeichnis",
    "datetime": "Zeitpunkt",
    "date": "Datum",
    "uuid": "Kennung",
}
_WRONG = {
    "int_parsing": "Das ist keine ganze Zahl.",
    "int_from_float": "Das ist keine ganze Zahl.",
    "float_parsing": "Das ist keine Zahl.",
    "bool_parsing": "Das ist weder Ja noch Nein.",
    "uuid_parsing": "Das ist keine Kennung.",
    "greater_than_equal": "Es muss mindestens {ge} sein.",
    "less_than_equal": "Es darf höchstens {le} sein.",
}
_PATHS = {
    "does not exist": "gibt es nicht.",
    "is a file": "ist eine Datei; gebraucht wird ein Verzeichnis.",
    "is a directory": "ist ein Verzeichnis; gebraucht wird eine Datei.",
    "is not readable": "kann nicht gelesen werden.",
    "is not writable": "kann nicht geschrieben werden.",
}


def sentence(error: exceptions.ClickException) -> str:
    """What is wrong with a command, in German."""
    for kind, say in _KINDS.items():
        if isinstance(error, kind):
            return say(error)
    unexpected = re.fullmatch(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", error.message)
    return f"Unbekannte Angabe: {unexpected[1]}." if unexpected else error.message


def _no_such_option(error: exceptions.NoSuchOption) -> str:
    like = f" Ähnlich heißen: {', '.join(sorted(error.possibilities))}." if error.possibilities else ""
    return f"Die Option {error.option_name} gibt es nicht.{like}"


def _option_without(error: exceptions.BadOptionUsage) -> str:
    too_much = error.message.endswith("does not take a value.")
    return f"Die Option {error.option_name} {'nimmt keinen Wert' if too_much else 'braucht einen Wert'}."


def _missing(error: exceptions.MissingParameter) -> str:
    what = "Angabe" if error.param is not None and error.param.param_type_name == "argument" else "Option"
    return f"Es fehlt die {what} {_name(error)}.{_choices(error)}"


def _bad_value(error: exceptions.BadParameter) -> str:
    name = f" für {_name(error)}" if error.param is not None else ""
    return f"Falscher Wert{name}: {_why(error)}"


def _why(error: exceptions.BadParameter) -> str:
    if isinstance(cause := error.__cause__, ValidationError):
        found = cause.errors()[0]
        said = _WRONG.get(found["type"], "Dieser Wert geht hier nicht.")
        return said.format(**found.get("ctx", {})) + _choices(error)
    path = re.fullmatch(rf"\w+ (.*) ({'|'.join(_PATHS)})\.", error.message)
    return f"{path[1]} {_PATHS[path[2]]}" if path else error.message


def _name(error: exceptions.BadParameter) -> str:
    if error.param is None:
        return ""
    return error.param.display_name_raw if error.param.param_type_name == "argument" else " / ".join(error.param.opts)


def _choices(error: exceptions.BadParameter) -> str:
    kind = error.param.type_descriptor if error.param is not None else None
    return f" Möglich sind: {', '.join(map(_value, kind.choices))}." if kind and kind.choices else ""


def _value(choice: Any) -> str:
    return str(getattr(choice, "value", choice))


_KINDS: dict[type[exceptions.ClickException], Callable[[Any], str]] = {
    exceptions.NoSuchOption: _no_such_option,
    exceptions.BadOptionUsage: _option_without,
    exceptions.MissingParameter: _missing,
    exceptions.BadParameter: _bad_value,
    exceptions.NoArgsIsHelpError: lambda _error: "Es fehlt der Befehl.",
}


def apply(*, with_help: bool) -> None:
    """Replace the words in Typer's modules; `with_help` loads and translates its help pages too."""
    if with_help:
        import typer.rich_utils  # noqa: PLC0415 -- Rich is big, and `serve` does without
    for name, module in list(sys.modules.items()):
        if name.startswith("typer.") and hasattr(module, "_"):
            vars(module)["_"] = _word
    if with_help:
        for name, value in list(vars(typer.rich_utils).items()):
            if name.isupper() and isinstance(value, str):
                setattr(typer.rich_utils, name, _word(value))
    formatting.HelpFormatter.write_usage = _write_usage  # type: ignore[method-assign]  # see above
    core.Command.get_help_option = _help_option  # type: ignore[method-assign]
    _TyperParameter.display_type = _display_type  # type: ignore[method-assign]


def _word(text: str) -> str:
    return _WORDS.get(text, text)


_typers_usage = formatting.HelpFormatter.write_usage
_typers_help_option = core.Command.get_help_option
_typers_type = _TyperParameter.display_type


def _write_usage(self: formatting.HelpFormatter, prog: str, args: str = "", prefix: str | None = None) -> None:
    for english, german in _USAGE.items():
        args = args.replace(english, german)
    _typers_usage(self, prog, args, prefix or "Aufruf: ")


def _help_option(self: core.Command, ctx: core.Context) -> Any:
    option = _typers_help_option(self, ctx)
    if option is not None:
        option.help = _HELP
    return option


def _display_type(self: _TyperParameter, ctx: core.Context) -> str:
    said = _typers_type(self, ctx)
    if self.type_descriptor.is_choice:
        return said
    name = said.strip("<>").removesuffix(" range").removeprefix("list[").removesuffix("]")
    german = _TYPES.get(name.lower(), name)
    return f"<{german}>" if german else ""
