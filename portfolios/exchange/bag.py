"""Writing a BagIt 1.0 bag straight into a ZIP, a chunk at a time. Source: RFC 8493.

What is packed already (pictures, film, documents) is stored as it is; our own text is deflated.
"""

import hashlib
import zipfile
from pathlib import PurePosixPath

from django.utils import timezone

CHUNK = 1024 * 1024
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PACKS_WELL = frozenset({".txt", ".md", ".csv", ".html", ".json", ".css", ".svg"})
REGULAR_FILE = 0o100644 << 16


class Bag:
    """`out`: a file open for writing that can seek. `tell(bytes)` is called for every chunk that was written."""

    def __init__(self, out, *, name, tell=lambda count: None):
        self.zip = zipfile.ZipFile(out, "w", allowZip64=True)
        self.folder, self.tell = name, tell
        self.moment = timezone.localtime().timetuple()[:6]
        self.payload, self.tags, self.size = {}, {}, 0  # {path: SHA-512}, and the octets of the payload

    def add(self, path, content):
        """Put text or bytes into the payload."""
        content = content.encode() if isinstance(content, str) else content
        self.copy(path, iter([content]), len(content), self.payload)

    def add_pieces(self, path, pieces):
        self.copy(path, pieces, None, self.payload)

    def add_file(self, path, file, *, size):
        """Copy an open file into the payload. Returns (octets, SHA-256) of what was copied."""
        return self.copy(path, iter(lambda: file.read(CHUNK), b""), size, self.payload)

    def copy(self, path, pieces, size, manifest):
        count, sha512, sha256 = 0, hashlib.sha512(), hashlib.sha256()
        large = size is None or size > zipfile.ZIP64_LIMIT // 2
        with self.zip.open(self.entry(path), "w", force_zip64=large) as entry:
            for piece in pieces:
                entry.write(piece)
                sha512.update(piece)
                sha256.update(piece)
                count += len(piece)
                self.tell(len(piece))
        manifest[path] = sha512.hexdigest()
        self.size += count if manifest is self.payload else 0
        return count, sha256.hexdigest()

    def entry(self, path):
        entry = zipfile.ZipInfo(f"{self.folder}/{path}", self.moment)
        packs_well = PurePosixPath(path).suffix.lower() in PACKS_WELL
        entry.compress_type = zipfile.ZIP_DEFLATED if packs_well else zipfile.ZIP_STORED
        entry.external_attr = REGULAR_FILE
        return entry

    def close(self, facts):
        """Write what makes it a bag. `facts`: {reserved name of bag-info.txt: what it says}."""
        oxum = {"Payload-Oxum": f"{self.size}.{len(self.payload)}"}
        self.tag("bagit.txt", DECLARATION)
        self.tag("bag-info.txt", "".join(f"{name}: {line(said)}\n" for name, said in (facts | oxum).items()))
        self.tag("manifest-sha512.txt", listed(self.payload))
        self.copy("tagmanifest-sha512.txt", iter([listed(self.tags).encode()]), None, {})
        self.zip.close()

    def tag(self, path, text):
        self.copy(path, iter([text.encode()]), None, self.tags)


def listed(hashes):
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(hashes.items()))


def line(said):
    return " ".join(str(said).split())
