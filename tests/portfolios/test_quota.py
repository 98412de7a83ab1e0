"""How much one person may keep holds for what comes at the same moment, too."""

import pytest

from portfolios.exchange.opening import open_bag
from portfolios.exchange.zips import BagIsRefused
from portfolios.models import BroughtAlong, EvidenceFile, Upload
from portfolios.operations.bringing_along import bring_along, kept_files
from portfolios.operations.uploads import announced
from portfolios.refusals import FileRefused
from tests.factories import EvidenceFileFactory, MembershipFactory, files
from tests.portfolios.bags import packed


def bag_of_one_file(place, content):
    place.write_bytes(packed(EvidenceFileFactory(content=content).evidence.portfolio))
    return place


@pytest.mark.django_db
def test_two_bags_read_at_once_do_not_go_beyond_it_together(tmp_path, settings):
    first = bag_of_one_file(tmp_path / "first.zip", files.text())
    second = bag_of_one_file(tmp_path / "second.zip", files.sound())
    member = MembershipFactory()
    where = {"person": member.person, "organisation": member.organisation, "by": member.person}
    mine = EvidenceFile.objects.filter(uploaded_by=member.person)
    settings.EVIDENCE_QUOTA_FILES = 1

    with (
        open_bag(first) as one,
        open_bag(second) as two,
        kept_files(one, person=member.person) as kept,
        kept_files(two, person=member.person) as others,
    ):
        bring_along(one, kept, **where)
        with pytest.raises(BagIsRefused, match="more than one person may keep here"):
            bring_along(two, others, **where)

    assert (mine.count(), BroughtAlong.objects.count()) == (1, 1)


def test_twenty_announced_at_once_do_not_go_beyond_it(at_once, settings, practitioner):
    settings.EVIDENCE_QUOTA_BYTES = 50

    outcomes = at_once(*[lambda: announced(practitioner, name="notes.txt", size=10)] * 20)

    assert [type(what) for what in outcomes if not isinstance(what, Upload)] == [FileRefused] * 15
    assert Upload.objects.filter(owner=practitioner).count() == 5
