"""Gather the commands; each one's file is loaded only when it is typed, so that `sayso --help` answers at once."""

from importlib import import_module

import click

import sayso
from sayso.cli.options import examples

_COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("reading", "Read documents into the casefile."),
    "plan": ("shards", "Cut more documents than one process reads into shards."),
    "shard": ("shards", "Read documents into files, one a shard."),
    "merge": ("shards", "Bring shards into the casefile."),
    "docs": ("documents", "List the documents, and what could not be read."),
    "claims": ("claims", "List claims, each with its say-so."),
    "actors": ("actors", "List the actors, those with most claims first."),
    "actor": ("actors", "Show what is said about one actor, and what it said."),
    "dossier": ("dossier", "Write an actor's dossier in sentences: text, HTML, Word."),
    "same": ("ruling", "Rule that two actors are one and the same."),
    "different": ("ruling", "Rule that two actors are not the same."),
    "accept": ("decide", "Rule that a claim is right."),
    "reject": ("decide", "Rule that a claim is wrong; it answers no more."),
    "correct": ("decide", "Rule that a claim is right once some fields are mended."),
    "unsure": ("decide", "Say that one cannot tell, of a claim or of two actors."),
    "note": ("decide", "Keep words beside a claim."),
    "grade": ("decide", "Grade a source from A to F."),
    "undo": ("decide", "Take a decision back."),
    "decisions": ("decide", "List what people ruled; carry it to another casefile."),
    "hypotheses": ("hypotheses", "Compare rival hypotheses by what contradicts them."),
    "audit": ("audit", "Check that no decision was altered, taken out or moved."),
    "show": ("claims", "Show a claim in its paragraph, marked."),
    "contested": ("contests", "Show where claims disagree, with both sides' words."),
    "changes": ("changes", "Show what changed between dates, documents or sources."),
    "roots": ("roots", "Show whose word a tie between two actors rests on."),
    "flows": ("flows", "Show who is said to pay, arm, shelter or train whom."),
    "timeline": ("timeline", "Show what is said to have happened or held, over time."),
    "path": ("paths", "Show how two actors are connected, with who says so."),
    "network": ("network", "Show the strongest ties, or those round one actor."),
    "search": ("search", "Find words in documents, claims and frames."),
    "watch": ("watch", "Show who is like an entry of a watchlist; judge it."),
    "known": ("known", "Seed names from a list of actors that you know."),
    "describe": ("decide", "Rule what a document's title, author or date is."),
    "export": ("exchange", "Write the claims as JSONL."),
    "import": ("exchange", "Take claims or a bibliography in."),
    "explain": ("explain", "Show how a sentence or a file is read, and why."),
    "stats": ("upkeep", "Count what the casefile holds."),
    "doctor": ("upkeep", "Check every quote and every reference."),
    "copy": ("copy", "Copy a casefile, to PostgreSQL or from it."),
    "backup": ("backup", "Write a checked backup into one file."),
    "restore": ("restore", "Bring a backup back."),
    "serve": ("serve", "Serve the casefile over HTTP."),
    "people": ("people", "Say who may do what on a team's server."),
    "report": ("report", "Write one HTML page with the network as a picture."),
    "demo": ("demo", "Read sample documents and show what Sayso does."),
}


class LazyCommands(click.Group):
    """Know the commands by name and load one when it is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names in the order in which a newcomer needs them."""
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Load one command, or return None where there is no such name."""
        if name not in _COMMANDS:
            return None
        module = import_module(f"sayso.cli.commands.{_COMMANDS[name][0]}")
        command = getattr(module, f"{name}_command")
        return command if isinstance(command, click.Command) else None

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in _COMMANDS.items()])


@click.group(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog=examples("sayso read my-documents/", "sayso claims --limit 20", 'sayso actor "a name"')
    + "\n\nExit codes: 0 fine, 1 something is wrong with what was read or found, 2 typed wrongly, 3 not found, "
    "4 casefile unusable, 130 interrupted.",
)
@click.version_option(sayso.__version__, prog_name="sayso")
def app() -> None:
    """Read documents; see who did what to whom, and on whose say-so.

    The casefile is case.sayso in the working directory, unless --case or SAYSO_CASE says otherwise.
    """
