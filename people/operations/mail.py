"""Sending a mail that was queued. It says that there is something to see, and where; nothing else."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from people.models.outbox import OutboxMail
from people.registry import NOTICES

State = OutboxMail.State


def deliver_mail(code):
    """Send one mail, or set it aside when mail is off or the person may no longer get it."""
    mail = OutboxMail.objects.select_related("person").get(code=code)
    address = address_of(mail)
    if mail.state != State.WAITING:
        return
    if address and settings.MAIL_ON:
        message_for(mail, address).send()
    settle(mail, State.SENT if address and settings.MAIL_ON else State.SET_ASIDE)


def address_of(mail):
    """Looked up when sending, not when queueing: someone may have left in between."""
    if mail.person:
        return mail.person.email if mail.person.is_active else ""
    return mail.address


def message_for(mail, address):
    with translation.override(mail.person.language if mail.person else settings.LANGUAGE_CODE):
        path = mail.link or NOTICES[mail.kind](mail.about_code)
        text = render_to_string(f"notices/{mail.kind}.txt", {"link": settings.PUBLIC_URL + path})
    subject, _blank, body = text.partition("\n\n")
    return EmailMessage(subject.strip(), body, to=[address])


def settle(mail, state):
    OutboxMail.objects.filter(pk=mail.pk).update(state=state, settled_at=timezone.now(), link="", address="")
