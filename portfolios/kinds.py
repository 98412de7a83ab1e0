"""The kinds of file we take: what each is called, how its name ends, what its content is served as."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEGABYTE = 1024 * 1024


class Family(StrEnum):
    """What a file is to the person looking at it, and so how it is shown.

    Not one of Django’s choices: a child process that takes a file apart reads this, and no models.
    """

    label: Any

    def __new__(cls, value, label):
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        return member

    PICTURE = "picture", gettext_lazy("Photos")
    PAGES = "pages", gettext_lazy("PDF")
    SOUND = "sound", gettext_lazy("Sound")
    FILM = "film", gettext_lazy("Film")
    TEXT = "text", gettext_lazy("Text")
    DOCUMENT = "document", gettext_lazy("Office documents")


@dataclass(frozen=True)
class Kind:
    label: str
    family: Family
    content_type: str
    extensions: tuple[str, ...]

    @property
    def extension(self):
        return self.extensions[0]


_OPENXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

JPEG = Kind("JPEG", Family.PICTURE, "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"))
PNG = Kind("PNG", Family.PICTURE, "image/png", (".png",))
WEBP = Kind("WebP", Family.PICTURE, "image/webp", (".webp",))
GIF = Kind("GIF", Family.PICTURE, "image/gif", (".gif",))
HEIC = Kind("HEIC", Family.PICTURE, "image/heic", (".heic", ".heif", ".hif"))
PDF = Kind("PDF", Family.PAGES, "application/pdf", (".pdf",))
MP3 = Kind("MP3", Family.SOUND, "audio/mpeg", (".mp3", ".mpga"))
M4A = Kind("M4A", Family.SOUND, "audio/mp4", (".m4a", ".m4b"))
AAC = Kind("AAC", Family.SOUND, "audio/aac", (".aac",))
OGG = Kind("OGG", Family.SOUND, "audio/ogg", (".ogg", ".oga", ".opus"))
WAV = Kind("WAV", Family.SOUND, "audio/wav", (".wav",))
WEBA = Kind("WebM", Family.SOUND, "audio/webm", (".weba",))
MP4 = Kind("MP4", Family.FILM, "video/mp4", (".mp4", ".m4v"))
MOV = Kind("MOV", Family.FILM, "video/quicktime", (".mov", ".qt"))
WEBM = Kind("WebM", Family.FILM, "video/webm", (".webm",))
TEXT = Kind("TXT", Family.TEXT, "text/plain", (".txt", ".text"))
MARKDOWN = Kind("Markdown", Family.TEXT, "text/plain", (".md", ".markdown"))
DOCX = Kind("Word (DOCX)", Family.DOCUMENT, f"{_OPENXML}wordprocessingml.document", (".docx",))
XLSX = Kind("Excel (XLSX)", Family.DOCUMENT, f"{_OPENXML}spreadsheetml.sheet", (".xlsx",))
PPTX = Kind("PowerPoint (PPTX)", Family.DOCUMENT, f"{_OPENXML}presentationml.presentation", (".pptx",))
ODT = Kind("ODT", Family.DOCUMENT, f"{_ODF}text", (".odt",))
ODS = Kind("ODS", Family.DOCUMENT, f"{_ODF}spreadsheet", (".ods",))
ODP = Kind("ODP", Family.DOCUMENT, f"{_ODF}presentation", (".odp",))

KINDS = (
    *(JPEG, PNG, WEBP, GIF, HEIC, PDF, MP3, M4A, AAC, OGG, WAV, WEBA, MP4, MOV, WEBM),
    *(TEXT, MARKDOWN, DOCX, XLSX, PPTX, ODT, ODS, ODP),
)
CONTENT_TYPES = frozenset(kind.content_type for kind in KINDS)
_BY_EXTENSION = {extension: kind for kind in KINDS for extension in kind.extensions}
_BY_TYPE = {kind.content_type: kind for kind in reversed(KINDS)}  # of two with one type, the first
_FAMILY_OF = {kind.content_type: kind.family for kind in KINDS}


def extension_of(name):
    """The ending of a file's name in lower case, or "" where a full stop only belongs to the words."""
    ending = PurePosixPath(name).suffix.lower()
    return ending if ending[1:].isalnum() and not ending[1:].isdigit() and len(ending) <= 10 else ""


def kind_named(name):
    """The kind this name promises, or None when it promises nothing we take."""
    return _BY_EXTENSION.get(extension_of(name))


def kind_of(content_type):
    """The kind that is served as this, or None for a type we never keep."""
    return _BY_TYPE.get(content_type)


def family_of(content_type):
    """How a kept file can be shown: a Family, or None for a type we never keep."""
    return _FAMILY_OF.get(content_type)


def size_in_words(size):
    """Bytes as people say them: "200 MB", "1.5 MB", "12 KB", "7 bytes"."""
    if size < 1024:
        return _("%(count)d bytes") % {"count": size}
    if size < MEGABYTE:
        return _("%(count)d KB") % {"count": size // 1024}
    unit, words = (
        (MEGABYTE, _("%(count)s MB")) if size < 1024 * MEGABYTE else (1024 * MEGABYTE, _("%(count)s GB"))
    )
    return words % {"count": f"{size / unit:.1f}".removesuffix(".0")}


def most_in_one_go():
    """The largest file a form without scripts may bring, in bytes. In pieces, more may come."""
    return min(settings.EVIDENCE_FORM_MAX_BYTES, settings.EVIDENCE_MAX_BYTES)


@dataclass(frozen=True)
class Allowed:
    """What to say before someone chooses, and what the file field may suggest (`accept`)."""

    groups: tuple[tuple[str, str], ...]  # (("Photos", "JPEG, PNG, …"), …)
    largest: str  # "2 GB", in pieces
    in_one_go: str  # "200 MB": without scripts
    most: int  # files at once
    accept: str  # for the accept attribute of the field

    def __str__(self):
        said = _("%(kinds)s. Up to %(largest)s each, %(most)d at a time.")
        if self.in_one_go != self.largest:
            said = _(
                "%(kinds)s. Up to %(largest)s each, %(most)d at a time. "
                "Where your browser runs no scripts: up to %(in_one_go)s."
            )
        return said % {
            "kinds": "; ".join(f"{group}: {labels}" if labels else group for group, labels in self.groups),
            "largest": self.largest,
            "in_one_go": self.in_one_go,
            "most": self.most,
        }


def allowed_kinds():
    """Everything a person should know before choosing files, from the settings of this moment."""
    groups = []
    for family in Family:
        labels = dict.fromkeys(kind.label for kind in KINDS if kind.family is family)
        groups.append((str(family.label), ", ".join(labels) if len(labels) > 1 else ""))
    return Allowed(
        groups=tuple(groups),
        largest=size_in_words(settings.EVIDENCE_MAX_BYTES),
        in_one_go=size_in_words(most_in_one_go()),
        most=settings.EVIDENCE_MAX_FILES,
        accept=",".join(_BY_EXTENSION),
    )
