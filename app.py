"""Registers the rooms; no logic."""

from chalicelib import anchors, delivery
from chalicelib.accounts import routes as accounts
from chalicelib.cards import jobs as cards_jobs
from chalicelib.cards import routes as cards
from chalicelib.copies import desk as copies_desk
from chalicelib.copies import jobs as copies_jobs
from chalicelib.copies import routes as copies
from chalicelib.copies.given import routes as copies_given
from chalicelib.copies.looks import routes as copies_looks
from chalicelib.copies.pickup import desk as copies_pickup_desk
from chalicelib.copies.pickup import routes as copies_pickup
from chalicelib.directory import jobs as directory_jobs
from chalicelib.directory import routes as directory
from chalicelib.kernel.http import App
from chalicelib.messages import jobs as messages_jobs
from chalicelib.messages import routes as messages
from chalicelib.payments import jobs as payments_jobs
from chalicelib.payments import routes as payments
from chalicelib.privacy import jobs as privacy_jobs
from chalicelib.privacy import routes as privacy
from chalicelib.registration import jobs as registration_jobs
from chalicelib.registration import routes as registration
from chalicelib.staff import desk as staff_desk
from chalicelib.staff import jobs as staff_jobs
from chalicelib.vault import jobs as vault_jobs

COPIES = (copies, copies_given, copies_looks, copies_pickup, copies_desk, copies_pickup_desk)
ROOMS = (accounts, cards, directory, messages, payments, registration, *COPIES, privacy, staff_desk)
WORK = (
    cards_jobs,
    directory_jobs,
    messages_jobs,
    payments_jobs,
    registration_jobs,
    copies_jobs,
    privacy_jobs,
    staff_jobs,
    vault_jobs,
    delivery,
    anchors,
)
blueprints = (*(room.routes for room in ROOMS), *(room.jobs for room in WORK))

app = App(app_name="xinglin")
for blueprint in blueprints:
    app.register_blueprint(blueprint)
