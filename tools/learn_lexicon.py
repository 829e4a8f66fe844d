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
from dataclasses import dataclass
from math import exp, log, sqrt
from pathlib import Path

from cydbost_language import Language
from cydbost_language.correspondence.lexicon import SCALE, parse
from cydbost_language.correspondence.likeness import Text, features, text_of
from cydbost_language.correspondence.terms import terms
from cydbost_language.facts import addresses
from cydbost_language.text import read

LICENCES = ("MIT", "Apache", "BSD", "OGL")
ROUNDS = 5  # of estimation; more add nothing across repositories
FEWEST_LINKS = 0.2  # expected links of two words, below which they are chance
LEAST_RATIO = 2.0  # how many times as often as by chance
SEED = 5
Counts = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Row:
    """A translation, read."""

    source: str
    licence: str
    cy: Text
    en: Text


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
        Row(row["source"], row["licence"], version(row["cy"], Language.CY), version(row["en"], Language.EN))
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
        counts, totals = defaultdict(float), defaultdict(float)
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
    return found


def mispaired(rows: Sequence[Row]) -> Iterator[tuple[Text, Text]]:
    """Give each English a Welsh of the same repository that is not its own: every other one about as long."""
    chance = random.Random(SEED)  # noqa: S311 - a sample
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
    for place, row in enumerate(rows):
        others = chance.choices(by_source[row.source], k=40 if place % 2 else 1)
        strange = [other for other in others if other.cy != row.cy and other.en != row.en]
        if strange:
            near = min(strange, key=lambda other: abs(other.cy.terms.letters - row.cy.terms.letters))
            yield near.cy, row.en


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve linear equations (Gauss, with the largest pivot)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(len(rows)):
        best = max(range(at, len(rows)), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for row in range(len(rows)):
            if row != at:
                factor = rows[row][at]
                rows[row] = [value - factor * pivot for value, pivot in zip(rows[row], rows[at], strict=True)]
    return [row[-1] for row in rows]


def weigh(good: Sequence[Sequence[float]], bad: Sequence[Sequence[float]]) -> list[float]:
    """Fit the weights that tell ``good`` features from ``bad`` (logistic regression, by Newton's method)."""
    told = [(row, 1.0) for row in good] + [(row, 0.0) for row in bad]
    size = len(good[0])
    weights = [0.0] * size
    for _ in range(8):
        slope = [-weight for weight in weights]
        bend = [[float(row == column) for column in range(size)] for row in range(size)]
        for row, truth in told:
            chance = 1 / (1 + exp(-max(-30.0, min(30.0, sum(w * x for w, x in zip(weights, row, strict=True))))))
            pull = chance * (1 - chance)
            for at, value in enumerate(row):
                if value:
                    slope[at] += (truth - chance) * value
                    scaled = pull * value
                    bend[at] = [old + scaled * other for old, other in zip(bend[at], row, strict=True)]
        weights = [old + step for old, step in zip(weights, solve(bend, slope), strict=True)]
    return weights


def lines_of(found: dict[str, dict[str, float]]) -> list[str]:
    """Write the associations, an English key a line."""
    return [
        " ".join([en, *(f"{cy}:{round(SCALE * log(ratio))}" for cy, ratio in sorted(found[en].items()))])
        for en in sorted(found)
    ]


def cross_fitted(rows: Sequence[Row]) -> list[float]:
    """Fit the weights on texts of repositories that the lexicon in use has not seen."""
    good: list[tuple[float, ...]] = []
    bad: list[tuple[float, ...]] = []
    one, other = halves(rows)
    for seen, unseen in ((one, other), (other, one)):
        strange = parse("\n".join(lines_of(associate(seen))))
        good += [features(strange, row.cy, row.en) for row in unseen]
        bad += [features(strange, cy, en) for cy, en in mispaired(unseen)]
    return weigh(good, bad)


def header(rows: Sequence[Row], commits: dict[str, str]) -> list[str]:
    """Name what was counted, and under which licences."""
    counted = Counter((row.source, row.licence) for row in rows)
    return [
        "# Associations of English and Welsh words: keys and weights, counted in published translations.",
        "# Made by tools/learn_lexicon.py; how, and how to read it: docs/language.md. Counted in:",
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
    weights = " ".join(f"{weight:.3f}" for weight in cross_fitted(rows))
    written = "\n".join([*header(rows, commits), f"={weights}", *lines_of(associate(rows))]) + "\n"
    if asked.out:
        asked.out.write_text(written, encoding="utf-8")
    else:
        sys.stdout.write(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
