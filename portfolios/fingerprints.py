"""One hash over a piece as it was shared, that can be worked out anew years later from what is kept of it.

The first form hashed what was typed into the short form of its kind by the keys of its questions, and only the questions
in words are kept. The second hashes what is kept. A version says which it has; the first stays valid as what it is.
"""

import hashlib
import json

FORM = 2
KEPT = (
    "name", "kind", "happened_on", "happened_precision", "identifiable", "story", "result", "next_time",
)  # fmt: skip


def digest_over(words, people, hashes, *, details=(), part=""):
    """SHA-256 over the words, the people and the files’ own hashes, as hexadecimal."""
    told = {name: str(words[name] or "") for name in KEPT}
    told |= {"details": details} if details else {}
    told |= {"part": part} if part else {}
    whole = json.dumps([told, people, sorted(hashes)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def digest_of_kept(words, hashes):
    """The second form, of EvidenceVersionWords and the hashes of the version’s files."""
    told = {name: getattr(words, name) for name in KEPT}
    return digest_over(told, words.people, hashes, details=words.details, part=words.part)
