from sayso.actors import ActorIndex, canonical_ids, find_actors, merge_actors, resolve
from sayso.model import Actor, ActorType, Judgement, Verdict
from tests.actors.build import actor, body, person


def read(*documents: list[Actor]) -> tuple[list[Judgement], dict[str, str]]:
    """Resolve documents one after another."""
    index = ActorIndex()
    rows = [row for document in documents for row in resolve(document, index)]
    return rows, canonical_ids(rows, [one.id for document in documents for one in document])


def test_two_documents_that_name_one_person_in_full_share_an_actor() -> None:
    first, second = person("Tomas Verrell"), person("VERRELL, Tomás")
    _, found = read([first], [second])
    assert found[second.id] == first.id


def test_a_surname_is_open_and_joins_nobody() -> None:
    full, short = person("Tomas Verrell"), person("Verrell")
    rows, found = read([full], [short])
    assert [row.verdict for row in rows] == [Verdict.UNSURE]
    assert found[short.id] == short.id


def test_a_family_stays_apart_though_documents_name_all_of_it() -> None:
    family = [person("Tomas Verrell"), person("Elena Verrell"), person("Ivo Verrell")]
    again = [person("Ivo Verrell"), person("Tomas Verrell"), person("Elena Verrell")]
    _, found = read(family, again)
    assert len(set(found.values())) == 3


def test_a_name_that_fits_two_different_people_fits_neither() -> None:
    karl, ivo, plain = person("Tomas Karl Verrell"), person("Tomas Ivo Verrell"), person("Tomas Verrell")
    rows, found = read([karl], [ivo], [plain])
    assert len(set(found.values())) == 3
    assert "fits several" in rows[-1].reasons


def test_actors_of_one_document_are_not_judged() -> None:
    twins = [person("Tomas Verrell", doc="d"), person("Tomas Verrell", doc="d")]
    assert read(twins)[0] == []


def test_resolving_a_document_again_adds_nothing() -> None:
    index = ActorIndex([person("Tomas Verrell")])
    new = [person("Tomas Verrell")]
    assert len(resolve(new, index)) == 1
    assert resolve(new, index) == []


def test_unnamed_actors_get_no_rows() -> None:
    assert read([person("officials", named=False)], [person("officials", named=False)])[0] == []


def test_states_meet_by_code_and_each_newcomer_costs_one_row() -> None:
    states = [actor(name, ActorType.STATE, canonical="country:RU") for name in ("Ruritania", "Strelsau", "Ruritania")]
    rows, found = read(*([one] for one in states))
    assert len(rows) == 2
    assert set(found.values()) == {states[0].id}


def test_a_common_name_costs_no_more_as_the_casefile_grows() -> None:
    index = ActorIndex(body("Harbour Lines Union", f"alias {n}") for n in range(400))
    assert len(list(index.candidates(body("Harbour Lines Union")))) <= 32


def test_rows_are_the_same_on_every_run() -> None:
    documents = [[person("Tomas Verrell"), body("HLU")], [person("T. Verrell"), body("Harbour Lines Union", "HLU")]]
    assert read(*documents)[0] == read(*documents)[0]


def test_a_union_is_described_by_its_most_used_name_and_keeps_every_form() -> None:
    first, second, third = person("T. Verrell", "Verrell"), person("Tomas Verrell"), person("Tomas Verrell")
    merged = merge_actors([third, first, second])
    assert (merged.id, merged.name, merged.aliases) == (first.id, "Tomas Verrell", ("T. Verrell", "Verrell"))


def test_a_typed_name_finds_names_then_aliases_then_near_ones() -> None:
    exact, alias, near = body("Harbour Lines"), body("HL Ferries", "harbour lines"), body("Harbour Line")
    found = find_actors("HARBOUR LINES", ActorIndex([near, alias, exact, body("Dock Union")]))
    assert [one.id for one, _ in found] == [exact.id, alias.id, near.id]
    assert find_actors(" ", ActorIndex([exact])) == []


def test_a_union_is_named_by_the_form_that_most_documents_use() -> None:
    first, second = body("Zahiri organization", "Zahiri network"), body("Zahiri network")
    assert merge_actors([first, second]).name == "Zahiri network"


def test_a_name_that_fits_two_actors_of_one_document_joins_the_one_written_alike() -> None:
    pair = [person("Tomas Verrell", doc="d"), person("Tomas Karl Verrell", doc="d")]
    new = person("Tomas Verrell")
    _, found = read(pair, [new])
    assert found[new.id] == pair[0].id != found[pair[1].id]
