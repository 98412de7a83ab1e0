import io
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files import File
from PIL import Image, ImageCms

from cms.demo.sample_files import make_minutes_pdf, make_photo
from portfolios.previews import (
    PreviewNotPossible,
    clean_copy,
    image_view,
    pdf_page,
    pdf_page_count,
    pdf_pages,
    thumbnail,
)
from tests.portfolios.hostile_files import HOSTILE_PICTURES
from tests.portfolios.made_files import (
    GOOD,
    locked_pdf,
    pdf_of_size,
    pdf_with_script,
    picture,
    picture_with_place,
)

FORMS = ["JPEG", "PNG", "WEBP", "HEIF"]
SECRETS = (
    b"Secretcam",
    b"SECRETPLACE",
    b"53.7997",
    b"Pocket camera",
    b"Exif",
    b"http://ns.adobe",
    b"ICC_PROFILE",
)


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def stored_under(tmp_path, content):
    path = tmp_path / "0123"
    path.write_bytes(content)
    return path


def nothing_hidden(content):
    image = opened(content)
    keys = set(image.info) - {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    return (
        not dict(image.getexif())
        and not image.getexif().get_ifd(0x8825)
        and not keys
        and not any(secret in content for secret in SECRETS)
    )


# --- pictures -------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_the_originals_in_these_tests_do_carry_the_place(form):
    original = picture_with_place(form)

    assert opened(original).getexif().get_ifd(0x8825)[2] == (53.0, 47.0, 59.0)
    assert b"Secretcam" in original
    assert not nothing_hidden(original)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("make", [image_view, thumbnail, lambda file: clean_copy(file).content])
def test_place_camera_and_hidden_words_are_gone_from_everything_others_get(form, make):
    assert nothing_hidden(make(io.BytesIO(picture_with_place(form))))


@pytest.mark.parametrize("make", [image_view, thumbnail, lambda file: clean_copy(file).content])
def test_the_sample_photo_says_where_it_was_taken_and_its_renditions_do_not(make):
    photo = make_photo()

    assert opened(photo).getexif().get_ifd(0x8825)[4] == (1.0, 32.0, 57.0)
    assert nothing_hidden(make(io.BytesIO(photo)))


@pytest.mark.parametrize("make", [image_view, thumbnail, lambda file: clean_copy(file).content])
def test_script_behind_a_picture_is_gone(make):
    assert b"script" not in make(io.BytesIO(GOOD["walk.jpg"][0] + b"<script>alert(1)</script>"))


@pytest.mark.parametrize("make", [image_view, thumbnail, lambda file: clean_copy(file).content])
def test_comments_and_text_inside_a_png_or_gif_are_gone(make):
    gif = picture("GIF", comment=b"SECRETPLACE")
    assert b"SECRETPLACE" in gif
    assert nothing_hidden(make(io.BytesIO(gif)))


def test_a_view_is_a_jpeg_of_two_thousand_pixels_at_most_and_a_thumbnail_of_480():
    large = io.BytesIO()
    Image.new("RGB", (4100, 1025), "teal").save(large, "PNG")

    assert (opened(image_view(large)).format, opened(image_view(large)).size) == ("JPEG", (2000, 500))
    assert (opened(thumbnail(large)).format, opened(thumbnail(large)).size) == ("JPEG", (480, 120))


def test_a_small_picture_is_not_blown_up():
    assert opened(image_view(io.BytesIO(picture("PNG")))).size == (320, 240)


@pytest.mark.parametrize(
    ("turn", "size"), [(1, (320, 240)), (3, (320, 240)), (6, (240, 320)), (8, (240, 320))]
)
def test_a_photo_is_shown_the_right_way_up(turn, size):
    turned = picture_with_place("JPEG", turn=turn)

    assert opened(image_view(io.BytesIO(turned))).size == size
    assert opened(clean_copy(io.BytesIO(turned)).content).size == size
    red = {1: (20, 20), 3: (300, 220), 6: (220, 20), 8: (20, 300)}[turn]
    assert opened(image_view(io.BytesIO(turned))).getpixel(red)[0] > 220
    assert opened(image_view(io.BytesIO(turned))).getpixel(red)[1] < 60


@pytest.mark.parametrize("turn", [0, 9, 65535])
def test_a_turn_that_makes_no_sense_is_left_alone(turn):
    assert opened(image_view(io.BytesIO(picture_with_place("JPEG", turn=turn)))).size == (320, 240)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_way_of_writing_colours_can_be_shown(mode):
    made = io.BytesIO()
    source = Image.new("L", (40, 40), 255)
    form = "JPEG" if mode == "CMYK" else "PNG"
    (Image.new("I;16", (40, 40), 65535) if mode == "I;16" else source.convert(mode)).save(made, form)

    assert opened(image_view(made)).getpixel((20, 20)) == (255, 255, 255)
    assert opened(clean_copy(made).content).convert("RGB").getpixel((20, 20)) == (255, 255, 255)


def test_what_lets_light_through_is_shown_on_white_and_kept_see_through():
    made = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(made, "PNG")

    assert opened(image_view(made)).getpixel((20, 20)) == (255, 255, 255)
    assert opened(clean_copy(made).content).getpixel((20, 20)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("form", "content_type", "extension"),
    [
        ("JPEG", "image/jpeg", ".jpg"),
        ("HEIF", "image/jpeg", ".jpg"),
        ("WEBP", "image/jpeg", ".jpg"),
        ("PNG", "image/png", ".png"),
        ("GIF", "image/png", ".png"),
    ],
)
def test_a_clean_copy_has_every_dot_and_says_what_it_is(form, content_type, extension):
    copy = clean_copy(io.BytesIO(picture(form)))

    assert (copy.content_type, copy.extension) == (content_type, extension)
    assert opened(copy.content).size == (320, 240)
    assert Image.MIME[opened(copy.content).format] == content_type


@pytest.mark.parametrize(
    "profile", [b"not a profile", ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()]
)
def test_colour_profiles_are_used_where_they_can_be_and_never_passed_on(profile):
    made = picture("JPEG", icc_profile=profile)

    assert nothing_hidden(image_view(io.BytesIO(made)))


def test_a_path_an_open_file_and_a_django_file_give_the_same(tmp_path):
    path = stored_under(tmp_path, picture("JPEG"))

    with path.open("rb") as file:
        views = {image_view(path), image_view(str(path)), image_view(file), image_view(File(file))}

    assert len(views) == 1


@pytest.mark.parametrize("label", HOSTILE_PICTURES)
@pytest.mark.parametrize("make", [image_view, thumbnail, clean_copy])
def test_hostile_pictures_get_a_sentence_in_no_time(label, make):
    started = time.process_time()
    with pytest.raises(PreviewNotPossible) as refused:
        make(io.BytesIO(HOSTILE_PICTURES[label]))

    assert str(refused.value) == "We can’t show this file here. It is safe, and you can still download it."
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("make", [image_view, pdf_page_count])
def test_a_file_that_is_gone_is_not_called_safe(make, tmp_path):
    with pytest.raises(FileNotFoundError):
        make(tmp_path / "gone")


# --- PDF ------------------------------------------------------------------------------------


def test_the_sample_minutes_become_one_readable_picture(tmp_path):
    path = stored_under(tmp_path, make_minutes_pdf())

    (page,) = pdf_pages(path)

    seen = opened(page)
    assert (seen.format, seen.size, pdf_page_count(path)) == ("JPEG", (1273, 1800), 1)
    assert min(seen.convert("L").getextrema()) < 60
    assert nothing_hidden(page)


def test_pages_come_one_by_one_up_to_the_limit():
    source = io.BytesIO(pdf_of_size(100, 100, count=60))

    assert len(list(pdf_pages(source))) == 50
    assert len(list(pdf_pages(source, limit=3))) == 3
    assert pdf_page_count(source) == 60
    assert opened(pdf_page(source, 60)).size == (400, 400)


@pytest.mark.parametrize(
    ("size", "pixels"),
    [((14400, 14400), (1800, 1800)), ((100_000_000, 100_000_000), (1800, 1800)), ((100, 5), (400, 20))],
)
def test_a_page_of_any_size_is_drawn_within_the_budget(size, pixels):
    started = time.process_time()

    assert opened(pdf_page(io.BytesIO(pdf_of_size(*size)), 1)).size == pixels
    assert time.process_time() - started < 1


def test_a_script_in_a_pdf_never_reaches_the_picture():
    assert b"alert" not in pdf_page(io.BytesIO(pdf_with_script()), 1)


@pytest.mark.parametrize("number", [0, 2, -5, 10**9])
def test_a_page_that_is_not_there_gets_a_sentence(number):
    with pytest.raises(PreviewNotPossible):
        pdf_page(io.BytesIO(pdf_of_size(100, 100)), number)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", bytes(4000), locked_pdf(), picture("JPEG"), make_minutes_pdf()[:300]]
)
def test_hostile_pdfs_get_a_sentence(content):
    with pytest.raises(PreviewNotPossible):
        pdf_page_count(io.BytesIO(content))
    with pytest.raises(PreviewNotPossible):
        list(pdf_pages(io.BytesIO(content)))


def test_many_people_can_look_at_once():
    minutes = make_minutes_pdf()

    with ThreadPoolExecutor(8) as people:
        pages = list(people.map(lambda _n: pdf_page(io.BytesIO(minutes), 1), range(24)))

    assert len(set(pages)) == 1
