from sayso.analysis import related_roots, say_so
from sayso.model import Actor, ActorType, TextLink
from tests.analysis.build import OFFICIALS, TRAITS, claim, document, edge_of, edges_of


def test_the_chain_names_publisher_and_author_before_the_credited_sources() -> None:
    chain = say_so(
        claim(1, "a", "pays", "b", sources=["Report", "Mayor"]), document("d1", author="Ines", publisher="Gazette")
    )
    assert chain == ("Gazette", "Ines", "Report", "Mayor")


def test_a_commenter_replaces_the_author_in_a_comment() -> None:
    page = document("d1", author="Ines", publisher="Gazette", commenter="gull42")
    assert say_so(claim(1, "a", "pays", "b", segment=1), page) == ("Gazette", "gull42")
    assert say_so(claim(1, "a", "pays", "b", segment=1, sources=["gull42", "Mayor"]), page)[1:] == ("gull42", "Mayor")


def test_a_document_without_author_and_publisher_still_has_a_say_so() -> None:
    assert say_so(claim(1, "a", "pays", "b"), document("d1")) == ("d1",)


def test_two_articles_that_credit_one_report_are_one_root() -> None:
    edge = edge_of(
        claim(1, "a", "pays", "b", doc="d1", sources=["Report"]),
        claim(2, "a", "pays", "b", doc="d2", sources=["Report"]),
    )
    assert [root.name for root in edge.roots] == ["Report"]


def test_sources_judged_to_be_one_actor_are_one_root() -> None:
    claims = [claim(1, "a", "pays", "b", sources=["r1"]), claim(2, "a", "pays", "b", doc="d2", sources=["r2"])]
    (edge,) = edges_of(claims, canonical={"r2": "r1"})
    assert len(edge.roots) == 1


def test_unnamed_officials_of_two_documents_are_two_roots() -> None:
    edge = edge_of(
        claim(1, "a", "pays", "b", doc="d1", sources=["officials"]),
        claim(2, "a", "pays", "b", doc="d2", sources=["officials"]),
    )
    assert len(edge.roots) == 2
    assert not any(root.named for root in edge.roots)


def test_unnamed_officials_quoted_by_one_report_are_one_root_wherever_it_is_quoted() -> None:
    edge = edge_of(
        claim(1, "a", "pays", "b", doc="d1", sources=["Report", "officials"]),
        claim(2, "a", "pays", "b", doc="d2", sources=["Report", "officials"]),
    )
    assert len(edge.roots) == 1


def test_the_authors_voice_is_the_authors_root_and_two_authors_are_two() -> None:
    edge = edge_of(claim(1, "a", "pays", "b", doc="d1"), claim(2, "a", "pays", "b", doc="d2"))
    assert [root.name for root in edge.roots] == ["author of d1", "author of d2"]


def test_a_copy_of_an_article_adds_no_root() -> None:
    claims = [claim(1, "a", "pays", "b", doc="d1"), claim(2, "a", "pays", "b", doc="d2")]
    (edge,) = edges_of(claims, links=[TextLink("d2", "d1", "near-duplicate", 0.97)])
    assert [root.name for root in edge.roots] == ["author of d1"]


def test_copies_of_copies_rest_on_the_earliest() -> None:
    cards = [document(f"d{n}", author=f"writer {n}", date=f"201{9 - n}") for n in (1, 2, 3)]
    links = [TextLink("d1", "d2", "excerpt", 0.9), TextLink("d2", "d3", "excerpt", 0.9)]
    (edge,) = edges_of([claim(n, "a", "pays", "b", doc=f"d{n}") for n in (1, 2, 3)], cards, links=links)
    assert [root.name for root in edge.roots] == ["writer 3"]


def test_a_passage_that_two_articles_share_does_not_make_them_one_root() -> None:
    claims = [claim(1, "a", "pays", "b", doc="d1"), claim(2, "a", "pays", "b", doc="d2")]
    (edge,) = edges_of(claims, links=[TextLink("d2", "d1", "excerpt", 0.4)])
    assert len(edge.roots) == 2


def test_a_publisher_that_another_document_quotes_is_one_root() -> None:
    paper = Actor("p9", "d2", "the Harbour Courier", ActorType.ORGANIZATION, named=True)
    claims = [claim(1, "a", "pays", "b", doc="d1"), claim(2, "a", "pays", "b", doc="d2", sources=["p9"])]
    (edge,) = edges_of(claims, [document("d1", publisher="The Harbour Courier")], actors=[paper, OFFICIALS])
    assert [root.actor for root in edge.roots] == ["p9"]


def test_commenters_are_roots_apart_from_the_author() -> None:
    page = document("d1", author="Ines", commenter="gull42")
    (edge,) = edges_of([claim(1, "a", "pays", "b"), claim(2, "a", "pays", "b", segment=1)], [page])
    assert sorted(root.name for root in edge.roots) == ["Ines", "gull42"]
    assert edge.attestations[1].attested == "2011-01-02"


def test_a_person_and_the_organization_that_the_person_belongs_to_are_related_roots() -> None:
    edges = edges_of(
        [
            claim(1, "a", "pays", "b", sources=["spokeswoman"]),
            claim(2, "a", "pays", "b", sources=["port"]),
            claim(3, "spokeswoman", "belongs", "port"),
        ]
    )
    pays = next(edge for edge in edges if edge.predicate == "pays")
    assert [(one.name, other.name) for one, other in related_roots(pays.roots, edges, TRAITS, "membership")] == [
        ("port", "spokeswoman")
    ]
