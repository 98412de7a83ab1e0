"""Where allauth meets this house: nobody signs up by themselves, and mails go through the outbox."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction

from people.telling import post


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Of the mails allauth would write, only the one that resets is wanted, and ours says less.

        Only the path of its link is kept: the host may be whatever the visitor claimed it was.
        """
        if template_prefix == "account/email/password_reset_key":
            with transaction.atomic():
                post("reset", person=context["user"], link=urlsplit(context["password_reset_url"]).path)
