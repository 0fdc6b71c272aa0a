# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine, on a real index in a directory."""

import json
import multiprocessing
from contextlib import suppress
from datetime import date
from uuid import uuid4

import pytest

from aktei.procedures.search.engines.port import (
    EngineError,
    Entry,
    IndexBusyError,
    IndexOutdatedError,
    RecordKind,
    Request,
    Selection,
    Sort,
)
from aktei.procedures.search.engines.tantivy import TantivyEngine
from aktei.procedures.search.query import parse
from aktei.procedures.search.wanted import Step

ROOT, OTHER = uuid4(), uuid4()


class Office:
    """An index and a way to fill it with pages by name."""

    def __init__(self, path):
        self.path = path
        self.engine = TantivyEngine(path)
        self.names = {}

    def add(self, **texts):
        for name, text in texts.items():
            self.put(name, text)

    def put(self, name, text="", **fields):
        owner = next((key for key, value in self.names.items() if value == name), None) or uuid4()
        self.names[owner] = name
        entry = {"kind": RecordKind.PAGE, "chain": frozenset({owner, ROOT}), "stamp": text, "number": 1} | fields
        with self.engine.writing() as writer:
            writer.replace(owner, [Entry(owner=owner, text=text, **entry)])
            writer.commit()
        return owner

    def ask(self, query, reach=frozenset({ROOT}), **request):
        return self.engine.search(Request(parse(query), reach, **request))

    def find(self, query, **request):
        return [self.names[hit.document] for hit in self.ask(query, **request).hits]


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path / "index")


def test_without_an_index_nothing_is_found(office):
    assert office.ask("wort").total == 0
    assert office.engine.jump("wort", frozenset({ROOT})) == ()
    assert office.engine.count() == 0


def test_narrow_matches_come_before_wide_ones(office):
    office.add(
        compound="Der Wohngeldbescheid liegt bei",
        form="Die Bescheide liegen bei",
        exact="Der Bescheid liegt bei",
        none="Das Wetter wird schön",
    )
    assert office.find("Bescheid") == ["exact", "form", "compound"]
    assert office.find("Bescheid", step=Step.WORDS) == ["exact"]
    similar = office.put("similar", "Der Bescheld liegt bei")
    assert office.find("Bescheid", step=Step.SIMILAR) == ["similar"]
    assert similar


def test_a_compound_finds_its_words(office):
    office.add(apart="Ein Bescheid über Ihr Wohngeld", half="Ein Bescheid über Gebühren", whole="Wohngeldbescheide")
    assert office.find("Wohngeldbescheid", step=Step.FORMS) == ["whole", "apart"]
    assert office.find("Wohngeld", step=Step.FORMS) == ["apart", "whole"]


@pytest.mark.parametrize("spelling", ["Müller", "Mueller", "Muller", "müllers"])
def test_names_are_found_in_every_spelling(office, spelling):
    office.add(a="Frau Müller", b="Frau Mueller", c="Frau Muller", noun="Der Müll wird geholt")
    assert sorted(office.find(spelling)) == ["a", "b", "c"]


def test_streets_are_found_in_both_spellings(office):
    office.add(a="Hauptstraße 5", b="Haupt-Strasse 7")
    assert sorted(office.find("Strasse")) == sorted(office.find("Straße")) == ["a", "b"]


def test_misread_words_are_a_second_chance_and_the_answer_says_so(office):
    office.add(misread="Der Widcrspruch ist begründet")
    found = office.ask("Widerspruch")
    assert (found.total, found.similar.total) == (0, 1)
    assert found.tried == ((Step.FORMS, 0), (Step.SIMILAR, 1))
    assert office.ask("Widerspruch", step=Step.FORMS).total == 0


def test_phrases_prefixes_exclusions_and_alternatives(office):
    office.add(a="erster Bescheid über Miete", b="Bescheid erster Klasse über Pacht", c="Mietvertrag ohne Bescheid")
    assert office.find('"erster Bescheid"') == ["a"]
    assert sorted(office.find("Miet*")) == ["a", "c"]
    assert office.find("Bescheid -erster") == ["c"]
    assert sorted(office.find("Pacht ODER Mietvertrag", step=Step.WORDS)) == ["b", "c"]
    assert office.find("Bescheid -klasse -ohne") == ["a"]


