# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be forged in the files of an export: each takes the files and returns them forged."""

import json

from aktei.base.evidence.notes import SignerKey
from aktei.procedures.proof.tests.forging import (
    ABOUT,
    DOCUMENTS,
    HEAD,
    KEY,
    LINES,
    PROOF,
    about,
    documents,
    entries,
    resealed,
    rows,
    spelled,
)


def without(files, *gone):
    return {name: content for name, content in files.items() if not any(name.startswith(each) for each in gone)}


def without_line(files, chosen):
    """The line, its proof, and every count of it gone."""
    kept = [each for each in rows(files, LINES) if not chosen(json.loads(each["entry"]))]
    proofs = {f"{PROOF}{each['position']:09}.tlog-proof" for each in kept}
    fewer = {name: content for name, content in files.items() if not name.startswith(PROOF) or name in proofs}
    return about({**fewer, LINES: spelled(kept)}, lines=len(kept))


def of_kind(*kinds):
    return lambda entry: entry["kind"] in kinds


def set_in(files, number, **facts):
    return documents(files, lambda told: told[number].update(facts))


def role(files, number, at, name):
    return documents(files, lambda told: told[number]["files"][at].update(role=name))


def renamed(files, old, new):
    return {new if name == old else name: content for name, content in files.items()}


def moved(files, name, new):
    """A document's file under another name, in the list as well."""
    return renamed(
        {
            **files,
            DOCUMENTS: files[DOCUMENTS].replace(
                json.dumps(name, ensure_ascii=False).encode(), b'"' + new.encode() + b'"'
            ),
        },
        name,
        new,
    )


def ordered(files, names):
    return {name: files[name] for name in names}


def swapped(files, one, two):
    return {**files, one: files[two], two: files[one]}


def first(files, ending):
    return next(name for name in files if name.endswith(ending))


def a_document_gone(files, number=0):
    gone = rows(files, DOCUMENTS)[number]
    fewer = without(files, *(each["path"] for each in gone["files"]))
    return about(documents(fewer, lambda told: told.pop(number)), documents=2)


def downgraded(files):
    """The export passed off as one of the time when completeness could not be proven."""
    says = json.loads(files[ABOUT])
    fewer = without_line(files, of_kind("ProofSealed"))
    old = {"format": "aktei-nachweis-1", "made_at": says["requested_at"], "purpose": says["purpose"]}
    old |= {each: says[each] for each in ("dossier", "cases")} | {"checkpoint": int(files[HEAD].split(b"\n")[1])}
    old |= {"lines": len(rows(fewer, LINES)), "documents": 3, "omitted_documents": 0}
    listed = rows(fewer, DOCUMENTS)
    for each in listed:
        each["files"] = [{**file, "unproven": False} for file in each["files"]]
    return {**fewer, ABOUT: json.dumps(old, ensure_ascii=False, indent=1).encode(), DOCUMENTS: spelled(listed)}


def line_rows(files, change):
    told = rows(files, LINES)
    change(told)
    return {**files, LINES: spelled(told)}


def in_every_proof(files, change):
    return {n: change(c) if n == HEAD or n.startswith(PROOF) else c for n, c in files.items()}


def earlier_seal(files):
    """Everything since the export before left out, so that its line seems to settle this one."""
    told = rows(files, LINES)
    last = next(at for at, each in enumerate(told) if '"ProofSealed"' in each["entry"])
    seal = json.loads(told[last]["entry"])["payload"]
    proofs = {f"{PROOF}{each['position']:09}.tlog-proof" for each in told[: last + 1]}
    fewer = {name: content for name, content in files.items() if not name.startswith(PROOF) or name in proofs}
    return about(
        {**fewer, LINES: spelled(told[: last + 1])}, lines=last + 1, export=seal["export"], until=seal["until"]
    )


def hold_of(files, word):
    return next(name for name in files if word in name)


