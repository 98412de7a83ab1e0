"""Making what others see of a file: pictures drawn again, pages as pictures, a picture of a film, a clean copy.

The worker calls; twice is once. What a file makes impossible becomes a sentence on its row, never an error.
"""

from contextlib import suppress

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Job
from people.registry import TIDYING, job
from people.telling import enqueue
from portfolios.copies import CopyNotPossible, make_copy
from portfolios.copies.bounded import in_child
from portfolios.copies.pages import COUNTED
from portfolios.copies.recordings import CALLED, PLAYED, draw_poster, ffmpeg_is_here, film_codec
from portfolios.copies.sentences import SENTENCES
from portfolios.files import discard_file, keep_rendition, open_file
from portfolios.kinds import DOCX, ODS, ODT, XLSX
from portfolios.making import keep_made, on_disk, workbench
from portfolios.models import EvidenceFile, Rendition, Scan
from portfolios.previews import VIEW_TYPE, PreviewNotPossible, clean_copy, image_view, thumbnail

Kind = Rendition.Kind
DRAWN = ("image", "pdf", "video")
PATIENCE = 60  # seconds for the pages of one document
READ_AS_WORDS = {kind.content_type for kind in (DOCX, ODT, XLSX, ODS)}
WORDS_TYPE = "application/json"
OLD_FILES = 500  # looked after in one round of tidying


def follow_release(file):
    """What a file goes through once it may be opened."""
    if file.form in DRAWN:
        enqueue("make_previews", file)
    if file.is_consent:
        return  # a yes someone spoke: nobody else ever has it
    if file.form not in ("image", "text"):  # the clean copy of a picture is one of its drawings
        enqueue("make_clean_copy", file)


def released(code):
    file = EvidenceFile.objects.filter(code=code).first()
    return file if file and file.file and file.is_released else None


def is_there_still(file):
    """Inside a transaction: whether it has bytes. What was drawn while its owner was erased is kept by nobody."""
    rows = EvidenceFile.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=file.pk, file=file.file.name).values_list("pk", flat=True).first() is not None


# --- to look at -----------------------------------------------------------------------------


@job("make_previews")
def make_previews(code):
    """Make every picture of one file that is missing; say so on the file where none can be made."""
    file = released(code)
    if (
        file is None
        or file.renditions.exclude(kind=Kind.CLEAN, of__content_type__startswith="video/").exists()
    ):
        return
    try:
        made = list(drawn(file))
    except PreviewNotPossible as trouble:
        note(file, preview_trouble=str(trouble))
    except CopyNotPossible as trouble:
        if trouble.reason != "no_program":  # a film is none the worse for having no picture
            note(file, preview_trouble=str(PreviewNotPossible()))
    else:
        keep_renditions(file, made)


def drawn(file):
    """(kind, page, bytes, content type) of each rendition."""
    if file.form == "pdf":
        return pages_of(file)
    return film_drawn(file) if file.form == "video" else picture_drawn(file)


def picture_drawn(file):
    with open_file(file.file.name) as source:
        yield Kind.VIEW, 1, image_view(source), VIEW_TYPE
        yield Kind.THUMBNAIL, 1, thumbnail(source), VIEW_TYPE
        clean = clean_copy(source)
        yield Kind.CLEAN, 1, clean.content, clean.content_type


def pages_of(file):
    """The pages of a document; those drawn before it asked for too much are shown all the same, and how many there are
    is kept beside them."""
    with workbench() as folder, on_disk(file.file.name, folder) as source:
        try:
            in_child("pages", source, folder, seconds=PATIENCE)
        except CopyNotPossible as trouble:
            if not (folder / "1").exists():
                raise PreviewNotPossible from trouble
        note(file, page_count=counted(folder))
        number = 1
        while (page := folder / str(number)).exists():
            yield Kind.PAGE, number, page.read_bytes(), VIEW_TYPE
            number += 1


def counted(folder):
    return int((folder / COUNTED).read_text())


@job("count_pages")
def count_pages(code):
    """Of a document whose pages were drawn before anyone kept how many it has."""
    file = released(code)
    if file is None or file.form != "pdf" or file.page_count is not None:
        return
    with workbench() as folder, on_disk(file.file.name, folder) as source, suppress(CopyNotPossible):
        in_child("pages", source, folder, 0)
        note(file, page_count=counted(folder))


