"""Count which words translate which, and write the lexicon of associations.

usage: learn_lexicon.py PAIRS [--sources SOURCES] [--out FILE] [--half 0|1]

PAIRS is a JSON Lines file (.gz or not) of translations: ``en``, ``cy``, ``source`` (the repository) and ``licence``.
Only rows under a licence that allows it are read (MIT, Apache, BSD, OGL); what is written holds keys of words and
weights, never a sentence. SOURCES, a JSON list with ``repo`` and ``commit``, adds the commits to the header.
``--half`` learns from every other repository only, so that the rest can measure what was learned.
"""

import argparse
import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log, sqrt
from pathlib import Path

from cydbost_language import Language, Pair, Side
from cydbost_language.correspondence.lexicon import SCALE, parse
from cydbost_language.correspondence.likeness import Text, text_of
from cydbost_language.correspondence.terms import english_key, terms, welsh_key
from cydbost_language.facts import addresses
from cydbost_language.text import read
from lexicon_weights import SEED, Row, Samples, fit, pairs_told_apart, stretches_told_apart

LICENCES = ("MIT", "Apache", "BSD", "OGL")
ROUNDS = 5  # of estimation; more add nothing across repositories
FEWEST_LINKS = 0.2  # expected links of two words, below which they are chance
LEAST_RATIO = 2.0  # how many times as often as by chance
GLOSSARY = Path(__file__).resolve().parent.parent / "language" / "cydbost_language" / "data" / "glossary.txt"
GLOSSED = 60.0  # the ratio of what the glossary alone says
Counts = dict[tuple[str, str], float]


def opened(path: Path) -> Iterator[str]:
    """Yield the lines of a plain or a compressed file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from lines


def version(written: str, language: Language) -> Text:
    """Read one side as the checks do."""
    reading = read(written, language)
    return text_of(terms(addresses(reading)[1].text, language), reading.text)


def usable(path: Path) -> list[Row]:
    """Return the rows whose licence allows their statistics to be given on."""
    rows = (json.loads(line) for line in opened(path) if line.strip())
    return [
        Row(
            row["source"],
            row["licence"],
            Pair(cy=Side(row["cy"]), en=Side(row["en"])),
            version(row["cy"], Language.CY),
            version(row["en"], Language.EN),
        )
        for row in rows
        if row["licence"].startswith(LICENCES)
    ]


def halves(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Part ``rows`` by repository: no text of one half has a brother in the other."""
    rows = list(rows)
    sources = sorted({row.source for row in rows})
    random.Random(SEED).shuffle(sources)  # noqa: S311 - a split, not a secret
    first = set(sources[::2])
    return [row for row in rows if row.source in first], [row for row in rows if row.source not in first]


def estimate(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Counts:
    """Return the expected links from the words of the first text of each pair to those of the second (IBM model 1)."""
    chances: Counts = {}
    counts: Counts = {}
    for _ in range(ROUNDS):
        counts = defaultdict(float)
        totals: dict[str, float] = defaultdict(float)
        for first, second in pairs:
            heads = [*first, ""]
            for word in second:
                shares = [chances.get((head, word), 0.0) if chances else 1.0 for head in heads]
                whole = sum(shares)
                for head, share in zip(heads, shares, strict=True):
                    if whole and share / whole > 1e-3:
                        counts[head, word] += share / whole
                        totals[head] += share / whole
        chances = {link: count / totals[link[0]] for link, count in counts.items() if count > 1e-3}
    return counts


def associate(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Return, for each English key, the Welsh keys that answer it and how many times as often as by chance."""
    pairs = [([*row.en.terms.keys], [*row.cy.terms.keys]) for row in rows]
    english = Counter(key for en, _ in pairs for key in en)
    welsh = Counter(key for _, cy in pairs for key in cy)
    onward, back = estimate(pairs), estimate([(cy, en) for en, cy in pairs])
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for en, cy in {*onward} | {(en, cy) for cy, en in back}:
        links = sqrt(onward.get((en, cy), 0.02) * back.get((cy, en), 0.02))
        if en and cy and links >= FEWEST_LINKS:
            ratio = links * len(pairs) / (english[en] * welsh[cy])
            if ratio > LEAST_RATIO:
                found[en][cy] = ratio
    for en, cy in glossed():
        found[en].setdefault(cy, GLOSSED)
    return found


def glossed() -> Iterator[tuple[str, str]]:
    """Yield the pairs of keys of the glossary; words of one letter are never read."""
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            english, *welsh = line.split()
            yield from ((english_key(english), welsh_key(word)) for part in welsh for word in part.split("-"))


def lines_of(found: dict[str, dict[str, float]]) -> list[str]:
    """Write the associations, an English key a line."""
    return [
        " ".join([en, *(f"{cy}:{round(SCALE * log(ratio))}" for cy, ratio in sorted(found[en].items()))])
        for en in sorted(found)
    ]


def cross_fitted(rows: Sequence[Row]) -> dict[str, list[float]]:
    """Fit the weights of each judgement on texts of repositories that the lexicon in use has not seen."""
    one, other = halves(rows)
    judged = {"likeness": pairs_told_apart, "omission": stretches_told_apart}
    samples: dict[str, tuple[Samples, Samples]] = {name: ([], []) for name in judged}
    for seen, unseen in ((one, other), (other, one)):
        strange = parse("\n".join(lines_of(associate(seen))))
        for name, tell in judged.items():
            for gathered, more in zip(samples[name], tell(unseen, strange), strict=True):
                gathered.extend(more)
    return {name: fit(*told) for name, told in samples.items()}


def header(rows: Sequence[Row], commits: dict[str, str]) -> list[str]:
    """Name what was counted, and under which licences."""
    counted = Counter((row.source, row.licence) for row in rows)
    return [
        "# Associations of English and Welsh words: keys and weights, counted in published translations.",
        "# Made by tools/learn_lexicon.py; how, and how to read it: docs/language.md. The glossary, and:",
        *(
            f"# {source} {licence} {count} pairs {commits.get(source, '')}".rstrip()
            for (source, licence), count in sorted(counted.items())
        ),
    ]


def main() -> int:
    """Learn the lexicon and write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--sources", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    asked = parser.parse_args()
    rows = usable(asked.pairs)
    if asked.half is not None:
        rows = halves(rows)[asked.half]
    if not rows:
        print("no row has a licence that allows its statistics to be used", file=sys.stderr)
        return 1
    commits = {item["repo"]: item["commit"] for item in json.loads(asked.sources.read_text())} if asked.sources else {}
    weights = [
        " ".join([f"={name}", *(f"{weight:.3f}" for weight in fitted)]) for name, fitted in cross_fitted(rows).items()
    ]
    written = "\n".join([*header(rows, commits), *weights, *lines_of(associate(rows))]) + "\n"
    if asked.out:
        asked.out.write_text(written, encoding="utf-8")
    else:
        sys.stdout.write(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
