"""Write the four-letter sequences of Welsh words, from the word list that detection uses.

The check of spelling looks a word up only if it holds a sequence that no Welsh word has: the list of sequences is
small and read at once, where the word list takes a second to load. Run it when simplemma's Welsh changes.
"""

import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from cydbost_language.detection.dictionary import bare

TARGET: Final = Path(__file__).parent.parent / "language/cydbost_language/data/welsh_letter_sequences.txt"
TITLE: Final = """\
# Which letters follow each three letters in Welsh words: "abcde" says that abcd and abce occur; < begins and > ends a
# word. Written by tools/letter_sequences.py; not for editing.
"""
WIDTH: Final = 140


def sequences() -> dict[str, set[str]]:
    """Return the letters that follow each three letters, in words of small letters and without their accents."""
    followers: dict[str, set[str]] = defaultdict(set)
    for form in DefaultDictionaryFactory(cache_max_size=1).get_dictionary("cy"):
        for word in {form, bare(form)} if form.isalpha() and form.islower() else ():
            framed = f"<{word}>"
            for at in range(len(framed) - 3):
                followers[framed[at : at + 3]].add(framed[at + 3])
    return followers


def render(followers: dict[str, set[str]]) -> str:
    """Return the list as the file holds it."""
    lines = [""]
    for three, letters in sorted(followers.items()):
        token = three + "".join(sorted(letters))
        if len(lines[-1]) + len(token) > WIDTH:
            lines.append("")
        lines[-1] += f" {token}" if lines[-1] else token
    return TITLE + "\n".join(lines) + "\n"


def main() -> int:
    """Write the file."""
    TARGET.write_text(render(sequences()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
