# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
from aktei.entrances.web.kit.records.remarks import sentence
from aktei.procedures.rendition.remarks import Remark


def test_a_remark_names_its_pages_as_people_do():
    assert "lesbar: Seite 2. " in sentence(Remark("damaged", pages=(2,)))
    assert "lesbar: Seiten 2, 5 bis 7 und 1.200. " in sentence(Remark("damaged", pages=(2, 5, 6, 7, 1200)))
    assert sentence(Remark("damaged", pages=tuple(range(1, 900, 2)))).count(",") < 20
