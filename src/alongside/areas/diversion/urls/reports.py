"""Addresses of reports for custody and courts."""

from django.urls import URLPattern, path

from alongside.areas.diversion.views import report_papers, reports

REPORT = "reports/<uuid:report_id>/"
urlpatterns: list[URLPattern] = [
    path("reports/", reports.board, name="reports"),
    path("episodes/<uuid:episode_id>/report/", reports.ask, name="ask_for_report"),
    path(REPORT, reports.show, name="report"),
    path(REPORT + "write/", report_papers.write, name="write_report"),
    path(REPORT + "consent/", reports.consent, name="report_consent"),
    path(REPORT + "consent/back/", reports.withdraw, name="report_withdraw"),
    path(REPORT + "release/", reports.release, name="release_report"),
    path(REPORT + "safety/", reports.safety, name="report_safety"),
    path(REPORT + "copy/", reports.offer_copy, name="report_copy"),
    path(REPORT + "told/", reports.told, name="report_told"),
    path(REPORT + "not-needed/", reports.not_needed, name="report_not_needed"),
    path(REPORT + "plain/", report_papers.plain, name="report_plain"),
    path(REPORT + "<int:number>/sheet/", report_papers.sheet, name="report_sheet"),
    path(REPORT + "<int:number>/report.pdf", report_papers.pdf, name="report_pdf"),
]
