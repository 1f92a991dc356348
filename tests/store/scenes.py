"""Make commits for the store's tests."""

from collections.abc import Mapping

from sayso.model import Document, Metadata, TextLink
from sayso.store import Commit
from sayso.testing import Planted, ScriptedReader, make_document

FERRY = "Barlow Lines bought the ferry Osprey in May."
DENIAL = "Ann Reyes said Barlow Lines never owned Osprey."
PLANTED = (
    Planted(FERRY, "Barlow Lines", "controls", "Osprey", time="2019-05"),
    Planted(DENIAL, "Barlow Lines", "controls", "Osprey", polarity="-", source="Ann Reyes"),
    Planted("The crew cheered the ferry", "crew", None, "ferry"),
)
READER = ScriptedReader(PLANTED)


def ferry_document(name: str = "ferry", more: str = "") -> Document:
    text = f"{FERRY}\n{DENIAL}\nThe crew cheered the ferry.\n{more}"
    return make_document(text, name, Metadata(title="A ferry sold", publisher="Quay Post", date="2019-06-01"))


def commit_of(
    document: Document,
    reader: ScriptedReader = READER,
    canonical: Mapping[str, str] | None = None,
    links: tuple[TextLink, ...] = (),
) -> Commit:
    (reading,) = reader.read([document])
    if isinstance(reading, Exception):
        raise reading
    return Commit(
        document,
        reading=reading,
        run=str(reader.version),
        fingerprint=b"\x00print",
        links=links,
        canonical=canonical or {},
    )
