# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Says in plain words what was understood of a query, and how widely was searched."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from aktei.procedures.search.query import Clause, Either, Every, Number, Pattern, Phrase, Prefix, Query, Word
from aktei.procedures.search.wanted import Step, effective


def explain(query: Query) -> str:
    """One or more sentences, for example: *Seiten mit „Wohngeld“ und „Bescheid“, ohne „Widerspruch“.*"""
    if query.empty:
        nothing = _("Bitte mindestens ein Wort eingeben.")
        return f"{nothing} {_('Ausschließen allein findet nichts.')}" if query.without else nothing
    understood = effective(query)
    parts = [_listed(understood.clauses, _(" und ")), *_fields(query)]
    if query.without:
        parts.append(_("ohne %(words)s") % {"words": _listed(query.without, _(" und "))})
    content = ", ".join(part for part in parts if part)
    return " ".join((_("Seiten mit %(content)s.") % {"content": content}, *_remarks(query, understood)))


def _remarks(query: Query, understood: Query) -> Iterable[str]:
    left_out = [clause for clause in query.clauses if clause not in understood.clauses]
    if left_out:
        yield _("Nicht beachtet, weil sie auf fast jeder Seite stehen: %(words)s.") % {"words": _listed(left_out, ", ")}
    for piece in query.misread:
        yield _("„%(piece)s“ war nicht als Feld lesbar und wurde als Wort gesucht.") % {"piece": piece}
    if query.shortened:
        yield _("Die Anfrage war zu lang; gesucht wurde mit ihrem Anfang.")


def _listed(clauses: Iterable[Clause], between: str) -> str:
    return between.join(_clause(clause) for clause in clauses)


def _clause(clause: Clause) -> str:
    match clause:
        case Word(text):
            return _("„%(word)s“") % {"word": text}
        case Phrase(_, typed) if typed:
            return _("„%(word)s“") % {"word": typed}
        case Phrase(words):
            return _("der Wortfolge „%(words)s“") % {"words": " ".join(words)}
        case Prefix(text):
            return _("Wörtern, die mit „%(beginning)s“ beginnen") % {"beginning": text}
        case Pattern(text):
            return _("Wörtern wie „%(pattern)s“") % {"pattern": text}
        case Either(options):
            return _listed(options, _(" oder "))
        case Every(_, typed):
            return _("„%(word)s“") % {"word": typed}
        case Number(_, inner):
            return _clause(inner)


def _fields(query: Query) -> Iterable[str]:
    fields = query.fields
    for values, label in (
        (fields.references, _("Aktenzeichen %(values)s")),
        (fields.units, _("Einheit %(values)s")),
        (fields.channels, _("Eingangskanal %(values)s")),
        (fields.plans, _("Aktenplan %(values)s")),
    ):
        if values:
            yield label % {"values": _(" oder ").join(values)}
    for name, value in fields.extra:
        yield _("Feld %(name)s: %(value)s") % {"name": name, "value": value}
    if fields.since:
        yield _("eingegangen ab %(day)s") % {"day": f"{fields.since:%d.%m.%Y}"}
    if fields.until:
        yield _("eingegangen bis %(day)s") % {"day": f"{fields.until:%d.%m.%Y}"}


def describe_step(step: Step) -> str:
    """How widely was searched, in a few words."""
    return {
        Step.WORDS: _("genau diese Wörter"),
        Step.FORMS: _("Wortformen und Zusammensetzungen"),
        Step.SIMILAR: _("ähnliche Schreibweisen"),
    }[step]
