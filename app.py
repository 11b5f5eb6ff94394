"""Registers the rooms; no logic."""

from chalicelib import anchors, delivery
from chalicelib.kernel.http import App

blueprints = (anchors.jobs, delivery.jobs)

app = App(app_name="xinglin")
for blueprint in blueprints:
    app.register_blueprint(blueprint)
