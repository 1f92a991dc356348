"""Test whose word an edge rests on, from documents to roots."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.lineage import trace
from sayso.model import Claim, Metadata, TextLink
from sayso.model.edge import DocumentCard, Edge
from sayso.model.lineage import Lineage, LineageNode, LinkKind
from tests.analysis.build import TRAITS, claim, document, edges_of

CARDS = {
    card.id: card
    for card in (
        document("d1", author="Ines", publisher="Gazette", date="2010-06-01"),
        document("d2", author="Olaf", publisher="Courier", date="2010-07-01"),
        document("d3", publisher="Herald", date=None),
        document("d4", date="2009"),
        document("d5", author="Ines", publisher="Gazette", date="2011", commenter="gull42"),
    )
}
COPY = TextLink("d2", "d1", "near-duplicate", 0.97)


def traced(*claims: Claim, links: tuple[TextLink, ...] = (), ties: tuple[Claim, ...] = ()) -> Lineage:
    edges = edges_of([*claims, *ties], CARDS.values(), links=links)
    (edge,) = (one for one in edges if one.predicate == "pays")
    return trace(edge, CARDS, links, edges, TRAITS)


def lines(nodes: tuple[LineageNode, ...]) -> list[str]:
    """Write a tree as its ways from document to root."""
    found = []
    for node in nodes:
        if node.root:
            found.append(f"{node.name} = {node.root.name}")
        found += [f"{node.name} > {line}" for line in lines(node.children)]
    return found


def test_four_documents_that_credit_one_report_are_one_root() -> None:
    found = traced(*(claim(n, "a", "pays", "b", doc=f"d{n}", sources=["Report"]) for n in (1, 2, 3, 4)))
    assert found.words == "4 documents, 1 root"
    assert lines(found.tree) == [
        "d4 > Report = Report",
        "d1 > Gazette > Ines > Report = Report",
        "d2 > Courier > Olaf > Report = Report",
        "d3 > Herald > Report = Report",
    ]
    assert [(word.root.name, word.documents) for word in found.roots] == [("Report", 4)]


def test_who_links_whom_is_told_by_its_kind() -> None:
    (node,) = traced(claim(1, "a", "pays", "b", sources=["Report"])).tree
    kinds = []
    while True:
        kinds.append(node.kind)
        if not node.children:
            break
        (node,) = node.children
    assert kinds == [LinkKind.DOCUMENT, LinkKind.PUBLISHER, LinkKind.AUTHOR, LinkKind.CREDITED]


def test_a_copy_stands_under_the_first_document() -> None:
    found = traced(claim(1, "a", "pays", "b", doc="d1"), claim(2, "a", "pays", "b", doc="d2"), links=(COPY,))
    assert found.words == "2 documents (1 without copies), 1 root"
    assert [(node.id, node.copies) for node in found.tree] == [("d1", ("d2",))]
    assert lines(found.tree) == ["d1 > Gazette > Ines = Ines"]


def test_a_copy_of_a_document_that_says_nothing_of_it_rests_on_that_document() -> None:
    found = traced(claim(2, "a", "pays", "b", doc="d2"), links=(COPY,))
    assert [(node.id, node.copies) for node in found.tree] == [("d1", ("d2",))]
    assert lines(found.tree) == ["d1 > Gazette > Ines = Ines"]


def test_unknown_roots_are_called_unknown() -> None:
    found = traced(
        claim(1, "a", "pays", "b", doc="d1", sources=["officials"]),
        claim(2, "a", "pays", "b", doc="d2", sources=["officials"]),
        claim(4, "a", "pays", "b", doc="d4"),
        claim(5, "a", "pays", "b", doc="d3"),
    )
    assert found.words == "4 documents, 4 roots, 3 of them unknown"
    assert [word.root.name for word in found.roots if word.unknown] == ["d4", "officials", "officials"]


def test_a_commenter_stands_under_the_page() -> None:
    found = traced(claim(1, "a", "pays", "b", doc="d5", segment=1))
    assert lines(found.tree) == ["d5 > Gazette > gull42 = gull42"]
    assert found.tree[0].children[0].children[0].kind is LinkKind.COMMENTER


def test_denials_are_told_apart() -> None:
    found = traced(claim(1, "a", "pays", "b"), claim(2, "a", "pays", "b", doc="d2", denied=True))
    assert found.words == "2 documents, 1 root; denied by 1"
    assert [(word.root.name, word.asserted, word.denied) for word in found.roots] == [
        ("Ines", ("c1",), ()),
        ("Olaf", (), ("c2",)),
    ]


def test_a_person_and_its_organization_are_related_and_it_is_told_who_says_so() -> None:
    found = traced(
        claim(1, "a", "pays", "b", sources=["spokeswoman"]),
        claim(2, "a", "pays", "b", sources=["port"]),
        ties=(claim(3, "spokeswoman", "belongs", "port", doc="d2"),),
    )
    assert [(one.name, other.name, why) for one, other, why in found.related] == [
        ("port", "spokeswoman", "spokeswoman – belongs – port, says Olaf")
    ]


def test_a_root_that_is_tied_to_an_end_is_a_party() -> None:
    found = traced(
        claim(1, "a", "pays", "b", sources=["a"], denied=True),
        claim(2, "a", "pays", "b", sources=["minister"], denied=True),
        claim(3, "a", "pays", "b", sources=["witness"]),
        ties=(claim(4, "minister", "belongs", "a", doc="d2"),),
    )
    assert {word.root.name: word.party for word in found.roots} == {
        "a": "it is about the root itself",
        "minister": "belongs ties it to the subject, says Olaf",
        "witness": None,
    }


def test_a_source_that_speaks_and_credits_stands_at_one_place() -> None:
    found = traced(claim(1, "a", "pays", "b"), claim(2, "a", "pays", "b", sources=["Report"]))
    assert lines(found.tree) == ["d1 > Gazette > Ines = Ines", "d1 > Gazette > Ines > Report = Report"]


def test_author_and_publisher_of_one_document_are_related() -> None:
    found = traced(claim(1, "a", "pays", "b", doc="d1"), claim(2, "a", "pays", "b", doc="d2", sources=["Gazette"]))
    assert [{one.name, other.name} for one, other, _ in found.related] == [{"Ines", "Gazette"}]


def test_names_that_stand_within_one_another_may_be_one_source() -> None:
    found = traced(
        claim(1, "a", "pays", "b", doc="d1", sources=["Ada Brandt"]),
        claim(2, "a", "pays", "b", doc="d2", sources=["statement of Ada Brandt in April"]),
        claim(3, "a", "pays", "b", doc="d3", sources=["Brandt"]),
    )
    assert len(found.related) == 1
    assert "may be one source" in found.related[0][2]


def test_what_is_only_planned_has_no_root_and_says_so() -> None:
    from sayso.model import Modality

    assert traced(claim(1, "a", "pays", "b", modality=Modality.INTENDED)).words == (
        "1 document, no roots; only planned or supposed by 1"
    )


places = st.tuples(
    st.sampled_from(["d1", "d2", "d3", "d4"]),
    st.lists(st.sampled_from(["Report", "officials", "Mayor", "Gazette"]), max_size=2),
    st.booleans(),
)


def _edge(many: list[tuple[str, list[str], bool]], links: tuple[TextLink, ...], cards: dict[str, DocumentCard]) -> Edge:
    claims = [
        claim(number, "a", "pays", "b", doc=doc, sources=sources, denied=denied)
        for number, (doc, sources, denied) in enumerate(many)
    ]
    (edge,) = edges_of(claims, cards.values(), links=links)
    return edge


@given(st.lists(places, min_size=1, max_size=8), st.sampled_from(["d1", "d2", "d3", "d4"]))
def test_a_copy_of_a_document_never_raises_the_number_of_roots(
    many: list[tuple[str, list[str], bool]], copied: str
) -> None:
    later = "2020" if CARDS[copied].metadata.date else None
    copy = replace(CARDS[copied], id="z9", metadata=Metadata(publisher="Mirror", date=later))
    cards, links = {**CARDS, "z9": copy}, (TextLink("z9", copied, "near-duplicate", 0.99),)
    twins = [("z9", sources, denied) for doc, sources, denied in many if doc == copied]
    before, after = trace(_edge(many, (), CARDS), CARDS), trace(_edge([*many, *twins], links, cards), cards, links)
    assert {word.root.key for word in after.roots} == {word.root.key for word in before.roots}
    assert after.texts == before.texts


@given(st.lists(places, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(many: list[tuple[str, list[str], bool]], chance: object) -> None:
    edge = _edge(many, (COPY,), CARDS)
    shuffled = list(edge.attestations)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert trace(replace(edge, attestations=tuple(shuffled)), CARDS, (COPY,)) == trace(edge, CARDS, (COPY,))


@given(st.lists(places, min_size=1, max_size=8))
def test_every_claim_stands_at_one_place_of_the_tree_under_its_root(many: list[tuple[str, list[str], bool]]) -> None:
    edge = _edge(many, (COPY,), CARDS)
    found: list[tuple[str, str]] = []

    def walk(nodes: tuple[LineageNode, ...]) -> None:
        for node in nodes:
            found.extend((one, node.root.key) for one in (*node.claims, *node.denials) if node.root)
            walk(node.children)

    walk(trace(edge, CARDS, (COPY,)).tree)
    assert sorted(found) == sorted((item.claim, item.root.key) for item in edge.attestations)
