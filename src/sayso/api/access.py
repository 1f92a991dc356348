"""Say in one table what each address of the API needs, and check it; an address without a row does not start."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.api.problems import FORBIDDEN, UNAUTHORIZED, Refused
from sayso.people.records import Asker, Means
from sayso.people.roles import Role


class Open(StrEnum):
    """Say what an address needs that is no role in a casefile."""

    ANYBODY = "anybody"
    """Answers without a sign-in; it tells nothing of any casefile."""

    SIGNED_IN = "signed in"
    """Answers whoever is signed in, about themselves."""


_READER, _REVIEWER, _EDITOR, _OWNER = Role.READER, Role.REVIEWER, Role.EDITOR, Role.OWNER

LEAST: Mapping[str, Role | Open] = {
    "tell_health": Open.ANYBODY,
    "tell_who_asks": Open.SIGNED_IN,
    "list_own_tokens": Open.SIGNED_IN,
    "revoke_own_token": Open.SIGNED_IN,
    "change_own_password": Open.SIGNED_IN,
    "make_own_token": _READER,
    "listen": _READER,
    "list_documents": _READER,
    "show_document": _READER,
    "mark_document": _READER,
    "draw_page": _READER,
    "list_unreadable": _READER,
    "list_claims": _READER,
    "show_claim": _READER,
    "list_frames": _READER,
    "list_actors": _READER,
    "show_actor": _READER,
    "tell_actor": _READER,
    "list_edges": _READER,
    "show_edge": _READER,
    "list_roots": _READER,
    "list_sources": _READER,
    "list_source_ties": _READER,
    "list_circles": _READER,
    "search": _READER,
    "list_changes": _READER,
    "list_contested": _READER,
    "find_paths": _READER,
    "show_network": _READER,
    "show_neighbourhood": _READER,
    "measure_network": _READER,
    "show_flows": _READER,
    "list_sums": _READER,
    "show_timeline": _READER,
    "list_review": _READER,
    "list_review_actors": _READER,
    "list_decisions": _READER,
    "list_orphans": _READER,
    "list_watchlists": _READER,
    "list_watch_entries": _READER,
    "list_watch_matches": _READER,
    "audit_decisions": _READER,
    "list_hypotheses": _READER,
    "compare_hypotheses": _READER,
    "export_claims": _READER,
    "list_export_forms": _READER,
    "export_form": _READER,
    "list_jobs": _READER,
    "show_job": _READER,
    "count_casefile": _READER,
    "show_vocabulary": _READER,
    "accept_claim": _REVIEWER,
    "reject_claim": _REVIEWER,
    "doubt_claim": _REVIEWER,
    "note_claim": _REVIEWER,
    "correct_claim": _REVIEWER,
    "state_hypothesis": _REVIEWER,
    "reword_hypothesis": _REVIEWER,
    "rate_claim": _REVIEWER,
    "judge_match": _REVIEWER,
    "undo_decision": _REVIEWER,
    "merge_actors": _EDITOR,
    "keep_actors_apart": _EDITOR,
    "doubt_actors": _EDITOR,
    "grade_source": _EDITOR,
    "describe_document": _EDITOR,
    "import_claims": _EDITOR,
    "import_sources": _EDITOR,
    "add_watchlist": _EDITOR,
    "remove_watchlist": _EDITOR,
    "add_known_actors": _EDITOR,
    "read_upload": _EDITOR,
    "read_paths": _EDITOR,
    "cancel_job": _EDITOR,
    "check_casefile": _EDITOR,
    "repair_casefile": _OWNER,
    "export_decisions": _OWNER,
    "list_people": _OWNER,
    "give_role": _OWNER,
    "take_role_away": _OWNER,
    "invite_person": _OWNER,
    "list_happenings": _OWNER,
}
"""The least that each operation needs, by its id; on a server without accounts, who reaches it is its owner."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Say who makes a request and with which role; without accounts there is no asker, and every right.

    `role` is None on a team's server where no casefile is asked.
    """

    asker: Asker | None = None
    role: Role | None = Role.OWNER
    team: bool = False

    @property
    def author(self) -> str | None:
        """Return who decisions are by; None where there are no accounts and the request says so itself."""
        return None if self.asker is None else self.asker.name


ALONE = Visit()


def check(visit: Visit, operation: str) -> None:
    """Raise Refused unless a visit may do an operation; raises KeyError for one that has no row."""
    needed = LEAST[operation]
    if needed is Open.ANYBODY or not visit.team:
        return
    if visit.asker is None:
        raise refuse_stranger()
    if isinstance(needed, Role) and (visit.role is None or not visit.role.covers(needed)):
        have = f"you are a {visit.role}" if visit.role else "you have none here"
        raise Refused(FORBIDDEN, f"This needs the role {needed}; {have}.", "Ask an owner of the casefile for the role.")


def check_person(visit: Visit) -> str:
    """Return who is signed in from a browser; raises Refused for a token, which makes no other and changes nobody."""
    if visit.asker is None:
        raise refuse_stranger()
    if visit.asker.means is not Means.SESSION:
        raise Refused(FORBIDDEN, "A token may not do this.", "Sign in with a browser.")
    return visit.asker.name


def refuse_stranger() -> Refused:
    """Return the refusal of whoever is not known, the same for every reason."""
    return Refused(
        UNAUTHORIZED, "You are not signed in, or what you sent is good no more.", "Sign in, or send a token."
    )
