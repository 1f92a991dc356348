from sayso.analysis import Lens, build_dossier, load_lenses
from tests.analysis.build import TRAITS, claim, edges_of

LENSES = (
    Lens("Led by", "object", predicates=frozenset({"heads"})),
    Lens("Friends", "subject", families=frozenset({"alignment"}), signs=frozenset({1})),
    Lens("Foes", "either", signs=frozenset({-1})),
    Lens("Other", "either"),
)
CLAIMS = [
    claim(1, "ada", "heads", "port"),
    claim(2, "dock", "friend", "port"),
    claim(3, "port", "fights", "gull"),
    claim(4, "port", "pays", "ada"),
    claim(5, "x", "pays", "y"),
]


def test_edges_are_grouped_by_the_first_lens_that_takes_them() -> None:
    dossier = build_dossier("port", edges_of(CLAIMS), TRAITS, LENSES)
    assert [(section.title, len(section.edges)) for section in dossier.sections] == [
        ("Led by", 1),
        ("Friends", 1),
        ("Foes", 1),
        ("Other", 1),
    ]


def test_an_actor_without_edges_has_an_empty_dossier() -> None:
    assert build_dossier("nobody", edges_of(CLAIMS), TRAITS).sections == ()


def test_the_built_in_lenses_end_with_one_that_takes_everything() -> None:
    edges = edges_of(CLAIMS)
    last = load_lenses()[-1]
    assert all(last.takes(edge, edge.subject, None) for edge in edges)
    assert len({lens.title for lens in load_lenses()}) == len(load_lenses())
