"""Where allauth meets this house: nobody signs up by themselves, and mails go through the outbox."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from people.telling import post

LONGEST_EMAIL = 254  # characters: RFC 3696, erratum 1690
NO_MATCH = _(
    "We don’t know that e-mail or code with that password. Check both, capitals in the password too."
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Ask a coordinator if that is a mistake."),
        "email_password_mismatch": NO_MATCH,
        "username_password_mismatch": NO_MATCH,
        "too_many_login_attempts": _("That was tried too often. Wait five minutes, then try again."),
        "invalid_password_reset": _("That link was used already or is too old. Ask for a new one."),
    }

    def is_open_for_signup(self, request):
        return False

    def authenticate(self, request, **credentials):
        """An e-mail is tried as one, and not as a code besides.

        Otherwise a known one costs two passwords to refuse and an unknown one costs one: a clock would tell them apart.
        """
        said = credentials.get("email") or credentials.get("username", "")
        if len(said) > LONGEST_EMAIL:
            return None  # nobody has it, and a database may refuse to look for so much
        if credentials.get("email"):
            credentials.pop("username", None)
        return super().authenticate(request, **credentials)

    def send_mail(self, template_prefix, email, context):
        """Of the mails allauth would write, only the one that resets is wanted, and ours says less.

        Only the path of its link is kept: the host may be whatever the visitor claimed it was.
        """
        if template_prefix == "account/email/password_reset_key":
            with transaction.atomic():
                post("reset", person=context["user"], link=urlsplit(context["password_reset_url"]).path)
