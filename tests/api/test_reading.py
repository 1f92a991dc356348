"""Test reading in the background: uploads, paths, progress, what fails, what is cancelled."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from starlette.testclient import TestClient

from sayso.api import make_app
from sayso.api.jobs import Job, JobLine, JobState
from sayso.api.route import PREFIX
from sayso.api.uploads import keep_upload, safe_name
from sayso.model.errors import UsageError
from tests.api.conftest import HERE
from tests.casefile.scenes import PLANTED, reader

SENT = {"X-Sayso": "1"}
NEWS = f"News\n\n{PLANTED[0].words}.\n"


@pytest.fixture
def writer(own_file: Path) -> Iterator[TestClient]:
    with TestClient(make_app(own_file, reader=reader()), base_url=HERE) as opened:
        yield opened


def wait(client: TestClient, found: object) -> dict[str, object]:
    """Ask for a job until it has ended."""
    until = monotonic() + 60
    job: dict[str, object] = found.json()  # type: ignore[attr-defined]
    while job["state"] in {"waiting", "running"} and monotonic() < until:
        job = client.get(f"{PREFIX}/jobs/{job['id']}").json()
    return job


def test_an_upload_is_kept_read_and_found(writer: TestClient, own_file: Path) -> None:
    found = writer.post(f"{PREFIX}/read", params={"name": "Zürich ☂.txt"}, headers=SENT, content=NEWS.encode())
    assert (found.status_code, found.headers["location"]) == (202, f"{PREFIX}/jobs/{found.json()['id']}")
    job = wait(writer, found)
    assert (job["state"], job["names"]) == ("done", ["Zürich ☂.txt"]), job
    assert job["progress"]["status"] == "read"  # type: ignore[index]
    assert len(writer.get(f"{PREFIX}/claims", params={"doc": "Zürich ☂"}).json()["items"]) == 1
    (kept,) = own_file.with_name("case.sayso.uploads").rglob("*.txt")
    assert kept.read_text(encoding="utf-8") == NEWS
    missing = wait(writer, writer.post(f"{PREFIX}/read/paths", json={"paths": ["/nowhere/at/all.txt"]}))
    assert (missing["state"], "all.txt" in str(missing["problem"])) == ("failed", True)
    listed = writer.get(f"{PREFIX}/jobs").json()["items"]
    assert [one["state"] for one in listed] == ["failed", "done"]


def test_a_server_that_others_can_reach_reads_no_files_of_its_disk(own_file: Path) -> None:
    with TestClient(make_app(own_file, hosts=None, token="t"), base_url=HERE) as far:
        headers = {"Authorization": "Bearer t"}
        assert far.post(f"{PREFIX}/read/paths", json={"paths": ["/etc/passwd"]}, headers=headers).status_code == 403


def test_a_server_that_is_read_only_takes_nothing_in(own_file: Path) -> None:
    with TestClient(make_app(own_file, readonly=True), base_url=HERE) as client:
        for path in ("/read?name=a.txt", "/read/paths"):
            found = client.post(PREFIX + path, json={"paths": ["a"]}, headers=SENT)
            assert (found.status_code, found.json()["type"]) == (403, "urn:sayso:problem:forbidden")
    assert not own_file.with_name("case.sayso.uploads").exists()


@pytest.mark.parametrize("body", [[], {}, {"paths": "a"}, {"paths": [1]}, {"paths": []}, {"paths": ["a"], "x": 1}])
def test_a_body_of_the_wrong_shape_is_refused(client: TestClient, body: object) -> None:
    assert client.post(f"{PREFIX}/read/paths", json=body).status_code == 400


def test_a_body_that_is_no_json_is_refused(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    assert client.post(f"{PREFIX}/read/paths", content=b"{", headers=headers).status_code == 400
    assert client.post(f"{PREFIX}/read/paths", content=b"{}", headers=SENT).status_code == 415


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.txt", "a.txt"),
        (".hidden", "hidden"),
        ("a\0b\n.txt", "ab.txt"),
        ("Ελλάς.txt", "Ελλάς.txt"),
    ],
)
def test_an_uploaded_name_stays_within_its_folder(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@pytest.mark.parametrize("name", ["", "..", "/", "a/", "\0", "x" * 201, "ä" * 101])
def test_a_name_that_no_file_can_have_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        safe_name(name)


def test_the_same_upload_is_kept_once_and_an_empty_one_not_at_all(tmp_path: Path) -> None:
    first = keep_upload(tmp_path / "case.sayso", "a.txt", b"words")
    assert keep_upload(tmp_path / "case.sayso", "a.txt", b"words") == first
    assert keep_upload(tmp_path / "case.sayso", "a.txt", b"others") != first
    with pytest.raises(UsageError):
        keep_upload(tmp_path / "case.sayso", "a.txt", b"")


def test_an_upload_to_a_casefile_on_a_server_is_kept_in_the_folder_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_UPLOADS", str(tmp_path / "kept"))
    first = keep_upload("postgresql:///one?user=ida", "a.txt", b"words")
    assert first.is_relative_to(tmp_path / "kept")
    assert first.read_bytes() == b"words"
    assert keep_upload("postgresql:///one?user=ida&password=x", "a.txt", b"words") == first
    assert keep_upload("postgresql:///other?user=ida", "a.txt", b"words") != first


def test_a_job_that_is_cancelled_before_its_turn_is_never_begun(
    own_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(JobLine, "_run", lambda line: None)
    line = JobLine(own_file)
    job = line.add(["a.txt"], ["a.txt"])
    assert line.cancel(job.id).state is JobState.CANCELLED
    line._do(job.id)
    assert line.look(job.id) == Job(job.id, 1, JobState.CANCELLED, ("a.txt",))
    assert line._process is None


def test_a_job_whose_process_ends_fails_and_the_next_is_done(own_file: Path, tmp_path: Path) -> None:
    for name in ("deadly", "fine"):
        (tmp_path / f"{name}.txt").write_text(f"{name}\n\n{NEWS}", encoding="utf-8")
    line = JobLine(own_file, reader=reader(deadly=frozenset({"deadly"})))
    ended, fine = (line.add([str(tmp_path / f"{name}.txt")], [name]) for name in ("deadly", "fine"))
    until = monotonic() + 60
    while not line.look(fine.id).state.ended and monotonic() < until:
        pass
    assert (line.look(ended.id).state, line.look(fine.id).state) == (JobState.FAILED, JobState.DONE)
    line.close()
