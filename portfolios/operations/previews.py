"""Making what others see of a file: pictures drawn again, pages as pictures. The worker calls; twice is once."""

from django.db import transaction

from people.registry import job
from portfolios.files import keep_rendition, open_file
from portfolios.models import EvidenceFile, Rendition
from portfolios.previews import VIEW_TYPE, PreviewNotPossible, clean_copy, image_view, pdf_pages, thumbnail


@job("make_previews")
def make_previews(code):
    """Make every rendition of one file that is missing; say so on the file where none can be made."""
    file = EvidenceFile.objects.filter(code=code).first()
    if file is None or file.renditions.exists():
        return
    try:
        with open_file(file.file.name) as source:
            made = list(drawn(file, source))
    except PreviewNotPossible as trouble:
        EvidenceFile.objects.filter(pk=file.pk).update(preview_trouble=str(trouble))
        return
    keep_renditions(file, made)


def drawn(file, source):
    """(kind, page, bytes, content type) of each rendition."""
    kinds = Rendition.Kind
    if file.form == "pdf":
        for page, picture in enumerate(pdf_pages(source), start=1):
            yield kinds.PAGE, page, picture, VIEW_TYPE
        return
    yield kinds.VIEW, 1, image_view(source), VIEW_TYPE
    yield kinds.THUMBNAIL, 1, thumbnail(source), VIEW_TYPE
    clean = clean_copy(source)
    yield kinds.CLEAN, 1, clean.content, clean.content_type


@transaction.atomic
def keep_renditions(file, made):
    """Rows and files together; a file whose row is undone is a stray, and is tidied away."""
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
