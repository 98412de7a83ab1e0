"""Sending a mail that was queued. It says that there is something to see, and where; nothing else."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from people.models.outbox import OutboxMail
from people.registry import NOTICES
from people.telling import ALWAYS, held_back, while_quiet

State = OutboxMail.State


def deliver_mail(code):
    """Send one mail, or set it aside when mail is off or the person may no longer get it."""
    mail = OutboxMail.objects.select_related("person").get(code=code)
    address = address_of(mail)
    if is_held(mail):
        return
    if address and settings.MAIL_ON:
        message_for(mail, address).send()
    settle(mail, State.SENT if address and settings.MAIL_ON else State.SET_ASIDE)


def is_held(mail):
    """Whether it waits for someone’s moment; also when it was to go at once and it has become quiet meanwhile."""
    if mail.not_before is None and mail.person and (told := waits_after_all(mail)):
        OutboxMail.objects.filter(pk=mail.pk, state=State.WAITING).update(**told)
        mail.refresh_from_db()
    return mail.state != State.WAITING or mail.not_before is not None


def waits_after_all(mail):
    """The fields that hold it. A digest comes in its moment: if it is late, quiet hours alone hold it."""
    if mail.kind == "digest":
        return while_quiet(mail.person)
    return {} if mail.kind in ALWAYS else held_back([mail.person])(mail.person)


def address_of(mail):
    """Looked up when sending, not when queueing: someone may have left in between."""
    if mail.person:
        return mail.person.email if mail.person.is_active else ""
    return mail.address


def message_for(mail, address):
    with translation.override(mail.person.language if mail.person else settings.LANGUAGE_CODE):
        path = mail.link or NOTICES[mail.kind](mail.about_code)
        shown = {"link": settings.PUBLIC_URL + path} | counted(mail)
        text = render_to_string(f"notices/{mail.kind}.txt", shown)
    subject, _blank, body = text.partition("\n\n")
    # Sent again, after a kill between sending and noting it, it is still the same mail to whoever keeps them.
    headers = {"Message-ID": f"<{mail.code}@{urlsplit(settings.PUBLIC_URL).hostname}>"}
    return EmailMessage(subject.strip(), body, to=[address], headers=headers)


def counted(mail):
    """A digest says how many things there are, and no more of them."""
    return {"count": int(mail.about_code)} if mail.kind == "digest" else {}


def settle(mail, state):
    OutboxMail.objects.filter(pk=mail.pk).update(state=state, settled_at=timezone.now(), link="", address="")
