"""Bags nobody should trust: each refused within two seconds, with a sentence, and nothing of it stays."""

import hashlib
import io
import json
import stat
import struct
import time
import zipfile

import pytest

from portfolios.exchange.opening import open_bag
from portfolios.exchange.zips import BagIsRefused
from tests.factories import EvidenceFileFactory, files
from tests.factories.assessments import unit_with_evidence
from tests.portfolios.bags import listed_again, members_of, packed, zipped

pytestmark = pytest.mark.django_db
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@pytest.fixture
def members(practitioner, organisation):
    evidence = {"evidence__portfolio__owner": practitioner, "evidence__portfolio__organisation": organisation}
    file = EvidenceFileFactory(content=files.text(), **evidence)
    return members_of(packed(file.evidence.portfolio))


def refused(source, path):
    """The sentences, and that it took no more work than a person waits for."""
    path.write_bytes(source)
    begun = time.process_time()
    with pytest.raises(BagIsRefused) as refusal, open_bag(path):
        pass
    assert time.process_time() - begun < 2
    return refusal.value.sentences


def link(name):
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def promises(source, **fields):
    """The last entry of the table of contents, saying something else: size 24, flags 8."""
    start, raw = source.rfind(b"PK\x01\x02"), bytearray(source)
    for place, (shape, value) in fields.items():
        struct.pack_into(shape, raw, start + int(place[1:]), value)
    return bytes(raw)


