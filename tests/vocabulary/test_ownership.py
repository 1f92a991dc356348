"""The second vocabulary is data alone: sentences of our own, each with the claims that a careful reader finds."""

from pathlib import Path

import pytest

from sayso.casefile import Casefile
from sayso.vocabulary import load_vocabulary

SENTENCES: dict[str, set[str]] = {
    "Halvard Shipping owns the tanker Blue Petrel.": {"Halvard Shipping owns Blue Petrel"},
    "Delta Dredging is a wholly owned subsidiary of Halvard Shipping.": {
        "Delta Dredging subsidiary_of Halvard Shipping"
    },
    "According to the register, Marta Lind holds a 40 percent stake in Delta Dredging.": {
        "Marta Lind owns Delta Dredging, by register"
    },
    "Halvard Shipping denied that it owns Orlo Trading.": {
        "Halvard Shipping owns Orlo Trading, denied, by Halvard Shipping"
    },
    "Ingrid Saar, a director of Orlo Trading, lives in Limassol.": {
        "Ingrid Saar officer_of Orlo Trading",
        "Ingrid Saar based_in Limassol",
    },
    "Orlo Trading is registered in Cyprus.": {"Orlo Trading registered_in Cyprus"},
    "Halvard Shipping bought Delta Dredging in 2015 from the Lind family.": {
        "Halvard Shipping acquires Delta Dredging",
        "Lind family disposes_of Delta Dredging",
    },
    "In March 2021 Halvard Shipping sold its stake in Northern Cement to Kestrel Holdings.": {
        "Halvard Shipping disposes_of Northern Cement",
        "Halvard Shipping owns Northern Cement",
        "Kestrel Holdings acquires Northern Cement",
    },
    "Kestrel Holdings may have acted as a nominee for Pavel Orlo, two lawyers said.": {
        "Kestrel Holdings acts_for Pavel Orlo, possible, by two lawyers"
    },
    "Pavel Orlo is believed to be the beneficial owner of Kestrel Holdings.": {
        "Pavel Orlo owns Kestrel Holdings, probable"
    },
    "Tern Bank lent Kestrel Holdings 12 million dollars.": {"Tern Bank lends_to Kestrel Holdings, 12000000 USD"},
    "The finance ministry is investigating Tern Bank.": {"finance ministry investigates Tern Bank"},
    "Marlin Ship Management signed a contract with the port of Varna.": {
        "Marlin Ship Management contracts_with port of Varna"
    },
    "Kestrel Holdings sued Delta Dredging over the unpaid loan.": {"Kestrel Holdings sues Delta Dredging"},
    "Orlo Trading supplies Northern Cement with coal.": {"Orlo Trading supplies Northern Cement"},
    "Halvard Shipping, based in Bergen, controls Northern Cement through Kestrel Holdings.": {
        "Halvard Shipping based_in Bergen",
        "Halvard Shipping controls Northern Cement",
    },
    "Kestrel Holdings plans to acquire Orlo Trading next year.": {
        "Kestrel Holdings acquires Orlo Trading, intended, by Kestrel Holdings"
    },
    "Kestrel Holdings invested $5 million in Northern Cement.": {
        "Kestrel Holdings invests_in Northern Cement, 5000000 USD"
    },
    "Kestrel Holdings does not own Tern Bank.": {"Kestrel Holdings owns Tern Bank, denied"},
    "Marta Lind founded Delta Dredging in 1998.": {"Marta Lind founded Delta Dredging"},
}
MISSED: dict[str, str] = {
    "Northern Cement and Delta Dredging formed a joint venture in 2018.": "one of the two alone is the subject",
    "The court fined Tern Bank two million euros.": "the sum is taken for whom the court fined",
    "Orlo Trading paid Delta Dredging 3.2 million euros in 2019.": "the name before a sum is cut in two",
}
"""Sentences that are read wrongly today, and why."""


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Give what is read of each sentence, each a document of its own."""
    folder = tmp_path_factory.mktemp("filings")
    sentences = [*SENTENCES, *MISSED]
    for number, sentence in enumerate(sentences):
        (folder / f"{number:02}.txt").write_text(sentence + "\n", encoding="utf-8")
    found: dict[str, set[str]] = {sentence: set() for sentence in sentences}
    with Casefile(":memory:", vocabulary="ownership") as case:
        case.read(folder)
        for view in case.claims():
            claim, said = view.claim, view.claim.factuality
            told = [f"{view.subject} {claim.predicate} {view.object}"]
            told += ["denied"] if said.polarity == "-" else []
            told += [word.value for word in (said.certainty, said.modality) if word not in ("certain", "actual")]
            told += [f"by {source.name}" for source in claim.sources]
            told += [str(claim.amount)] if claim.amount is not None else []
            found[sentences[int(view.document)]].add(", ".join(told))
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_it_reads_what_a_careful_reader_finds(claims: dict[str, set[str]], sentence: str) -> None:
    assert claims[sentence] == SENTENCES[sentence]


@pytest.mark.parametrize("sentence", MISSED)
def test_what_is_missed_is_missed_still(claims: dict[str, set[str]], sentence: str) -> None:
    """One that is read rightly now belongs among the others."""
    right = {
        "Northern Cement partners_with Delta Dredging",
        "Delta Dredging partners_with Northern Cement",
        "court sanctions Tern Bank, 2000000 EUR",
        "Orlo Trading pays Delta Dredging, 3200000 EUR",
    }
    assert not claims[sentence] & right


def test_it_stands_alone_and_the_built_in_one_stays_as_it_is() -> None:
    own, built_in = load_vocabulary(Path("ownership")), load_vocabulary()
    assert (len(own.predicates), len(built_in.predicates)) == (24, 43)
    assert "attacks" not in own.predicates
    assert own.support == built_in.support
    assert not any(one.learned for one in own.predicates.values())
    assert all(one.learned for one in built_in.predicates.values())


def test_every_predicate_has_words_and_a_schema() -> None:
    own = load_vocabulary(Path("ownership"))
    spoken = {sense.predicate for senses in own.senses.values() for sense in senses}
    assert set(own.predicates) == spoken
    assert all(one.ftm for one in own.predicates.values())
