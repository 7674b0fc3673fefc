"""The evidence behind the numbers: the article with its voices shown, in the notebook and in the HTML report."""

from framing.evidence.contexts import show_contexts
from framing.evidence.pages import ArticleView, article_html, coding_html, show
from framing.evidence.report import Chart, report_html
from framing.evidence.summary import summary

__all__ = ["ArticleView", "Chart", "article_html", "coding_html", "report_html", "show", "show_contexts", "summary"]
