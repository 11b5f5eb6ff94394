"""Registers the rooms; no logic."""

from chalicelib import delivery
from chalicelib.kernel.http import App

app = App(app_name="xinglin")
for blueprint in (delivery.jobs,):
    app.register_blueprint(blueprint)
