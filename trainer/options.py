"""Command-line options that were renamed keep their old names for one version."""

import argparse


def add_option(parser: argparse.ArgumentParser, name: str, *old_names: str, **settings) -> None:
    """Adds the option `name`. Its old names work too but do not show in the help."""
    action = parser.add_argument(name, **settings)
    hidden = {key: value for key, value in settings.items() if key not in ("default", "required", "help")}
    for old_name in old_names:
        parser.add_argument(old_name, **hidden, dest=action.dest, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