def test_a_phrase_is_found_in_other_forms(office):
    office.add(a="die ersten Bescheide")
    assert office.find('"erste Bescheid"') == ["a"]


def test_fields_and_filters_narrow_the_hits(office):
    social, youth = uuid4(), uuid4()
    office.put(
        "a",
        "Post",
        unit=social,
        channel="paper",
        plan="50.30",
        received=date(2026, 3, 1),
        references=("50.30-2026/00042",),
    )
    office.put(
        "b", "Post", unit=youth, channel="mail", plan="51.10", received=date(2025, 12, 31), references=("51.10-2025/7",)
    )
    assert office.find("Post", selection=Selection(units=frozenset({social}))) == ["a"]
    assert office.find("Post", selection=Selection(units=frozenset())) == []
    assert office.find("Post", selection=Selection(channels=frozenset({"mail"}))) == ["b"]
    assert office.find("Post", selection=Selection(plans=("50",))) == ["a"]
    assert office.find("Post", selection=Selection(plans=("51.1",))) == ["b"]
    assert office.find("Post", selection=Selection(years=frozenset({2025}))) == ["b"]
    assert office.find("Post", selection=Selection(since=date(2026, 1, 1))) == ["a"]
    assert office.find("Post", selection=Selection(until=date(2025, 12, 31))) == ["b"]
    assert office.find("Post", selection=Selection(since=date(2026, 3, 1), until=date(2026, 3, 1))) == ["a"]
    for reference in ("50.30-2026/00042", "2026/42", "50.30", "50 30 2026 42"):
        assert office.find("Post", selection=Selection(references=(reference,))) == ["a"]
    assert office.find("plan:50", selection=Selection(plans=("50",))) == ["a"]


def test_facets_count_all_hits(office):
    for number in range(5):
        office.put(f"p{number}", "Post", channel="mail" if number else "paper", received=date(2020 + number % 2, 1, 1))
    found = office.ask("Post", limit=1, facets=("channel", "year"))
    assert found.total == 5
    assert found.facets == {"channel": {"mail": 4, "paper": 1}, "year": {"2020": 3, "2021": 2}}


def test_hits_are_sorted_by_date_and_paged(office):
    for year in (2021, 2025, 2023):
        office.put(str(year), "Post", received=date(year, 1, 1))
    office.put("undated", "Post")
    assert office.find("Post", sort=Sort.DATE) == ["2025", "2023", "2021", "undated"]
    assert office.find("Post", sort=Sort.DATE, limit=2, offset=1) == ["2023", "2021"]
    assert len(office.find("Post", limit=10**9, offset=-5)) == 4


def test_subject_lines_help_but_do_not_drown_the_pages(office):
    owner = uuid4()
    office.names[owner] = "doc"
    pages = [
        Entry(
            RecordKind.PAGE,
            owner,
            frozenset({ROOT}),
            "s",
            number=number,
            text=text,
            title="Antrag",
            context="Akte Schulze",
        )
        for number, text in ((1, "Deckblatt"), (2, "Wohngeld"), (3, "Rückseite"))
    ]
    with office.engine.writing() as writer:
        writer.replace(owner, pages)
        writer.commit()
    assert [hit.number for hit in office.ask("Antrag", step=Step.FORMS).hits] == [1]
    assert [hit.number for hit in office.ask("Schulze Wohngeld").hits] == [2]


def test_only_what_the_actor_may_read_is_found(office):
    mine, theirs = uuid4(), uuid4()
    office.put("mine", "Post", chain=frozenset({mine, ROOT}))
    office.put("theirs", "Post", chain=frozenset({theirs, OTHER}))
    assert office.find("Post", reach=frozenset({mine})) == ["mine"]
    assert office.find("Post", reach=frozenset({OTHER})) == ["theirs"]
    assert office.find("Post", reach=frozenset()) == []
    many = frozenset({mine, *(uuid4() for _ in range(3_000))})
    found = office.ask("Post", reach=many, facets=("channel",))
    assert found.total == 1


