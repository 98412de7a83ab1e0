"""Every door of the house. What is not marked login_not_required asks who you are."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import RedirectView
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from cms import views

handler400 = "cms.views.bad_request"
handler429 = "cms.views.too_many"
handler500 = "cms.views.server_error"

serve = login_not_required(require_safe(wagtail_views.serve))
a_form = require_http_methods(["GET", "HEAD", "POST"])  # Django's FormView would take PUT for POST


def to(name):
    return login_not_required(RedirectView.as_view(pattern_name=name, query_string=True))


accounts = [
    path("log-in/", views.log_in, name="account_login"),
    path("log-out/", a_form(account.logout), name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("sign-up/", views.no_sign_up, name="account_signup"),
    path("password/", a_form(account.password_reset), name="account_reset_password"),
    path("password/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/changed/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    re_path(
        r"^password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        a_form(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("appearance/", views.appearance, name="appearance"),
    path("standards/", views.standards, name="standards"),
    path("account/", include(accounts)),
    # One log-in, with its limits: the admin's own would go round it.
    path("admin/login/", to("account_login")),
    path("admin/password_reset/", to("account_reset_password")),
    path("admin/", include("standards.admin_urls")),  # doors of Wagtail's that stay shut
    path("admin/", include("community.admin_urls")),
    path("admin/", include("portfolios.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("people.urls")),
    path("", include("community.urls")),  # before standards’: a page’s twin is theirs, a charter’s is its own
    path("", include("standards.urls")),
    path("", include("portfolios.urls")),
    path("", include("assessments.urls")),
    path("", views.home, name="home"),
    re_path(serve_pattern, serve, name="wagtail_serve"),
]
