"""A slow file keeps nobody else waiting: it is read before the transaction of its form begins."""

from uuid import uuid4

from django.db import connection
from django.http import HttpResponseRedirect
from django.test import RequestFactory

from people.once import once
from standards.views.bring_in import bring_in_index
from standards.views.bring_in_suite import bring_in_suite_index
from standards.views.reading_first import reads_first
from tests.factories import UserFactory


def test_reading_is_over_before_the_transaction_begins(transactional_db):
    seen = []

    @reads_first(lambda request: seen.append(("reading", connection.in_atomic_block)) or "what was read")
    @once
    def view(request):
        seen.append((request.brought, connection.in_atomic_block))
        return HttpResponseRedirect("/")

    request = RequestFactory().post("/", {"once": uuid4().hex})
    request.user = UserFactory()
    request.session = {}
    view(request)

    assert seen == [("reading", False), ("what was read", True)]


def test_both_ways_in_count_once_all_the_same():
    assert [view.counts_once for view in (bring_in_index, bring_in_suite_index)] == [True, True]