def test_replacing_leaves_nothing_of_the_old_pages(office):
    owner = office.put("a", "alter Inhalt")
    office.put("a", "neuer Text")
    assert office.find("Inhalt") == []
    assert office.find("Text") == ["a"]
    with office.engine.writing() as writer:
        writer.remove(owner)
        writer.remove(owner)
        writer.commit()
    assert office.engine.count() == 0


def test_what_was_not_committed_is_dropped(office):
    office.add(a="Post")
    with office.engine.writing() as writer:
        writer.replace(uuid4(), [Entry(RecordKind.PAGE, uuid4(), frozenset({ROOT}), "s", number=1, text="Post")])
    assert office.ask("Post").total == 1


def _read(path, query, reach, results):
    engine = TantivyEngine(path)
    results.put(engine.search(Request(parse(query), reach)).total)


def test_other_processes_read_while_one_writes(office):
    office.add(a="Post")
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    with office.engine.writing():
        process = context.Process(target=_read, args=(office.path, "Post", frozenset({ROOT}), results))
        process.start()
        assert results.get(timeout=60) == 1
        process.join(60)
    reader = TantivyEngine(office.path)
    assert reader.search(Request(parse("Post"), frozenset({ROOT}))).total == 1
    office.add(b="Post")
    assert reader.search(Request(parse("Post"), frozenset({ROOT}))).total == 2


def test_a_second_writer_is_told_to_wait(office):
    office.add(a="Post")
    with office.engine.writing():
        second = TantivyEngine(office.path)
        with pytest.raises(IndexBusyError, match="anderer Prozess"), second.writing(wait_seconds=0.1):
            pass
    with second.writing():
        pass


@pytest.mark.parametrize("content", ['{"generation": "g-1", "format": 0, "analysis": 1}', "{}", "not json"])
def test_an_index_of_another_version_has_to_be_rebuilt(office, content):
    office.add(a="Post")
    (office.path / "index.json").write_text(content)
    with pytest.raises(IndexOutdatedError, match="aktei search rebuild"):
        TantivyEngine(office.path).search(Request(parse("Post"), frozenset({ROOT})))


def test_a_damaged_index_says_what_to_do(office):
    office.add(a="Post")
    generation = json.loads((office.path / "index.json").read_text())["generation"]
    (office.path / generation / "meta.json").write_text("{")
    with pytest.raises(EngineError, match="aktei search rebuild"):
        TantivyEngine(office.path).search(Request(parse("Post"), frozenset({ROOT})))


def test_an_outdated_index_can_be_rebuilt(office):
    office.add(a="Post")
    (office.path / "index.json").write_text("{}")
    with office.engine.rebuilding(learned=frozenset) as rebuild:
        rebuild.publish(lambda writer: None)
    assert TantivyEngine(office.path).count() == 0


def _page(text, owner=None):
    return Entry(RecordKind.PAGE, owner or uuid4(), frozenset({ROOT}), "s", number=1, text=text)


def test_a_rebuild_grows_beside_the_live_index_and_replaces_it(office):
    office.add(old="alt")
    reader = TantivyEngine(office.path)
    late = _page("nachgetragen")
    with office.engine.rebuilding(learned=lambda: frozenset({"kirmes"})) as rebuild:
        rebuild.add([_page("neu Kirmesplatz")])
        rebuild.commit()
        assert reader.search(Request(parse("alt"), frozenset({ROOT}))).total == 1
        office.add(meanwhile="alt")
        rebuild.publish(lambda writer: writer.replace(late.owner, [late]))
    for engine in (reader, office.engine, TantivyEngine(office.path)):
        assert engine.search(Request(parse("neu"), frozenset({ROOT}), step=Step.FORMS)).total == 1
        assert engine.search(Request(parse("alt"), frozenset({ROOT}), step=Step.FORMS)).total == 0
        assert engine.search(Request(parse("nachgetragen"), frozenset({ROOT}))).total == 1
        assert engine.search(Request(parse("Kirmes"), frozenset({ROOT}))).total == 1
    assert len(list(office.path.glob("g-*"))) == 1
    assert not (office.path / "rebuild.json").exists()


