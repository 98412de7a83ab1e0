import errno
import hashlib
import os
import random
import shutil
import stat
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from portfolios.files import (
    FileRefused,
    allowed_kinds,
    clean_name,
    discard_file,
    discard_unfinished,
    keep_file,
    keep_rendition,
    open_file,
    sha256_of,
)
from portfolios.kinds import Family, family_of, size_in_words
from portfolios.previews import PreviewNotPossible, image_view
from tests.portfolios.hostile_files import HOSTILE, HTML
from tests.portfolios.made_files import GOOD, picture


def upload(name, content):
    """An upload as the browser's bytes become one: with the raw name, which Django would have tidied."""
    made = SimpleUploadedFile("raw", content)
    made._name = name
    return made


# --- what is taken --------------------------------------------------------------------------


@pytest.mark.parametrize("name", GOOD)
def test_every_kind_we_name_is_kept_whole(store, name):
    content, content_type = GOOD[name]

    kept = keep_file(upload(name, content))

    assert (kept.name, kept.content_type, kept.size) == (name, content_type, len(content))
    assert kept.sha256 == hashlib.sha256(content).hexdigest() == sha256_of(kept.path)
    assert store.path(kept).read_bytes() == content
    assert (store.kept, store.left_over) == ([kept.path], [])


@pytest.mark.skipif(
    not shutil.which("ffmpeg") and not os.environ.get("CI"), reason="ffmpeg makes these files"
)
@pytest.mark.parametrize(
    ("name", "options", "content_type"),
    [
        ("a.mp3", "-f lavfi -i sine=d=1", "audio/mpeg"),
        ("a.m4a", "-f lavfi -i sine=d=1", "audio/mp4"),
        ("a.aac", "-f lavfi -i sine=d=1", "audio/aac"),
        ("a.ogg", "-f lavfi -i sine=d=1 -c:a libvorbis", "audio/ogg"),
        ("a.opus", "-f lavfi -i sine=d=1", "audio/ogg"),
        ("a.wav", "-f lavfi -i sine=d=1", "audio/wav"),
        ("a.webm", "-f lavfi -i sine=d=1 -c:a libopus", "audio/webm"),
        ("b.webm", "-f lavfi -i testsrc=d=1:s=64x48 -c:v libvpx", "video/webm"),
        ("a.mp4", "-f lavfi -i testsrc=d=1:s=64x48", "video/mp4"),
        ("b.mp4", "-f lavfi -i testsrc=d=1:s=64x48 -movflags frag_keyframe+empty_moov", "video/mp4"),
        ("a.mov", "-f lavfi -i testsrc=d=1:s=64x48", "video/quicktime"),
    ],
)
def test_what_a_real_recorder_writes_is_kept(store, tmp_path, name, options, content_type):
    subprocess.run(["ffmpeg", "-v", "error", *options.split(), str(tmp_path / name)], check=True)

    assert keep_file(upload(name, (tmp_path / name).read_bytes())).content_type == content_type


def test_a_photo_under_another_photos_ending_is_kept_under_its_own(store):
    kept = keep_file(upload("walk.jpg", GOOD["walk.png"][0]))

    assert (kept.name, kept.content_type) == ("walk.png", "image/png")


def test_a_sound_in_a_film_ending_is_kept_as_the_sound_it_is(store):
    kept = keep_file(upload("voice.mp4", GOOD["voice.m4a"][0]))

    assert (kept.name, kept.content_type) == ("voice.m4a", "audio/mp4")


def test_script_hidden_behind_a_whole_picture_is_kept_as_a_picture_only(store):
    kept = keep_file(upload("walk.jpg", GOOD["walk.jpg"][0] + HTML))

    assert (kept.name, kept.content_type) == ("walk.jpg", "image/jpeg")


def test_an_upload_already_on_disk_is_kept_too(store):
    made = TemporaryUploadedFile("notes.txt", "text/html", 5, "utf-8")
    made.write(b"words")
    made.seek(0)

    kept = keep_file(made)
    made.close()

    assert (kept.content_type, store.path(kept).read_bytes(), store.left_over) == ("text/plain", b"words", [])


# --- what is refused ------------------------------------------------------------------------


def test_the_corpus_is_large_enough_to_mean_something():
    assert len(HOSTILE) >= 150


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_files_are_refused_with_a_sentence_and_leave_nothing(store, label):
    name, content, why = HOSTILE[label]

    started = time.perf_counter()
    with pytest.raises(FileRefused) as refused:
        keep_file(upload(name, content))
    took = time.perf_counter() - started

    assert refused.value.reason == why, str(refused.value.__cause__)
    assert str(refused.value).endswith(".")
    assert "What you have written is safe." in str(refused.value)
    assert "%(" not in str(refused.value)
    assert (store.kept, store.left_over) == ([], [])
    assert took < 1.5


