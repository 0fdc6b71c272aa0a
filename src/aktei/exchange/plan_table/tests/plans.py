# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans to write and read."""

from hypothesis import strategies as st

from aktei.exchange.plan_lines import PlanLine
from aktei.records.file_plan.comparing import DEFAULTS


def line(notation, **values):
    return PlanLine(notation, {**DEFAULTS, "title": "Titel", **values})


LINES = [
    line("5", title="Soziales & <Teilhabe>", holds_dossiers=False, retention_years=None, disposal_type="A"),
    line("50", parent="5", title="=SUMME(A1)", note="erste Zeile\nzweite; „Zeile“", dossier_kinds=["case_file"]),
    line("50.30", parent="50", title="'Wohngeld", disabled=True, reference_pattern="W{number:06}", retention_years=0),
]
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40).map(str.strip)
_PATTERNS = st.sampled_from(["{notation}-{year}/{number:05}", "A{number}", "- {number} -"])
_KINDS = st.lists(st.sampled_from(["subject", "case_file", "plan_2"]), unique=True)


@st.composite
def plans(draw):
    """Entries above one another as they like, without circles."""
    notations = draw(st.lists(st.integers(0, 999).map(str), min_size=1, max_size=8, unique=True))
    made = []
    for at, notation in enumerate(notations):
        above = draw(st.sampled_from([None, *notations[:at]]))
        values = {
            "title": draw(_TEXT.filter(lambda text: text not in ("", "\ufffe", "\uffff"))),
            "parent": above,
            "reference_pattern": draw(_PATTERNS),
            "retention_years": draw(st.none() | st.integers(0, 200)),
            "disposal_type": draw(st.sampled_from("ABV")),
            "note": draw(_TEXT),
            "holds_dossiers": draw(st.booleans()),
            "dossier_kinds": draw(_KINDS),
            "disabled": draw(st.booleans()),
        }
        made.append(PlanLine(notation, values))
    return made