def test_a_killed_rebuild_goes_on_where_it_was(office):
    office.add(old="alt")
    with suppress(KeyboardInterrupt), office.engine.rebuilding(learned=frozenset) as rebuild:
        rebuild.add([_page("erste")])
        rebuild.note(last="1")
        rebuild.commit()
        rebuild.note(last="2")
        raise KeyboardInterrupt
    assert office.find("alt") == ["old"]
    with office.engine.rebuilding(learned=frozenset) as rebuild:
        assert rebuild.progress == {"last": "1"}
        rebuild.add([_page("zweite")])
        rebuild.publish(lambda writer: None)
    assert office.engine.count() == 2


def test_stamps_list_every_entry_once(office):
    office.add(**{f"p{number}": "Post" for number in range(20)})
    found = {}
    for bucket in range(256):
        found |= office.engine.stamps(bucket)
    assert found == {f"{owner.hex}:1": "Post" for owner in office.names}


class TestJump:
    @pytest.fixture
    def engine(self, office):
        self.ids = {}
        with office.engine.writing() as writer:
            for kind, title, reference in (
                (RecordKind.DOSSIER, "Wohngeld Müller, Anna", "50.30-2026/00042"),
                (RecordKind.CASE, "Wohngeld Weiterbewilligung 2026", "50.30-2026/00042-01"),
                (RecordKind.DOCUMENT, "Wohngeldbescheid Müller", ""),
                (RecordKind.DOSSIER, "Straßenbau Hauptstraße", "66.10-2025/00007"),
            ):
                owner = uuid4()
                self.ids[owner] = title
                entry = Entry(
                    kind, owner, frozenset({ROOT}), "s", title=title, references=(reference,) if reference else ()
                )
                writer.add([entry])
            writer.commit()
        return office.engine

    def jump(self, engine, text, reach=frozenset({ROOT})):
        return [self.ids[hit.id] for hit in engine.jump(text, reach)]

    def test_dossiers_come_before_cases_and_documents(self, engine):
        assert self.jump(engine, "wohng") == [
            "Wohngeld Müller, Anna",
            "Wohngeld Weiterbewilligung 2026",
            "Wohngeldbescheid Müller",
        ]

    @pytest.mark.parametrize("text", ["50.30-2026/00042", "50.30-2026/42", "2026/00042", "50.30-20"])
    def test_a_reference_leads_to_its_dossier(self, engine, text):
        assert self.jump(engine, text)[0] == "Wohngeld Müller, Anna"

    @pytest.mark.parametrize("text", ["mü", "mue", "mul", "Anna Müller", "müller wohn", "Mullar"])
    def test_names_are_tolerant(self, engine, text):
        assert self.jump(engine, text)[0] == "Wohngeld Müller, Anna"

    @pytest.mark.parametrize("text", ["strasse", "Straße", "strassenb", "bau"])
    def test_compounds_and_spellings_are_found(self, engine, text):
        assert self.jump(engine, text) == ["Straßenbau Hauptstraße"]

    def test_rights_hold(self, engine):
        assert self.jump(engine, "wohn", frozenset({OTHER})) == []

    @pytest.mark.parametrize("text", ["", "   ", "!!", "-", "*"])
    def test_nothing_typed_finds_nothing(self, engine, text):
        assert self.jump(engine, text) == []


def test_resembling_documents_are_found_by_their_rare_words(office):
    dossier = uuid4()
    office.put("a", "Lastenzuschuss Eigenheim Kirchhellen", dossier=dossier)
    office.put("b", "Lastenzuschuss Eigenheim Oberhausen", dossier=dossier)
    office.put("unfiled", "Lastenzuschuss Eigenheim Kirchhellen")
    office.put("c", "Hundesteuer Dackel", dossier=dossier)
    new = uuid4()
    found = office.engine.like("Antrag Lastenzuschuss Eigenheim Kirchhellen", frozenset({ROOT}), without=new)
    assert [office.names[hit.document] for hit in found] == ["a", "b"]


def test_the_progress_of_a_rebuild_is_readable(office):
    with office.engine.rebuilding(learned=frozenset) as rebuild:
        rebuild.note(last="7")
        rebuild.commit()
        stamp = json.loads((office.path / "rebuild.json").read_text())
        assert (office.path / stamp["generation"] / "progress.json").exists()
        rebuild.publish(lambda writer: None)
