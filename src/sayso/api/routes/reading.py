"""Read documents in the background, and tell how far each job is."""

from fastapi import Response

from sayso.api.jobs import Job
from sayso.api.paging import Page, cut_page
from sayso.api.parameters import AFTER, LIMIT, Parameter
from sayso.api.problems import FORBIDDEN, NOT_FOUND, Refused
from sayso.api.route import PREFIX, Ask, Route
from sayso.api.uploads import keep_upload
from sayso.api.wire import respond_json

_DESCRIPTION = "Answers at once with a job; GET /jobs/{id} tells how far it is. Jobs wait for each other."


def _read_upload(ask: Ask) -> Response:
    """Keep an uploaded file and put it in line."""
    kept = keep_upload(ask.context.case_path, str(ask.values["name"]), ask.raw)
    return _accepted(ask, ask.context.jobs.add([str(kept)], [kept.name]))


def _read_paths(ask: Ask) -> Response:
    """Put files of the server's own disk in line."""
    if not ask.context.trusted:
        raise Refused(FORBIDDEN, "A server that other machines can reach reads no files of its own disk.")
    paths = list(ask.values["paths"])
    return _accepted(ask, ask.context.jobs.add(paths, paths))


def _accepted(ask: Ask, job: Job) -> Response:
    return respond_json(job, status=202, headers={"Location": f"{ask.base}{PREFIX}/jobs/{job.id}"})


def _list_jobs(ask: Ask) -> Page[Job]:
    """Return the jobs in pages, the newest first; a job's number counts from the oldest."""
    jobs = ask.context.jobs.list()
    return cut_page(jobs, lambda job: (-job.number,), ask.values, "list_jobs")


ROUTES: tuple[Route, ...] = (
    Route(
        "/read",
        "read_upload",
        "Upload a document, or an archive of them, and read it",
        "reading",
        Job,
        _read_upload,
        (Parameter("name", required=True),),
        method="POST",
        status=202,
        takes_bytes=True,
        cached=False,
        writes=True,
        needs_case=False,
        description="The body is the file as it is; `name` its name with its ending. " + _DESCRIPTION,
    ),
    Route(
        "/read/paths",
        "read_paths",
        "Read files, folders, archives or web addresses that the server can reach",
        "reading",
        Job,
        _read_paths,
        method="POST",
        status=202,
        body=(Parameter("paths", many=True, required=True),),
        cached=False,
        writes=True,
        needs_case=False,
        description="Only where nobody but this machine can reach the server. " + _DESCRIPTION,
    ),
    Route(
        "/jobs",
        "list_jobs",
        "List the jobs of reading, the newest first",
        "reading",
        Page[Job],
        _list_jobs,
        (LIMIT, AFTER),
        cached=False,
        needs_case=False,
    ),
    Route(
        "/jobs/{id}",
        "show_job",
        "Tell how far a job of reading is, and what it did",
        "reading",
        Job,
        lambda ask: ask.context.jobs.look(ask.path["id"]),
        cached=False,
        needs_case=False,
        problems=(NOT_FOUND,),
    ),
    Route(
        "/jobs/{id}",
        "cancel_job",
        "End a job; the documents that it has read stay",
        "reading",
        Job,
        lambda ask: ask.context.jobs.cancel(ask.path["id"]),
        method="DELETE",
        cached=False,
        writes=True,
        needs_case=False,
        problems=(NOT_FOUND,),
    ),
)