FOLDER = "dokumente/0001-Blatt-1-bis-1-Antrag"


def dossier_with(files, **facts):
    return about(files, dossier={**json.loads(files[ABOUT])["dossier"], **facts})


def replaced(files, ending, old, new):
    name = first(files, ending)
    return {**files, name: files[name].replace(old, new, 1)}


def turned(files):
    """The first two files in each other's place."""
    one, two, *rest = files
    return ordered(files, [two, one, *rest])


STRANGER = "00000000-0000-7000-8000-0000000000aa"

FORGERIES = {
    "an extra file in a document's folder": lambda f: {**f, f"{FOLDER}/v1-original-2-x.pdf": b"%PDF"},
    "an extra file beside": lambda f: {**f, "hinweis.txt": b"Bitte lesen"},
    "an extra file among the proofs": lambda f: {**f, f"{PROOF}999999999.tlog-proof": b"x"},
    "another file for people": lambda f: {**f, "protokoll/verlauf-2.pdf": b"%PDF"},
    "a listed extra file": lambda f: documents(
        {**f, f"{FOLDER}/v1-signatur-1-x.p7s": b"x"},
        lambda told: told[0]["files"].append(
            {"role": "signature", "version": 1, "path": f"{FOLDER}/v1-signatur-1-x.p7s"}
        ),
    ),
    "an unknown role": lambda f: role(f, 0, 0, "Beilage"),
    "a role in capitals": lambda f: role(f, 0, 0, "Original"),
    "a role with a blank": lambda f: role(f, 0, 0, "original "),
    "a role in another script": lambda f: role(f, 0, 0, "оriginal"),
    "no role": lambda f: documents(f, lambda told: told[0]["files"][0].pop("role")),
    "roles exchanged": lambda f: role(role(f, 0, 0, "original"), 0, 1, "archival"),
    "a file of another document": lambda f: swapped(f, first(f, "zweite.pdf"), first(f, "brief.pdf")),
    "another version's number": lambda f: documents(f, lambda told: told[1]["files"][0].update(version=1)),
    "a document left out": a_document_gone,
    "a withdrawn document left out": lambda f: a_document_gone(f, 2),
    "a document left out with its lines": lambda f: without_line(
        a_document_gone(f, 2), lambda e: e["node"] == rows(f, DOCUMENTS)[2]["id"]
    ),
    "a document twice": lambda f: about(documents(f, lambda told: told.append(told[0])), documents=4),
    "documents in another order": lambda f: documents(f, lambda told: told.reverse()),
    "withdrawn no more": lambda f: set_in(f, 2, withdrawn=False),
    "withdrawn all at once": lambda f: set_in(f, 0, withdrawn=True),
    "another title": lambda f: set_in(f, 0, subject_line="Rücknahme des Antrags"),
    "other sheets": lambda f: set_in(f, 0, sheets=[1, 2]),
    "another document's id": lambda f: set_in(f, 0, id=rows(f, DOCUMENTS)[1]["id"]),
    "a word more about a document": lambda f: set_in(f, 0, geheim=True),
    "a word more about a file": lambda f: documents(f, lambda told: told[0]["files"][0].update(echt=True)),
    "another reference": lambda f: dossier_with(f, reference="50.30-2026/99999"),
    "another subject": lambda f: dossier_with(f, subject_line="Anderes"),
    "another purpose": lambda f: about(f, purpose="Werbung"),
    "another time": lambda f: about(f, requested_at="2020-01-01T00:00:00+00:00"),
    "another time of packing": lambda f: about(f, packed_at="2020-01-01T00:00:00"),
    "documents said to be left out": lambda f: about(f, omitted_documents=3),
    "everything said to have gaps": lambda f: about(f, gaps=[each["id"] for each in rows(f, DOCUMENTS)]),
    "no cases": lambda f: about(f, cases=[]),
    "a strange case": lambda f: about(f, cases=[*json.loads(f[ABOUT])["cases"], STRANGER]),
    "another format": lambda f: about(f, format="aktei-nachweis-3"),
    "an older format claimed": lambda f: about(f, format="aktei-nachweis-1"),
    "an older format, done well": downgraded,
    "a word more in the export's own words": lambda f: about(f, echt=True),
    "the birth of the dossier gone": lambda f: without_line(f, of_kind("DossierOpened")),
    "the birth of the case gone": lambda f: without_line(f, of_kind("CaseOpened")),
    "the birth of documents gone": lambda f: without_line(f, of_kind("DocumentReceived")),
    "readings gone": lambda f: without_line(f, of_kind("DossierRead", "DocumentRead", "ProofRequested")),
    "the renaming of a case gone": lambda f: without_line(f, of_kind("CaseRenamed")),
    "the settling line gone": lambda f: without_line(f, of_kind("ProofSealed")),
    "the earlier export's lines gone": lambda f: without_line(f, of_kind("ExportCompleted")),
    "the settling line of an earlier export": earlier_seal,
    "no lines": lambda f: about({**without(f, PROOF), LINES: b""}, lines=0),
    "lines in another order": lambda f: line_rows(f, lambda told: told.insert(0, told.pop(1))),
    "a line twice": lambda f: line_rows(f, lambda told: told.insert(0, told[0])),
    "a line said to be erased": lambda f: line_rows(f, lambda told: told[4].update(entry=None, salt=None)),
    "a line with rows of its own": lambda f: line_rows(f, lambda told: told[4].update(rows="00" * 32)),
    "a line with a word more": lambda f: line_rows(f, lambda told: told[4].update(zusatz=1)),
    "a line in another spelling": lambda f: {**f, LINES: f[LINES].replace(b'{"position": ', b'{"position":  ', 1)},
    "a line with its words turned": lambda f: line_rows(
        f, lambda told: told.__setitem__(2, dict(reversed(told[2].items())))
    ),
    "a position as a fraction": lambda f: {**f, LINES: f[LINES].replace(b', "commitment"', b'.0, "commitment"', 1)},
    "a blank line": lambda f: {**f, LINES: f[LINES] + b"\n"},
    "a proof of another line": lambda f: swapped(f, *[name for name in f if name.startswith(PROOF)][:2]),
    "a proof in another spelling": lambda f: {**f, hold_of(f, PROOF): f[hold_of(f, PROOF)].replace(b"\n", b"\r\n", 2)},
    "a proof gone": lambda f: without(f, hold_of(f, PROOF)),
    "another key": lambda f: {**f, KEY: f"{SignerKey.make(f[KEY].decode().partition('+')[0]).verifier}\n".encode()},
    "a key with a blank": lambda f: {**f, KEY: f[KEY] + b" "},
    "a signature twice": lambda f: in_every_proof(f, lambda c: c + c[c.rindex("\u2014".encode()) :]),
    "a signature with something behind it": lambda f: in_every_proof(f, lambda c: c + b"x"),
    "a longer log": lambda f: in_every_proof(
        f, lambda c: c.replace(b"\n" + f[HEAD].split(b"\n")[1] + b"\n", b"\n9999\n", 1)
    ),
    "files in another order": lambda f: ordered(f, sorted(f)),
    "two files exchanged in order": turned,
    "proofs in another order": lambda f: ordered(f, sorted(f, key=lambda name: name.startswith(PROOF))),
    "an original under another name": lambda f: moved(
        f, first(f, "brief.pdf"), first(f, "brief.pdf").replace("brief", "bescheid")
    ),
    "a folder under another name": lambda f: moved(
        f, first(f, "brief.pdf"), "dokumente/0009-Antrag/v1-original-1-brief.pdf"
    ),
    "a name that leads elsewhere": lambda f: moved(f, first(f, "brief.pdf"), "../" + first(f, "brief.pdf")),
    "an absolute name": lambda f: moved(f, first(f, "brief.pdf"), "/" + first(f, "brief.pdf")),
    "the judge itself": lambda f: {**f, "pruefen.py": b"print('Alles stimmt')\n"},
    "the explanation": lambda f: replaced(f, "LIESMICH.html", b"nicht", b"wohl"),
    "who can see it": lambda f: {**f, "zugriff.csv": f["zugriff.csv"] + b"Niemand\r\n"},
    "who can see it, gone": lambda f: without(f, "zugriff.csv"),
    "the history on paper": lambda f: {**f, "protokoll/verlauf-1.pdf": b"%PDF-1.7"},
    "the text that was read": lambda f: replaced(f, "v1-text.jsonl", b"Seite", b"Blatt"),
    "the text with a word more": lambda f: replaced(f, "v1-text.jsonl", b'{"number"', b'{"x": 1, "number"'),
}