HOSTILE = {
    "no zip": (lambda bag: b"GIF89a not a zip at all", "This is not a ZIP"),
    "cut short": (lambda bag: zipped(bag)[:-30], "This is not a ZIP"),
    "nothing in it": (lambda bag: zipped({}), "BagIt bag is missing"),
    "an ordinary zip": (lambda bag: zipped({"notes.txt": b"Hello"}), "BagIt bag is missing"),
    "two folders": (lambda bag: zipped(bag | {zipfile.ZipInfo("other/x.txt"): b"x"}), "BagIt bag is missing"),
    "way out": (lambda bag: zipped(bag | {zipfile.ZipInfo("../../x.txt"): b"x"}), "leads out of the ZIP"),
    "way out below": (lambda bag: zipped(bag | {"data/../../../x.txt": b"x"}), "leads out of the ZIP"),
    "absolute": (lambda bag: zipped(bag | {zipfile.ZipInfo("/tmp/x.txt"): b"x"}), "leads out of the ZIP"),
    "drive": (lambda bag: zipped(bag | {zipfile.ZipInfo("C:/x.txt"): b"x"}), "leads out of the ZIP"),
    "backslash": (lambda bag: zipped(bag).replace(b"data/index.html", b"..\\..\\ndex.html"), "leads out of the ZIP"),
    "symlink": (lambda bag: zipped(bag | {link("portfolio-x/data/x"): b"/etc/passwd"}), "no ordinary file"),
    "locked": (lambda bag: promises(zipped(bag), _8=("<H", 1)), "locked with a password"),
    "strange packing": (lambda bag: zipped(bag, way=zipfile.ZIP_LZMA), "in a way we don’t read"),
    "bomb": (lambda bag: zipped(bag | {"data/zeros.txt": bytes(60_000_000)}), "far more than a portfolio can hold"),
    "many small bombs": (
        lambda bag: zipped(bag | {f"data/{n}.txt": bytes(1_000_000) for n in range(30)}),
        "far more than a portfolio can hold",
    ),
    "promises terabytes": (
        lambda bag: promises(zipped(bag), _24=("<I", 0xFFFFFFF0)), "far more than a portfolio can hold"
    ),
    "thousands of entries": (
        lambda bag: zipped(bag | {f"data/{n}.txt": b"" for n in range(7_000)}), "more than 6000 files"
    ),
    "twice": (lambda bag: zipped(bag | {"DATA/index.html": b"x"}), "is in it twice"),
    "fetch": (lambda bag: zipped(bag | {"fetch.txt": b"https://x.example - data/x"}), "we fetch nothing"),
    "old version": (
        lambda bag: zipped(bag | {"bagit.txt": DECLARED.replace(b"1.0", b"0.97")}), "not of BagIt 1.0"
    ),
    "another alphabet": (
        lambda bag: zipped(bag | {"bagit.txt": DECLARED.replace(b"UTF-8", b"UTF-16")}), "not of BagIt 1.0"
    ),
    "no manifest": (
        lambda bag: zipped({name: said for name, said in bag.items() if name != "manifest-sha512.txt"}),
        "“manifest-sha512.txt” is missing",
    ),
    "unreadable manifest": (lambda bag: zipped(bag | {"manifest-sha512.txt": b"\xff\xfe"}), "BagIt bag is missing"),
    "odd manifest": (lambda bag: zipped(bag | {"manifest-sha512.txt": b"abc data/x"}), "list of files can’t be read"),
    "one file more": (lambda bag: zipped(bag | {"data/more.txt": b"x"}), "“data/more.txt” is in it, and not listed"),
    "one file less": (
        lambda bag: zipped({name: said for name, said in bag.items() if name != "data/index.html"}),
        "“data/index.html” is listed, and not in it",
    ),
    "no portfolio": (
        lambda bag: zipped(listed_again({n: said for n, said in bag.items() if n != "data/portfolio.json"})),
        "there is no portfolio in it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_a_sentence(name, members, tmp_path):
    make, sentence = HOSTILE[name]

    said = refused(make(members), tmp_path / "bag.zip")

    assert sentence in " ".join(said)


def test_every_wrong_file_is_named(members, tmp_path):
    (path,) = [name for name in members if name.endswith("notes.txt")]
    changed = members | {path: b"Other words.", "data/index.html": b"<p>Other words."}

    said = refused(zipped(changed), tmp_path / "bag.zip")

    assert sorted(said) == sorted(
        f"“{name}” is not as it was when it was packed." for name in (path, "data/index.html")
    )


def test_a_damaged_member_is_named(members, tmp_path):
    (path,) = [name for name in members if name.endswith("notes.txt")]
    source = zipped(members, way=zipfile.ZIP_STORED).replace(members[path], members[path].upper(), 1)

    assert refused(source, tmp_path / "bag.zip") == [f"“portfolio-x/{path}” in it is damaged."]


TOLD = {
    "another version": ({"version": 2}, "version 2 of our description, and we read version 1"),
    "a version that is true": ({"version": True}, "version true of our description"),
    "another format": ({"format": "leap2a"}, "not one of ours"),
    "strange key": ({"decided": []}, "we don’t know “decided”"),
    "missing key": ({"evidence": [{}]}, "“code” is missing"),
    "text for a list": ({"evidence": "all"}, "portfolio.evidence: this should be"),
    "a number for text": ({"owner": 7}, "portfolio.owner: this should be text"),
    "a day that is none": ({"started_at": "yesterday"}, "portfolio.started_at: this should be a moment"),
    "NUL": ({"owner": "a\0b"}, "signs nobody can read"),
    "half a pair": ({"owner": "\ud800"}, "signs nobody can read"),
    "a file that is not there": (
        {"journal": [{"code": "a", "on": "2026-01-01", "recordings": [
            {"code": "f", "name": "x.wav", "content_type": "audio/wav", "size": 1, "sha256": "", "path": "data/x.wav"}
        ]}]},
        "“data/x.wav” is named in it, and is not there",
    ),
    "a path that leads out": (
        {"journal": [{"code": "a", "on": "2026-01-01", "recordings": [
            {"code": "f", "name": "x", "content_type": "", "size": 1, "sha256": "", "path": "../../etc/passwd"}
        ]}]},
        "is not there as it says",
    ),
    "the same piece twice": ({"evidence": [{"code": "a"}, {"code": "a"}]}, "“a” is named in it"),
    "a unit of no standard": (
        {"units": [{"code": "u", "standard": "s", "started_at": "2026-01-01T00:00:00+00:00"}]}, "“s” is named in it"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_it_says_has_to_be_as_described(name, members, tmp_path):
    said, sentence = TOLD[name]
    told = json.dumps(json.loads(members["data/portfolio.json"]) | said).encode()

    assert sentence in " ".join(
        refused(zipped(listed_again(members | {"data/portfolio.json": told})), tmp_path / "b")
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"[" * 100_000,
        b"9" * 10_000,
        b"\xff",
        b"null",
        b'{"format": NaN}',
        b'"' + b"x" * 17_000_000 + b'"',
    ],
)
def test_json_that_is_none_is_refused(raw, members, tmp_path):
    refused(
        zipped(listed_again(members | {"data/portfolio.json": raw}), way=zipfile.ZIP_STORED),
        tmp_path / "bag.zip",
    )


def test_a_wrong_hash_in_its_own_words_is_found(members, tmp_path):
    """The manifest is true to the JSON, and the JSON to nothing: a file is held against both."""
    told = json.loads(members["data/portfolio.json"])
    told["evidence"][0]["files"][0]["size"] += 1
    source = zipped(listed_again(members | {"data/portfolio.json": json.dumps(told).encode()}))

    assert "is named in it, and is not there as it says" in refused(source, tmp_path / "bag.zip")[0]


def test_the_bag_as_it_left_is_opened(members, tmp_path):
    (tmp_path / "bag.zip").write_bytes(source := zipped(members))
    with open_bag(tmp_path / "bag.zip") as bag:
        assert len(bag.told.files) == 1
    manifest = zipfile.ZipFile(io.BytesIO(source)).read("portfolio-x/manifest-sha512.txt")
    assert bag.digest == hashlib.sha256(manifest).hexdigest()


@pytest.mark.parametrize("anchor", [{"page": 0}, {"paragraph": 10**9}, {"seconds": 2**40}])
def test_a_spot_that_is_none_is_refused(anchor, members, tmp_path, practitioner, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    told = json.loads(members_of(packed(unit.portfolio))["data/portfolio.json"])
    told["units"][0]["claims"][0]["anchor"] = anchor
    source = members_of(packed(unit.portfolio)) | {"data/portfolio.json": json.dumps(told).encode()}

    said = refused(zipped(listed_again(source)), tmp_path / "bag.zip")

    assert said == [
        f"“{told['units'][0]['claims'][0]['evidence']}” is named in it, and is not there as it says."
    ]
