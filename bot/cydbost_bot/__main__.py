"""The start of ``cydbost`` and of ``python -m cydbost_bot``."""

import sys

from cydbost_bot.console import run


def main() -> None:
    """Run the command line and end the process with its status."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