def film_drawn(file):
    with workbench() as folder, on_disk(file.file.name, folder) as source:
        codec, poster = film_codec(file.content_type, source), folder / "poster"
        if codec not in PLAYED:
            note(file, preview_trouble=words_about(codec))
        draw_poster(file.content_type, source, poster, pixels=settings.EVIDENCE_MAX_PIXELS)
        yield Kind.POSTER, 1, image_view(poster), VIEW_TYPE
        yield Kind.THUMBNAIL, 1, thumbnail(poster), VIEW_TYPE


def words_about(codec):
    said = _(
        "This film is written in a way (%(codec)s) that many browsers can’t play. If it stays dark, save a copy and "
        "open that. Phones and cameras have a setting for films everyone can play: “most compatible”, or H.264."
    )
    return said % {"codec": CALLED.get(codec or "", (codec or "?").upper()[:20])}


# --- to keep --------------------------------------------------------------------------------


@job("make_clean_copy")
def make_clean_copy(code):
    """Make the copy that others may have; say so on the file where none can be made."""
    file = released(code)
    if file is None or file.clean_copy or file.copy_trouble:
        return
    with workbench() as folder, on_disk(file.file.name, folder) as source:
        try:
            content_type = make_copy(file.content_type, source, folder / "copy")
        except CopyNotPossible as trouble:
            note(file, copy_trouble=str(trouble))
        else:
            keep_clean_copy(file, folder / "copy", content_type)
            if content_type in READ_AS_WORDS:
                enqueue("make_words", file)


def keep_clean_copy(file, staged, content_type):
    path, size = keep_made(staged)
    kept = {"kind": Kind.CLEAN, "file": path, "content_type": content_type, "size": size}
    try:
        with transaction.atomic():
            if is_there_still(file):
                Rendition.objects.create(of=file, **kept)
            else:
                discard_file(path)
    except BaseException:
        discard_file(path)
        raise


@job("make_words")
def make_words(code):
    """Read the words of a document from our clean copy of it; where none are found, it is for its own program."""
    file = released(code)
    copy = file and file.drawn(Kind.CLEAN)
    if not copy or file.words or copy.content_type not in READ_AS_WORDS:
        return
    with workbench() as folder, on_disk(copy.file.name, folder) as source, suppress(CopyNotPossible):
        in_child("words", source, folder / "words", copy.content_type)
        keep_renditions(file, [(Kind.TEXT, 1, (folder / "words").read_bytes(), WORDS_TYPE)])


def note(file, **trouble):
    EvidenceFile.objects.filter(pk=file.pk).update(**trouble)


@transaction.atomic
def keep_renditions(file, made):
    """Rows and files together; a file whose row is undone is a stray, and is tidied away."""
    if not is_there_still(file):
        return
    Rendition.objects.bulk_create(
        Rendition(
            of=file,
            kind=kind,
            page=page,
            file=keep_rendition(content),
            content_type=content_type,
            size=len(content),
        )
        for kind, page, content, content_type in made
    )


# --- what was there before ------------------------------------------------------------------


def look_after_older_files():
    """Files that came before there were clean copies of them, before pages were counted, or before ffmpeg was here."""
    if ffmpeg_is_here():
        helped = EvidenceFile.objects.filter(copy_trouble=str(SENTENCES["no_program"]))
        codes = list(helped.values_list("code", flat=True)[:OLD_FILES])
        Job.objects.filter(subject_code__in=codes, kind__in=("make_clean_copy", "make_previews")).delete()
        helped.filter(code__in=codes).update(copy_trouble="")
    without = (
        EvidenceFile.objects.filter(is_consent=False)
        .exclude(file="")
        .exclude(content_type__startswith="image/")
        .exclude(content_type__startswith="text/")
    )
    without = without.exclude(renditions__kind=Kind.CLEAN).exclude(scan__in=(Scan.WAITING, Scan.FOUND))
    for file in without.filter(copy_trouble="").exclude(code__in=asked_for("make_clean_copy"))[:OLD_FILES]:
        follow_release(file)
    unread = EvidenceFile.objects.filter(renditions__kind=Kind.CLEAN, content_type__in=READ_AS_WORDS)
    for file in unread.exclude(code__in=asked_for("make_words"))[:OLD_FILES]:
        enqueue("make_words", file)
    uncounted = EvidenceFile.objects.filter(page_count=None, renditions__kind=Kind.PAGE, renditions__page=1)
    for file in uncounted.exclude(code__in=asked_for("count_pages"))[:OLD_FILES]:
        enqueue("count_pages", file)


def asked_for(kind):
    return Job.objects.filter(kind=kind).values("subject_code")


TIDYING.append(look_after_older_files)
