"""The command ``newsdesk``: a thin table of commands, each in a file of its own.

Nothing heavy is imported before a command runs, so that help is instant.
"""

from __future__ import annotations

import os
import sys
import traceback
from importlib.metadata import version

import click

from bot.cli.ask import ask
from bot.cli.chat import chat
from bot.cli.check import check
from bot.cli.eval import evaluate
from bot.cli.index import index
from bot.cli.search import search
from bot.cli.show import show
from bot.cli.sources import sources
from bot.cli.telegram import telegram
from index.errors import NewsdeskError

__all__ = ["cli", "main"]


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Settings come from the environment and from .env; .env.example lists them.",
)
@click.version_option(version("newsdesk"), message="newsdesk %(version)s")
def cli() -> None:
    """Questions about a folder of news articles, answered with citations that you can check."""


for command in (ask, chat, check, search, index, sources, show, evaluate, telegram):
    cli.add_command(command)


def main() -> None:
    """Run the command line; whatever goes wrong ends in a message and an exit code."""
    try:
        # Without standalone mode, click hands back the code of an Exit and raises all else.
        code = cli.main(prog_name="newsdesk", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(2)
    except click.ClickException as error:
        click.echo(f"newsdesk: {error.format_message()}", err=True)
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(f"Try: {error.ctx.command_path} --help", err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nnewsdesk: stopped; what was committed is kept.", err=True)
        sys.exit(130)
    except NewsdeskError as error:
        click.echo(f"newsdesk: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader, such as head, has what it wanted.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        click.echo(
            f"newsdesk: an unexpected error: {type(error).__name__}: {error}\n"
            "This is a fault of Newsdesk. NEWSDESK_DEBUG=1 shows where it happened.",
            err=True,
        )
        if _debugging():
            traceback.print_exception(error)
        sys.exit(1)


def _debugging() -> bool:
    from bot.settings import Settings

    try:
        return Settings.load().debug
    except NewsdeskError:
        # The error came before the settings were looked at, and they will not do either.
        return os.environ.get("NEWSDESK_DEBUG") == "1"