@pytest.mark.parametrize("label", [label for label in HOSTILE if "flood" in label])
def test_a_flood_of_pixels_is_refused_before_it_is_decoded(store, label):
    name, content, _why = HOSTILE[label]

    started = time.process_time()
    with pytest.raises(FileRefused):
        keep_file(upload(name, content))

    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("seed", range(8))
def test_files_damaged_by_chance_are_kept_and_shown_or_refused_with_a_sentence(store, seed):
    chance = random.Random(seed)
    for name, (content, _type) in GOOD.items():
        damaged = bytearray(content)
        for _time in range(chance.choice([1, 5, 30])):
            damaged[chance.randrange(min(len(damaged), chance.choice([64, 10**6])))] = chance.randrange(256)
        with suppress(FileRefused):
            kept = keep_file(upload(name, bytes(damaged)))
            with suppress(PreviewNotPossible):
                image_view(store.path(kept)) if family_of(kept.content_type) is Family.PICTURE else None
            discard_file(kept.path)

    assert (store.kept, store.left_over) == ([], [])


def test_the_pixel_limit_is_the_settings(store, settings):
    settings.EVIDENCE_MAX_PIXELS = 320 * 240
    assert keep_file(upload("a.png", picture("PNG"))).content_type == "image/png"

    settings.EVIDENCE_MAX_PIXELS = 320 * 240 - 1
    with pytest.raises(FileRefused) as refused:
        keep_file(upload("a.png", picture("PNG")))
    assert refused.value.reason == "too_many_pixels"


def test_a_file_of_exactly_the_limit_is_kept_and_one_byte_more_is_not(store, settings):
    settings.EVIDENCE_MAX_BYTES = 1000
    assert keep_file(upload("a.txt", b"a" * 1000)).size == 1000

    with pytest.raises(FileRefused) as refused:
        keep_file(upload("a.txt", b"a" * 1001))

    assert refused.value.reason == "too_large"
    assert str(refused.value).startswith("“a.txt” is 1001 bytes and the most we can take is 1000 bytes.")
    assert len(store.kept) == 1


def test_an_upload_that_lies_about_its_size_is_stopped_at_the_limit(store, settings):
    settings.EVIDENCE_MAX_BYTES = 1000
    made, asked_for = upload("a.txt", b""), []
    made.size = 10

    def endless(chunk_size=None):
        while True:
            asked_for.append(1)
            yield b"a" * 400

    made.chunks = endless
    with pytest.raises(FileRefused) as refused:
        keep_file(made)

    assert (refused.value.reason, len(asked_for)) == ("over_limit", 3)
    assert (store.kept, store.left_over) == ([], [])


def test_a_connection_that_breaks_leaves_nothing(store):
    made = upload("a.txt", b"a" * 100)

    def breaking(chunk_size=None):
        yield b"a" * 50
        raise ConnectionResetError

    made.chunks = breaking
    with pytest.raises(ConnectionResetError):
        keep_file(made)

    assert (store.kept, store.left_over) == ([], [])


def test_a_full_disk_is_our_fault_and_leaves_nothing(store, caplog):
    made = upload("a.txt", b"a" * 100)

    def full(chunk_size=None):
        yield b"a" * 50
        raise OSError(errno.ENOSPC, "No space left on device")

    made.chunks = full
    with pytest.raises(FileRefused) as refused:
        keep_file(made)

    assert (refused.value.reason, refused.value.is_ours) == ("no_room", True)
    assert (store.kept, store.left_over, len(caplog.records)) == ([], [], 1)


def test_a_store_that_can_not_be_written_leaves_nothing_waiting(store):
    store.evidence.write_text("a file where a folder should be")

    with pytest.raises(OSError, match=r"."):
        keep_file(upload("a.txt", b"words"))

    assert store.left_over == []


def test_a_long_name_is_shortened_in_the_sentence(store):
    with pytest.raises(FileRefused) as refused:
        keep_file(upload("a" * 180 + ".exe", b"MZ"))

    assert str(refused.value).startswith("“" + "a" * 59 + "…” is a kind of file we can’t take.")


# --- where it is kept -----------------------------------------------------------------------


def test_paths_say_nothing_and_never_repeat(store):
    paths = {keep_file(upload("secret name.txt", b"same words")).path for _time in range(20)}

    assert len(paths) == 20
    assert sorted(paths) == store.kept
    assert all(path == f"{path[6:8]}/{path[8:10]}/{path[6:]}" and len(path) == 38 for path in paths)


def test_only_this_account_and_its_group_may_read_it(store):
    kept = keep_file(upload("a.txt", b"words"))

    assert stat.S_IMODE(store.path(kept).stat().st_mode) == 0o640


