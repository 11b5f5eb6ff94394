"""What leaders and offices call to see figures. Nobody's name stands among them but doctors'."""

import base64

from chalicelib.kernel import audit
from chalicelib.kernel.http import Routes
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Role, Staff, acting_as, still_on_duty
from chalicelib.statistics import exporting, reporting, views, words
from chalicelib.statistics.reporting import By, Row
from chalicelib.statistics.views import InMonth, ReportView, Wanted, WorkbookView

routes = Routes(__name__)

LEADERS = acting_as(Role.SERVICE, Role.MEDICAL_AFFAIRS, Role.FOLLOW_UP_LEAD)
MONTHS = 12


@routes.get("/desk/statistics", who=LEADERS, query=Wanted)
def show(_me: Staff, wanted: Wanted) -> ReportView:
    """A month by campus, department or doctor, or the hospital over the twelve months up to it."""
    trend = reporting.trend(words.earlier(wanted.month, MONTHS - 1), wanted.month)
    month = next((row for row in trend if row.id == wanted.month), Row(wanted.month, wanted.month, {}))
    by = By(wanted.by)
    return views.report(trend if by is By.MONTH else reporting.of_month(by, wanted.month), month)


@routes.get("/desk/statistics/workbook", who=LEADERS, query=InMonth)
def workbook(me: Staff, wanted: InMonth) -> WorkbookView:
    """The same as an Excel workbook; that it was taken away is written down."""
    with Unit() as unit:
        still_on_duty(unit, me)
        audit.write(unit, me.id, "statistics.exported", wanted.month)
    content = base64.b64encode(exporting.workbook(wanted.month)).decode()
    return WorkbookView(name=f"统计报表-{wanted.month}.xlsx", content=content)
