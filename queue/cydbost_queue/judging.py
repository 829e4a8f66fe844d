"""Which of the council's rules the gate judges by, as one name that the record can hold."""

import hashlib
from dataclasses import fields

from cydbost_queue.record.chain import canonical
from cydbost_queue.rules import Rules


def severities_set(rules: Rules) -> dict[str, str]:
    """Return how far each check stops a posting, where the council has set it."""
    return {name: severity.value if severity else "off" for name, severity in sorted(rules.severities.items())}


def judging(rules: Rules) -> str:
    """Return the SHA-256 of everything a council may set about the judgement: severities, agreements and lists.

    Two postings with the same name were judged alike; the entry ``settings.set`` that holds it says when it began.
    """
    agreed = {item.name: getattr(rules.agreements, item.name) for item in fields(rules.agreements)}
    return hashlib.sha256(canonical({"severities": severities_set(rules), "agreed": agreed}).encode()).hexdigest()
