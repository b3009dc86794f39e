"""Addresses of insight."""

from django.urls import path

from alongside.areas.insight.views import dashboard, questions, report

QUESTION = "questions/<uuid:question_id>/"

app_name = "insight"
urlpatterns = [
    path("", dashboard.show_dashboard, name="dashboard"),
    path("questions/", questions.show_questions, name="questions"),
    path("questions/ask/", questions.ask, name="ask"),
    path(QUESTION, questions.show_question, name="question"),
    path(f"{QUESTION}look/", questions.look, name="look"),
    path(f"{QUESTION}amend/", questions.amend, name="amend"),
    path("report/", report.show_report, name="report"),
    path("report/sheet/", report.report_sheet, name="report_sheet"),
    path("report/file/pdf/", report.report_file, {"kind": "pdf"}, name="report_pdf"),
    path("report/file/xlsx/", report.report_file, {"kind": "xlsx"}, name="report_xlsx"),
    path("report/publish/", report.publish, name="publish"),
]