def numbered(files, number):
    return documents(files, lambda told: told[0].update(number=number))


def entry_gone(*kinds):
    return lambda f: resealed(f, [each for each in entries(f) if each["kind"] not in kinds])


INSIDERS = {
    "another title": (lambda f: resealed(set_in(f, 0, subject_line="Anderes")), "subject_line"),
    "withdrawn no more": (lambda f: resealed(set_in(f, 2, withdrawn=False)), "withdrawn"),
    "withdrawn all at once": (lambda f: resealed(set_in(f, 0, withdrawn=True)), "withdrawn"),
    "withdrawn as a number": (lambda f: resealed(set_in(f, 2, withdrawn=1)), "withdrawn"),
    "a number as a fraction": (lambda f: resealed(numbered(f, 1.0)), "nicht lesbar"),
    "not a number": (lambda f: resealed(numbered(f, float("nan"))), "nicht lesbar"),
    "other sheets": (lambda f: resealed(set_in(f, 1, sheets=[3, 3])), "Blätter"),
    "another subject": (FORGERIES["another subject"], "subject_line"),
    "another reference": (FORGERIES["another reference"], "reference"),
    "another purpose": (FORGERIES["another purpose"], "Zweck"),
    "another time": (FORGERIES["another time"], "Zeitpunkt"),
    "no cases": (FORGERIES["no cases"], "fehlt aber im Export"),
    "a strange case": (FORGERIES["a strange case"], "liegt er nicht"),
    "a document left out": (FORGERIES["a document left out"], "gehört zur Akte, fehlt"),
    "a document twice": (FORGERIES["a document twice"], "mehrfach"),
    "an unknown role": (FORGERIES["an unknown role"], "Rolle"),
    "a role in capitals": (FORGERIES["a role in capitals"], "Rolle"),
    "a file of another document": (FORGERIES["a file of another document"], "nicht die Datei"),
    "an extra file beside": (FORGERIES["an extra file beside"], "gehört zu keinem Export"),
    "an extra file in a document's folder": (FORGERIES["an extra file in a document's folder"], "gehört zu keinem"),
    "who can see it, gone": (FORGERIES["who can see it, gone"], "Umfang"),
    "the birth of the dossier gone": (entry_gone("DossierOpened"), "mit der die Akte entstand"),
    "the birth of the case gone": (entry_gone("CaseOpened"), "liegt er nicht in dieser Akte"),
    "the birth of documents gone": (entry_gone("DocumentReceived"), "mit der es entstand"),
    "the filing of documents gone": (entry_gone("DocumentFiled"), "liegt es nicht in dieser Akte"),
    "the request gone": (entry_gone("ProofRequested"), "angefordert wurde"),
    "a rendition gone": (entry_gone("DocumentRendered"), "nicht die Datei"),
    "a version gone": (entry_gone("VersionAdded"), "nicht die Datei"),
    "a withdrawal gone": (entry_gone("DocumentWithdrawn"), "withdrawn"),
}
