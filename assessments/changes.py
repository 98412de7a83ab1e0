"""What a round has otherwise than the one before: texts word by word, files by their bytes."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from portfolios.consent import people_shared
from standards.queries.differences import KEPT, Piece, difference

AROUND = 25  # words that stay to either side of a change; what lies further off is left out
LEFT_OUT = " […] "


@dataclass(frozen=True)
class Change:
    """`label`: what it is about. Of a text, `pieces`: what stayed, went and came. Of a file, `sentence`."""

    label: str
    sentence: str = ""
    pieces: list = field(default_factory=list)
    mark: str = "draft"  # the name of an icon
    file: object = None


def text_changes(before, after):
    """[Change] of every text of a piece that reads otherwise now. `before`, `after`: EvidenceVersionWords."""
    then, now = texts_of(before), texts_of(after)
    labels = list(dict.fromkeys([*now, *then]))
    return [
        Change(label, pieces=words_changed(then.get(label, ""), now.get(label, "")))
        for label in labels
        if then.get(label, "") != now.get(label, "")
    ]


def texts_of(words):
    """{what it is: how it reads}, in the order in which it is read."""
    told = {
        _("Its name"): words.name,
        _("What kind it is"): words.kind_name,
        _("When it was"): str(words.moment),
        _("Their own part"): words.part,
    }
    told |= {one["question"]: one["answer"] for one in words.details}
    return told | {
        _("Their words"): words.story,
        _("What happened because of it"): words.result,
        _("What they would do differently"): words.next_time,
        _("The people in it"): "\n".join(f"{who.description}: {who.said}" for who in people_shared(words)),
    }


def words_changed(before, after):
    """[Piece], paragraph by paragraph and within them word by word; long runs that stayed are cut short."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces = []
    for what, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece(KEPT, "".join(new[new_start:new_end])))
        else:
            pieces += difference("".join(old[start:end]), "".join(new[new_start:new_end]))
    return [shortened(piece, at, len(pieces)) for at, piece in enumerate(pieces)]


def shortened(piece, at, count):
    """A run that stayed, with its words nearest to what changed: before the first change its end, after the last its
    beginning."""
    words = piece.text.split(" ")
    head, tail = (AROUND if at else 0), (AROUND if at + 1 < count else 0)
    if piece.what != KEPT or len(words) <= head + tail + 5:
        return piece
    begins, ends = " ".join(words[:head]), " ".join(words[-tail:]) if tail else ""
    return Piece(KEPT, f"{begins}{LEFT_OUT}{ends}")


def file_changes(before, after):
    """[Change] of the files of two EvidenceVersions. The same bytes under another name are the same file."""
    then, now = files_of(before), files_of(after)
    gone = {file.name for digest, file in then.items() if digest not in now}
    came = [file for digest, file in now.items() if digest not in then]
    changes = [
        Change(file.name, came_in(file, gone), mark="draft" if file.name in gone else "plus", file=file)
        for file in came
    ]
    changes += [
        Change(name, _("%(file)s was taken out.") % {"file": name}, mark="x")
        for name in sorted(gone - {file.name for file in came})
    ]
    return changes + [
        Change(file.name, renamed(then[digest], file), file=file)
        for digest, file in now.items()
        if digest in then and then[digest].name != file.name
    ]


def came_in(file, gone):
    """`gone`: the names of files that were taken out."""
    said = {"file": file.name}
    if file.name in gone:
        return _("%(file)s is another file now, under the same name.") % said
    return _("%(file)s was added.") % said


def renamed(before, after):
    said = {"before": before.name, "file": after.name}
    return _("%(before)s is called %(file)s now. Its bytes are the same.") % said


def files_of(version):
    """{SHA-256 as it was shared: file}"""
    return {link.sha256: link.file for link in version.file_links.all()}


def unchanged_files(before, after):
    """The names of files whose bytes are as they were."""
    then, now = files_of(before), files_of(after)
    return [file.name for digest, file in now.items() if digest in then]


def rewritten(before, after):
    """[(the file as it was, as it is)]: where one that is read here took another’s place, under its name or alone."""
    then, now = files_of(before), files_of(after)
    gone = [file for digest, file in then.items() if digest not in now and file.reads_here]
    came = [file for digest, file in now.items() if digest not in then and file.reads_here]
    by_name = {file.name: file for file in gone}
    pairs = [(by_name[file.name], file) for file in came if file.name in by_name]
    return pairs or (list(zip(gone, came, strict=True)) if len(gone) == len(came) == 1 else [])


def changes_inside(before, after):
    """[Piece] of what two files say: `before`, `after` as portfolios.excerpts shows them."""
    return words_changed(before.text, after.text)
