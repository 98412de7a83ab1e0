from django.urls import path

from people.views import invitation, organisations, people, telling, trail

urlpatterns = [
    path("join/<str:token>/", invitation.invitation, name="invitation"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<slug:code>/", organisations.choose, name="organisation-choose"),
    path("people/", people.people, name="people"),
    path("people/invite", people.invite, name="person-invite"),
    path("people/invitations/<slug:code>/withdraw", people.withdraw, name="invitation-withdraw"),
    path("people/roles/<slug:code>/end", people.end, name="role-end"),
    path("people/<slug:code>/roles", people.give, name="role-give"),
    path("trail/", trail.trail, name="trail"),
    path("trail/copy.<slug:way>", trail.trail_copy, name="trail-copy"),
    path("waiting/", telling.waiting, name="waiting"),
    path("my/telling/", telling.telling, name="telling"),
    path("my/trail/", trail.my_trail, name="my-trail"),
    path("my/trail/copy.<slug:way>", trail.my_trail_copy, name="my-trail-copy"),
]
