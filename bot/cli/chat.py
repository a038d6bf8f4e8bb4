"""``newsdesk chat``: a conversation on a terminal, or over a pipe."""

from __future__ import annotations

import asyncio
import contextlib
import difflib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import common, interrupting
from index.errors import NewsdeskError, Unwritable, UsageError, told

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.conversation import Conversations
    from bot.desk import Desk
    from bot.state import State
    from index import Filters

_HELP = """\
Ask a question; a next one may lean on it: "and in 2020?", "who said that?".
/sources     the last answer's sources, with the exact words
/why         what was withheld from the last answer, and why
/new         begin afresh: no question leans on what was said until now
/save FILE   write the conversation to a Markdown file (/save! FILE: also over one that exists)
/forget      erase this conversation from this computer
/quit        leave (or Ctrl-D); Ctrl-C stops an answer, and twice leaves"""
_COMMANDS = ("/sources", "/why", "/new", "/save", "/save!", "/forget", "/help", "/quit")
_LONGEST_NAME = 100


@click.command()
@common.filter_options
@click.option("--sync", is_flag=True, help="Bring the index up to date with the folder first.")
@click.option(
    "--conversation",
    "name",
    default="default",
    metavar="NAME",
    help="Which conversation to go on with (default: default).",
)
@click.option("--no-model", is_flag=True, help="Answer by extraction, whatever is set up.")
@common.place_options
def chat(
    since: str | None,
    until: str | None,
    outlets: tuple[str, ...],
    files: tuple[str, ...],
    sync: bool,
    name: str,
    no_model: bool,
    articles: Path | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Talk about the articles: each question may lean on the ones before it.

    What was said is kept in the data folder, and the conversation goes on where it was left;
    /forget erases it, and /help lists the other commands. With questions piped in, one a line,
    each is answered in turn; --json prints one answer a line.
    """
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise UsageError(f"--conversation takes a name of 1 to {_LONGEST_NAME} characters.")
    filters = common.make_filters(since, until, outlets, files)
    place = common.find_place(articles, data)
    with common.open_index(place) as index:
        from bot.cli import syncing
        from bot.conversation import Conversations
        from bot.desk import Desk
        from bot.drafting import loading

        for note in syncing.make_ready(index, place, sync, stale=False):
            common.say(f"newsdesk: {note}")
        with contextlib.closing(_state(place)) as state, asyncio.Runner() as runner:
            conversations = Conversations(state)
            model = None if no_model else loading.load(place.settings)
            zone = place.settings.timezone
            desk = Desk(index, model, conversations, zone, syncing.REMEDY)
            talk = Talk(desk, conversations, name, filters, as_json, runner)
            talk.go_on()
        if talk.failed:
            raise click.exceptions.Exit(1)


def _state(place: common.Place) -> State:
    """Where the conversation is kept; in memory alone where it cannot be."""
    from bot.state import State

    try:
        state = State(place.data)
        with state.write():
            return state
    except Unwritable as error:
        common.say(
            f"newsdesk: {error}\nUntil then this conversation is not kept, and what was said "
            "before is not known to it."
        )
        return State(place.data, kept=False)


@dataclass
class Talk:
    """One sitting of a conversation.

    Attributes:
        failed: whether a line of piped input could not be carried out.
    """

    desk: Desk
    conversations: Conversations
    name: str
    filters: Filters
    as_json: bool
    runner: asyncio.Runner
    failed: bool = False
    _stopped: bool = field(default=False)

    @property
    def key(self) -> str:
        """The conversation's key."""
        return f"cli:{self.name}"

    @property
    def at_a_terminal(self) -> bool:
        """Whether a person types the questions."""
        return sys.stdin.isatty()

    def go_on(self) -> None:
        """Carry out line after line until the end of the input or /quit."""
        if self.at_a_terminal:
            count = len(self.conversations.turns(self.key, most=None))
            so_far = "1 question" if count == 1 else f"{count} questions"
            self._tell(f"Conversation {self._shown_name}, {so_far} so far. /help lists commands.")
        for line in self._lines():
            try:
                if not self._carry_out(line.strip()):
                    return
            except NewsdeskError as error:
                self.failed = self.failed or not self.at_a_terminal
                common.say(f"newsdesk: {error}")
            except KeyboardInterrupt:
                if not self.at_a_terminal:
                    _leave()
                self._stopped = True
                self._tell("\n(Stopped. Ctrl-C again leaves.)")

    @property
    def _shown_name(self) -> str:
        from bot.cli.transcript import plain

        return plain(self.name)

    def _lines(self) -> Iterator[str]:
        if not self.at_a_terminal:
            # A byte that is no UTF-8 spoils its word, not the whole input.
            if hasattr(sys.stdin, "reconfigure"):
                sys.stdin.reconfigure(errors="replace")
            yield from sys.stdin
            return
        self._recall()
        while True:
            try:
                line = input("> ")
            except EOFError:
                self._tell("")
                return
            except KeyboardInterrupt:
                if self._stopped:
                    _leave()
                self._stopped = True
                self._tell("\n(Ctrl-C again leaves; so do Ctrl-D and /quit.)")
                continue
            self._stopped = False
            yield line

    def _recall(self) -> None:
        """Let the arrow keys bring back what was asked; nothing is kept in a file of its own."""
        with contextlib.suppress(ImportError):
            import readline

            readline.clear_history()
            for turn in self.conversations.turns(self.key, most=100):
                readline.add_history(turn.question.encode("utf-8", "replace").decode())

    def _carry_out(self, line: str) -> bool:
        """Carry out one line; False when it ends the sitting."""
        if not line:
            return True
        if not line.startswith("/"):
            interrupting.run(self.runner, self._ask(line))
            return True
        command, _, rest = line.partition(" ")
        if command == "/quit":
            return False
        self._command(command, rest.strip())
        return True

    def _command(self, command: str, rest: str) -> None:
        from bot.cli import transcript

        if command == "/help":
            self._tell(_HELP)
        elif command == "/new":
            self.conversations.fresh(self.key)
            self._tell("Begun afresh.")
        elif command == "/forget":
            gone = self.conversations.forget(self.key)
            if self.at_a_terminal:
                self._recall()
            self._tell(f"Erased: {gone} {'question' if gone == 1 else 'questions'}.")
        elif command in ("/sources", "/why"):
            turns = self.conversations.turns(self.key, most=1)
            if not turns:
                raise UsageError(f"{command} is about the last answer, and there is none yet.")
            show = transcript.sources if command == "/sources" else transcript.withheld
            self._tell("\n".join(show(transcript.kept(turns[-1]))))
        elif command in ("/save", "/save!"):
            self._save(rest, over=command == "/save!")
        else:
            close = difflib.get_close_matches(command, _COMMANDS, n=1, cutoff=0.7)
            hint = f"Did you mean {close[0]}?" if close else "/help lists the commands."
            raise UsageError(f"There is no command {transcript.plain(command)}. {hint}")

    def _save(self, name: str, over: bool) -> None:
        from bot.cli import transcript

        if not name:
            raise UsageError("/save needs the name of a file, such as: /save talk.md")
        turns = self.conversations.turns(self.key, most=None)
        if not turns:
            raise UsageError("There is nothing to save yet: ask something first.")
        path = Path(name).expanduser()
        try:
            with path.open("w" if over else "x", encoding="utf-8") as file:
                file.write(transcript.markdown(self.name, turns))
        except FileExistsError:
            raise UsageError(
                f"{path} exists already. Name another file, or replace it with: /save! {name}"
            ) from None
        except (OSError, ValueError) as error:
            why = told(error) if isinstance(error, OSError) else "that is no name of a file"
            raise NewsdeskError(f"{path} cannot be written: {why}. Name another file.") from None
        self._tell(f"Saved to {path}.")

    async def _ask(self, question: str) -> None:
        from bot.answer import Answer
        from bot.cli.transcript import plain
        from bot.events import Said, Understood

        if not self.at_a_terminal:
            self._show(click.style(f"> {plain(question)}", dim=True))
        said = False
        async for event in self.desk.ask(question, self.key, self.filters):
            if isinstance(event, Understood):
                self._show(click.style(f"Understood as: {plain(event.standalone)}", dim=True))
            elif isinstance(event, Said):
                marks = "".join(f" [{n}]" for n in event.claim.citations)
                self._show(f"{plain(event.claim.text)}{marks}")
                said = True
            elif isinstance(event, Answer):
                if self.as_json:
                    common.print_json(event.to_json(), indent=None)
                else:
                    self._end(event, said)
                sys.stdout.flush()

    def _end(self, answer: Answer, said: bool) -> None:
        from bot.cli.transcript import heading, plain

        if not said:
            self._show(plain(answer.text))
        for disagreement in answer.disagreements:
            values = "; ".join(f"{plain(r.value)} [{r.n}]" for r in disagreement.reports)
            self._show(f"Sources differ on {plain(disagreement.about)}: {values}.")
        for citation in answer.citations:
            self._show(click.style(heading(citation), dim=True))
        if answer.withheld:
            count = len(answer.withheld)
            were = "statement was" if count == 1 else "statements were"
            self._show(f"({count} {were} withheld; /why tells which.)")
        self._show("")
        for note in answer.notes:
            common.say(f"Note: {plain(note)}")

    def _show(self, text: str) -> None:
        """Part of an answer, at once; programs get the whole answer instead."""
        if not self.as_json:
            click.echo(text)
            sys.stdout.flush()

    def _tell(self, text: str) -> None:
        """What is no part of an answer; beside the output when that is for programs."""
        click.echo(text, err=self.as_json)


def _leave() -> None:
    """Leave at once, also while a stopped answer is still being worked on in its thread.

    Nothing is lost by it: an answer is kept only when it is whole, in one transaction.
    """
    click.echo("", err=True)
    sys.stdout.flush()
    os._exit(130)
