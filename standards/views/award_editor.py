"""Awards, as trainers write them: drafts, publishing, withdrawing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import fetch_for, may
from people.once import once
from standards.forms.awards import AwardForm, GroupFormSet, groups_in
from standards.forms.bring_in import whole
from standards.models import AwardDefinition, Suite
from standards.operations.awards import (
    AwardHasMoved,
    AwardIsNotReady,
    change_award,
    digest_of,
    draft_award,
    groups_of,
    missing_in,
    publish_award,
    restore_award,
    withdraw_award,
)
from standards.queries.awards import awards_to_edit, rules_in_words

PER_PAGE = 20


@require_safe
@may("standards.edit")
def award_index(request):
    awards = Paginator(awards_to_edit(), PER_PAGE).get_page(request.GET.get("page"))
    shown = {"awards": awards, "suites": list(Suite.objects.all())}
    return render(request, "standards/admin/award_list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def award_add(request, suite):
    suite = fetch_suite(suite)
    form, groups = AwardForm(request.POST or None), groups_form(request.POST, suite)
    if is_saved(request, form, groups):
        award = draft_award(suite, rules=form.rules, groups=groups_in(groups), by=request.user)
        messages.success(request, _("Saved as a draft. Nobody sees it until you publish it."))
        return redirect("award-edit", award.code)
    shown = {"suite": suite, "form": form, "groups": groups}
    return render(request, "standards/admin/award_form.html", shown, status=status_of(form, groups))


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def award_edit(request, code):
    award = fetch_for(request.user, "standards.edit", AwardDefinition, code=code)
    form = AwardForm(request.POST or None, instance=award, initial={"revision": award.revision})
    groups = groups_form(request.POST, award.suite, award)
    moved = None
    if is_saved(request, form, groups):
        try:
            saved = save(award, form, groups, by=request.user)
        except AwardHasMoved as refusal:
            moved = refusal.sentence
            award = AwardDefinition.objects.get(pk=award.pk)
        else:
            messages.success(request, _("Saved as a draft."))
            return redirect("award-edit", saved.code)
    shown = editor_of(award) | {"form": form, "groups": groups, "moved": moved}
    status = 409 if moved else status_of(form, groups)
    return render(request, "standards/admin/award_form.html", shown, status=status)


def save(award, form, groups, *, by):
    revision = form.cleaned_data["revision"] or 0
    return change_award(award, rules=form.rules, groups=groups_in(groups), revision=revision, by=by)


def editor_of(award):
    award = AwardDefinition.objects.select_related("suite", "current_version").get(pk=award.pk)
    version = award.current_version
    return {
        "award": award,
        "suite": award.suite,
        "sentences": rules_in_words(award),
        "missing": list(missing_in(award, groups_of(award))),
        "is_published": bool(version) and version.digest == digest_of(award),
        "people": version.pursuits.filter(set_aside_at=None).count() if version else 0,
    }


@require_POST
@may("standards.edit")
@once
def award_publish(request, code):
    award = fetch_for(request.user, "standards.edit", AwardDefinition, code=code)
    why, seen = request.POST.get("why", "")[:2000], whole(request.POST.get("revision"))
    try:
        version = publish_award(award, why=why, revision=seen, by=request.user)
    except AwardHasMoved as refusal:
        return not_published(request, award, [refusal.unseen], why=why, status=409)
    except AwardIsNotReady as refusal:
        return not_published(request, award, refusal.sentences, why=why, status=422)
    messages.success(
        request,
        _(
            "Published as version %(number)d. People can start on it now; whoever began earlier keeps their rules."
        )
        % {"number": version.number},
    )
    return redirect("award-edit", code)


def not_published(request, award, sentences, *, why, status):
    """The award as it stands now, with why it was not published and the reason that was given."""
    shown = editor_of(award)
    award = shown["award"]
    shown |= {
        "form": AwardForm(instance=award, initial={"revision": award.revision}),
        "groups": groups_form(None, award.suite, award),
        "not_published": sentences,
        "why": why,
    }
    return render(request, "standards/admin/award_form.html", shown, status=status)


@require_POST
@may("standards.edit")
@once
def award_withdraw(request, code):
    award = fetch_for(request.user, "standards.edit", AwardDefinition, code=code)
    if "back" in request.POST:
        restore_award(award, by=request.user)
        messages.success(request, _("People can start this award again."))
    else:
        withdraw_award(award, by=request.user)
        messages.success(request, _("Nobody can start this award now. What was begun goes on."))
    return redirect("award-edit", code)


def fetch_suite(slug):
    suite = Suite.objects.filter(slug=slug).first()
    if suite is None:
        raise Http404
    return suite


def groups_form(typed, suite, award=None):
    initial = [
        {"title": group.title, "needed": group.needed, "standards": standards}
        for group, standards in (groups_of(award) if award else [])
    ]
    return GroupFormSet(typed or None, initial=initial, prefix="group", form_kwargs={"suite": suite})


def is_saved(request, form, groups):
    """Whether this is a form that was sent, and right in every part: both are looked at, so that both can say."""
    if request.method != "POST":
        return False
    return all([form.is_valid(), groups.is_valid()])


def status_of(form, groups):
    return (
        422 if (form.is_bound and not form.is_valid()) or (groups.is_bound and not groups.is_valid()) else 200
    )
