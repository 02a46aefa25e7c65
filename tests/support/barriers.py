"""What shuts people out of a page, by axe (WCAG): only what it calls serious or critical."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script

RUN = """async () => {
  const seen = {};
  const look = (one, where) => {
    const place = `${where}>${one.tagName}.${one.className}`;
    seen[place] = (seen[place] || 0) + 1;
    one.toggleAttribute('data-alike', seen[place] > 4);
    for (const within of one.children) look(within, place);
  };
  look(document.body, '');
  axe.configure({rules: [{id: 'color-contrast', selector: ':not([data-alike])'}]});
  const found = await axe.run({resultTypes: ['violations'], rules: {region: {enabled: false}}});
  return found.violations;
}"""
"""The colours of what is alike (the same elements and classes from the root on) are compared four times and not a
thousand times: twice in rows of each colour. “region” is a rule that axe calls moderate, and slow."""

SIDEWAYS = """() => [...document.querySelectorAll('html, .mla-register-frame, main, aside, main *')]
  .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline'
    && !one.matches('.mla-life-frame, .mla-chart')
    && (one === document.documentElement || ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)))
  .map(one => one.tagName + '.' + one.className + ' ' + one.scrollWidth + ' > ' + one.clientWidth)"""
"""What on this page scrolls sideways, with its width and that of its frame. A drawing may: all of it stands in words below."""


def barriers(page: Page) -> list[str]:
    """What is a serious barrier on this page, and where."""
    page.wait_for_selector("body", state="attached")  # on a busy machine a page may be on its way still
    page.evaluate(SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN)
    bad = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {node['html'][:120]}" for one in bad for node in one["nodes"]]
