"""The commands: one function a verb, whose docstring is its help."""

import sys

ENDED = 130  # as shells say of what Ctrl-C ended


def main() -> None:
    """Run the command line; Ctrl-C ends it without a traceback while it is still being loaded."""
    try:
        from geomap.cli.app import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(ENDED)
