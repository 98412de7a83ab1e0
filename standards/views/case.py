"""The twelve addresses of 1EdTech CASE 1.1, for reading, by everyone: what is public and nothing else.

Source: 1EdTech CASE 1.1 REST/JSON binding. We have no subjects, licences or rubrics, so their addresses know no object.
"""

import re
from itertools import chain

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standards.exchange.case.names import ITEM_TYPES
from standards.exchange.case.objects import Writer, item_type_set
from standards.exchange.case.published import whole
from standards.exchange.case.standing import standings
from standards.exchange.case.writing import write_framework
from standards.views.case_answers import (
    NotAnswered,
    as_json,
    case_endpoint,
    unknown_object,
    unless_known,
)
from standards.views.case_listing import Wanted

A_UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")


def checked(identifier):
    """In small letters; whatever is no UUID is told so."""
    identifier = identifier.casefold()
    if not A_UUID.fullmatch(identifier):
        raise NotAnswered(404, "invalid_uuid", "sourcedId", _("An id here is a UUID."))
    return identifier


def writer(framework):
    return Writer(framework, settings.PUBLIC_URL)


# --- documents and packages -------------------------------------------------------------------------


@case_endpoint
@require_safe
def documents(request):
    """Every public suite: GET /CFDocuments?limit&offset&sort&orderBy&filter&fields."""
    wanted, everything = Wanted.of(request.GET), standings()

    def build():
        chosen = wanted.chosen([writer(standing.outline).document_alone() for standing in everything])
        links = wanted.links(request.path, request.GET, len(chosen))
        headers = {"X-Total-Count": str(len(chosen)), "Link": links}
        return as_json({"CFDocuments": wanted.page(chosen)}, **headers)

    return unless_known(request, [standing.tag for standing in everything], build)


def standing_of(identifier):
    """(the suite with this id, all suites)."""
    identifier, everything = checked(identifier), standings()
    for standing in everything:
        if standing.outline.identifier == identifier:
            return standing, everything
    raise unknown_object()


@case_endpoint
@require_safe
def document(request, identifier):
    standing, _everything = standing_of(identifier)
    return unless_known(request, [standing.tag], lambda: as_json(writer(standing.outline).document_alone()))


@case_endpoint
@require_safe
def package(request, identifier):
    """A whole suite, streamed. For HEAD nothing is put together, and no length is claimed."""
    standing, everything = standing_of(identifier)

    def build():
        wanted = request.method == "GET"
        pieces = write_framework(whole(standing, everything), base_url=settings.PUBLIC_URL) if wanted else ()
        return StreamingHttpResponse(pieces, content_type="application/json")

    return unless_known(request, [standing.tag], build)


# --- one thing, in whichever suite it is --------------------------------------------------------------


def found(request, identifier, look):
    """The answer of the first suite in which look(framework, id) finds one: {…}, or None for the next."""
    identifier, everything = checked(identifier), standings()

    def build():
        for standing in everything:
            if (answer := look(whole(standing, everything), identifier)) is not None:
                return as_json(answer)
        raise unknown_object()

    return unless_known(request, [standing.tag for standing in everything], build)


@case_endpoint
@require_safe
def item(request, identifier):
    def look(framework, known):
        node = framework.by_id.get(known)
        return node and writer(framework).item_alone(node)

    return found(request, identifier, look)


@case_endpoint
@require_safe
def item_associations(request, identifier):
    """An item with every link that begins or ends in it, those that other suites make too."""
    identifier, everything = checked(identifier), standings()

    def build():
        frameworks = [whole(standing, everything) for standing in everything]
        for framework in frameworks:
            if node := framework.by_id.get(identifier):
                links = chain.from_iterable(writer(each).associations_of(node) for each in frameworks)
                return as_json({"CFItem": writer(framework).item_alone(node), "CFAssociations": list(links)})
        raise unknown_object()

    return unless_known(request, [standing.tag for standing in everything], build)


@case_endpoint
@require_safe
def association(request, identifier):
    return found(request, identifier, lambda framework, known: writer(framework).association_alone(known))


@case_endpoint
@require_safe
def association_grouping(request, identifier):
    def look(framework, known):
        return next(
            (writer(framework).grouping(one) for one in framework.groupings if one.identifier == known), None
        )

    return found(request, identifier, look)


@case_endpoint
@require_safe
def concept(request, identifier):
    """A word of the glossary: {"CFConcepts": […]}. None stands below another, so it comes alone."""

    def look(framework, known):
        concepts = [one for one in framework.told.concepts if one.identifier == known]
        return {"CFConcepts": [writer(framework).concept(one) for one in concepts]} if concepts else None

    return found(request, identifier, look)


@case_endpoint
@require_safe
def item_type(request, identifier):
    """A kind of item, and the kinds below it."""
    identifier = checked(identifier)
    one = next((one for one in ITEM_TYPES.values() if one.identifier == identifier), None)
    if one is None:
        raise unknown_object()
    types = item_type_set(one, settings.PUBLIC_URL)
    return unless_known(request, [identifier], lambda: as_json({"CFItemTypes": types}))


@case_endpoint
@require_safe
def none_of_these(request, identifier):
    """Subjects, licences and rubrics: we have none."""
    checked(identifier)
    raise unknown_object()


@case_endpoint
@require_safe
def unknown(request):
    message = _("There is no such address. CASE 1.1 is read below /ims/case/v1p1/.")
    raise NotAnswered(404, "unknownobject", "path", message)
