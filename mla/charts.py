"""Charts as SVG, drawn by pygal. Each stands beside the table of its numbers, which says the same to whoever does not see it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

import pygal
from pygal.style import Style

# It looks for plug-ins of its own in a way that Python no longer knows; nobody here has any.
sys.meta_path[:] = [one for one in sys.meta_path if not isinstance(one, pygal.PluginImportFixer)]

COLOURS = ("#1d70b8", "#f47738", "#6f777b", "#85994b", "#4c2c92", "#912b88")
"""Those of the pages, in the order of the series; the first two stand three to one against white and against one another in grey."""

STYLE = Style(
    background="#ffffff",
    plot_background="#ffffff",
    foreground="#0b0c0c",
    foreground_strong="#0b0c0c",
    foreground_subtle="#b1b4b6",
    colors=COLOURS,
    opacity="1",
    transition="0s",
    font_family="sans-serif",
    label_font_size=13,
    major_label_font_size=13,
    legend_font_size=14,
    value_font_size=12,
)

WIDTH, LEGEND, BAR = 960, 90, 34
"""In pixels of the drawing: its width, what legend and axis take, a bar that lies with the space around it."""

IN_ONE_LINE = 4
"""So many names of series stand side by side."""


def columns(labels: Sequence[str], series: Mapping[str, Sequence[int]]) -> str:
    """Columns side by side, one group for each label: for what comes one after the other, such as months."""
    chart = pygal.Bar(height=340, x_label_rotation=40, **_common())
    chart.x_labels = list(labels)
    return _drawn(chart, series)


def shares(labels: Sequence[str], series: Mapping[str, Sequence[float]]) -> str:
    """Bars that lie one below the other, the first on top, each a whole made of parts, from 0 to 100."""
    chart = pygal.HorizontalStackedBar(height=LEGEND + BAR * len(labels), range=(0, 100), **_common())
    chart.x_labels = list(labels)[::-1]
    return _drawn(chart, {name: list(values)[::-1] for name, values in series.items()})


def _common() -> dict[str, object]:
    return {
        "style": STYLE, "width": WIDTH, "js": (), "no_prefix": True, "disable_xml_declaration": True, "legend_at_bottom": True,
        "show_x_guides": False, "show_y_guides": True, "truncate_label": -1, "truncate_legend": -1, "integer": True, "margin": 8, "explicit_size": True,
        "value_formatter": lambda value: f"{value:.0f}",
    }  # fmt: skip


def _drawn(chart: pygal.graph.graph.Graph, series: Mapping[str, Sequence[float]]) -> str:
    chart.legend_at_bottom_columns = len(series) if len(series) <= IN_ONE_LINE else IN_ONE_LINE - 1
    for name, values in series.items():
        chart.add(name, list(values))
    return str(chart.render())
