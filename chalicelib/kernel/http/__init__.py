"""The HTTP edge: typed routes. A route does who, what, do, answer.

    routes = Routes(__name__)

    @routes.post("/clinics/{clinic}/registrations", who=Patient, body=Wish, once=True)
    def register(me: Patient, clinic: ClinicId, wish: Wish, once: Once) -> RegistrationView: ...

The view is given, in this order: the caller, the path's parameters, the body, the query, the Once of the request.
Bodies are read strictly (unknown fields are refused), queries leniently in type. What a view raises as a Refusal is
answered as `application/problem+json`; whatever else it raises is a fault: a bare 500, logged with its stack.
"""

from chalicelib.kernel.http.answering import Invalid, KeyRequired, before_a_view, fault
from chalicelib.kernel.http.routes import App, Routes
from chalicelib.kernel.http.shapes import JSON, LARGEST_BODY, PROBLEM, Anyone, Input, Query, Raw, Request, Route, View, Who

__all__ = [
    "JSON",
    "LARGEST_BODY",
    "PROBLEM",
    "Anyone",
    "App",
    "Input",
    "Invalid",
    "KeyRequired",
    "Query",
    "Raw",
    "Request",
    "Route",
    "Routes",
    "View",
    "Who",
    "before_a_view",
    "fault",
]
