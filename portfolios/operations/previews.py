"""Making what others see of a file: pictures drawn again, pages as pictures. The worker calls; twice is once."""

import secrets

from django.core.files.base import ContentFile
from django.db import transaction

from people.registry import job
from portfolios.files import open_file
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
    storage = Rendition._meta.get_field("file").storage
    for kind, page, content, content_type in made:
        name = secrets.token_hex(16)
        path = storage.save(f"{name[:2]}/{name[2:4]}/{name}", ContentFile(content))
        Rendition.objects.create(
            of=file, kind=kind, page=page, file=path, content_type=content_type, size=len(content)
        )