def test_it_has_reached_the_disk_with_every_folder_that_names_it(store, monkeypatch):
    reached, really = [], os.fsync

    def watched(descriptor):
        reached.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        really(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    kept = keep_file(upload("a.txt", b"words"))

    place = store.path(kept)
    assert reached[0].startswith(str(store.incoming))
    assert reached[1:] == [str(place), str(place.parent), str(place.parent.parent), str(store.evidence)]


def test_many_uploads_at_once_are_all_kept_whole(store):
    with ThreadPoolExecutor(8) as people:
        kept = list(people.map(lambda name: (name, keep_file(upload(name, GOOD[name][0]))), list(GOOD) * 3))

    assert len(store.kept) == 3 * len(GOOD)
    assert all(store.path(file).read_bytes() == GOOD[name][0] for name, file in kept)


def test_a_kept_file_can_be_opened_and_discarded_twice(store):
    kept = keep_file(upload("a.txt", b"words"))
    with open_file(kept.path) as file:
        assert file.read() == b"words"

    discard_file(kept.path)
    discard_file(kept.path)

    assert store.kept == []


@pytest.mark.parametrize(
    "path", ["", "..", "../settings.py", "aa", "aa/bb", "/etc/passwd", "aa/bb/" + "g" * 32]
)
def test_only_our_own_paths_can_be_discarded_or_opened(store, path):
    with pytest.raises(ValueError, match="Not the path of a kept file"):
        discard_file(path)
    with pytest.raises(ValueError, match="Not the path of a kept file"):
        open_file(path)


def test_a_changed_byte_on_disk_is_seen(store):
    kept = keep_file(upload("a.txt", b"words"))

    store.path(kept).write_bytes(b"wordz")

    assert sha256_of(kept.path) != kept.sha256


def test_what_a_stopped_server_left_half_way_goes_after_an_hour(store):
    for name in ("keeping-old", "tmp-old.upload.jpg", "keeping-new"):
        (store.incoming / name).write_bytes(b"half")
        if name != "keeping-new":
            os.utime(store.incoming / name, (0, time.time() - 3601))

    assert discard_unfinished() == 2
    assert store.left_over == ["keeping-new"]


def test_what_we_draw_ourselves_is_kept_beside_it(store):
    drawn = picture("JPEG")

    path = keep_rendition(drawn)

    assert store.kept == [path]
    assert (store.evidence / path).read_bytes() == drawn


# --- what is said ---------------------------------------------------------------------------


def test_what_is_taken_is_said_before_choosing(settings):
    settings.EVIDENCE_MAX_BYTES, settings.EVIDENCE_MAX_FILES = 200 * 1024 * 1024, 20

    said = allowed_kinds()

    assert (said.largest, said.most) == ("200 MB", 20)
    assert said.groups[:2] == (("Photos", "JPEG, PNG, WebP, GIF, HEIC"), ("PDF", ""))
    assert str(said).startswith("Photos: JPEG, PNG, WebP, GIF, HEIC; PDF; Sound: MP3, ")
    assert str(said).endswith(". Up to 200 MB each, 20 at a time.")
    assert said.accept.split(",")[:2] == [".jpg", ".jpeg"]

    settings.EVIDENCE_MAX_BYTES = 2048 * 1024 * 1024
    assert str(allowed_kinds()).endswith(
        ". Up to 2 GB each, 20 at a time. Where your browser runs no scripts: up to 200 MB."
    )


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (7, "7 bytes"),
        (12 * 1024, "12 KB"),
        (1536 * 1024, "1.5 MB"),
        (412 * 1024 * 1024, "412 MB"),
        (2 * 1024**3, "2 GB"),
    ],
)
def test_sizes_are_said_as_people_say_them(size, words):
    assert size_in_words(size) == words


def test_a_type_we_never_keep_has_no_way_to_be_shown():
    assert [family_of(t) for t in ("image/heic", "audio/mp4", "text/html", "image/svg+xml")] == [
        Family.PICTURE,
        Family.SOUND,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("walk.jpg", "walk.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Sample\\walk.jpg", "walk.jpg"),
        ("/abs/walk.jpg", "walk.jpg"),
        ("walk\0.jpg", "walk .jpg"),
        ("walk\r\nSet-Cookie: a=b.jpg", "walk Set-Cookie- a=b.jpg"),
        ("\u202egpj.exe", "gpj.exe"),
        ("walk\u2066\u2069\u200e.jpg", "walk.jpg"),
        ("\ud800walk.jpg", "walk.jpg"),
        (".htaccess", "htaccess"),
        ('say "hello" <now>.txt', "say -hello- -now-.txt"),
        ("  many   spaces .txt", "many spaces .txt"),
        ("cafe\u0301.txt", "caf\u00e9.txt"),
        ("ملاحظات.txt", "ملاحظات.txt"),
        ("a" * 5000 + ".jpeg", "a" * 195 + ".jpeg"),
        ("a" * 300, "a" * 200),
        ("con", "con"),
        ("...", ""),
        ("", ""),
    ],
)
def test_names_are_made_safe_to_show_and_to_download_as(given, shown):
    assert clean_name(given) == shown
