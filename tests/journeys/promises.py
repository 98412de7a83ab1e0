"""What every page promises, whoever looks and however: each function returns sentences, none when all is well."""

from axe_playwright_python.base import AXE_SCRIPT

AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}
NARROW = (320, 390)  # CSS pixels: the width WCAG asks for, and a phone's

# Half a megabyte, for each page anew: a window keeps it at hand. Without scripts it can’t, and it is brought each time.
AT_HAND = f"window.bringAxe = () => {{ {AXE_SCRIPT} }}"
BRING_AXE = "() => { window.axe || window.bringAxe?.(); return !!window.axe; }"

# Where scripts are switched off no timer ever ends, and axe would wait for ever. What was promised is still done.
# Colours are looked at as they will stay, not half-way through fading in. Where nothing moves, nothing is drawn anew.
RUN_AXE = """([options, kinds]) => {
  const later = window.setTimeout, still = window.stillness = new CSSStyleSheet();
  still.replaceSync('*, ::before, ::after { transition: none !important }');
  if (document.getAnimations().length) document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
  window.setTimeout = (act, _wait, ...given) => { Promise.resolve().then(() => act(...given)); return 0; };
  const keep = found => { window.axeFound = found; window.setTimeout = later; };
  const where = kinds ? { include: kinds.flatMap(kind => window.shapeNodes.get(kind)) } : document;
  axe.run(where, options).then(keep, trouble => keep({ violations: [], trouble: String(trouble) }));
}"""
WHAT_AXE_FOUND = """() => {
  const { violations, trouble } = window.axeFound, sheets = document.adoptedStyleSheets;
  if (sheets.includes(window.stillness)) document.adoptedStyleSheets = sheets.filter(one => one !== window.stillness);
  return trouble ? { trouble } : { violations };
}"""  # what it passed too would be a long way to send

# What reaches over the right edge, unless it sits in something that scrolls by itself. Read out only, it may.
SIDEWAYS = """() => {
  const most = document.documentElement.clientWidth;
  const scrolls = node => {
    for (let up = node.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    return false;
  };
  const out = [...document.querySelectorAll('body *')].filter(node => {
    const box = node.getBoundingClientRect(), style = getComputedStyle(node);
    const seen = box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && style.position !== 'fixed';
    return seen && (box.right > most + 1 || box.left < -1) && !scrolls(node);
  });
  const said = out.slice(0, 5).map(node => `${node.tagName.toLowerCase()}.${node.className} "${
    (node.textContent || '').trim().slice(0, 40)}" ends at ${Math.round(node.getBoundingClientRect().right)}`);
  const root = document.scrollingElement;
  if (root.scrollWidth > most && !said.length) said.push(`the page is ${root.scrollWidth} wide`);
  return said;
}"""

# A window that was narrow for a moment stands where it stood, and so does whatever scrolls in it.
WHERE_IT_STANDS = """() => {
  window.stood = [...document.querySelectorAll('*')].filter(node => node.scrollTop || node.scrollLeft)
    .map(node => [node, node.scrollTop, node.scrollLeft]);
}"""
STAND_THERE = (
    "() => window.stood.forEach(([node, top, left]) => node.scrollTo({ top, left, behavior: 'instant' }))"
)

# Wagtail hides what reaches over the edge, where nobody can scroll to it. A table may scroll in a region of its own.
CUT_OFF = """() => [...document.querySelectorAll('main *')].filter(node => {
  const box = node.getBoundingClientRect();
  const seen = box.width > 1 && box.height > 1 && node.checkVisibility({ contentVisibilityAuto: true });
  const scrolls = node.closest('[role=region], .standards-scroll, .w-sr-only, details:not([open]) > :not(summary)');
  return seen && !scrolls && box.right > document.documentElement.clientWidth + 1;
}).slice(0, 5).map(node => `${node.localName} "${(node.textContent || node.name || '').trim().slice(0, 40)}"`)"""


def accessibility_troubles(page, kinds=None):
    """Violations axe finds, each with where it is and what would put it right. `kinds`: only in these, of its shape."""
    if not page.evaluate(BRING_AXE):
        page.evaluate(AXE_SCRIPT)
    page.evaluate(RUN_AXE, [AXE, kinds and list(kinds)])
    found = page.evaluate(WHAT_AXE_FOUND)
    assert "trouble" not in found, found["trouble"]
    return [violation_in_words(violation) for violation in found["violations"]]


def violation_in_words(violation):
    places = [
        f"    {' '.join(map(str, node['target']))}\n      {node['html'][:160]}\n      {node['failureSummary']}"
        for node in violation["nodes"][:4]
    ]
    more = len(violation["nodes"]) - len(places)
    return "\n".join(
        [f"{violation['id']}: {violation['help']}", *places, *([f"    and {more} more"] if more else [])]
    )


def sideways_troubles(page, widths=NARROW):
    """What makes the page scroll sideways at these widths. The window is as wide as before afterwards, and scrolled."""
    before, troubles = page.viewport_size, []
    page.evaluate(WHERE_IT_STANDS)
    for width in sorted(widths, key=lambda width: width != before["width"]):
        if width != page.viewport_size["width"]:
            page.set_viewport_size({"width": width, "height": before["height"]})
        troubles += [f"sideways at {width}px: {sentence}" for sentence in page.evaluate(SIDEWAYS)]
    if page.viewport_size != before:
        page.set_viewport_size(before)
        page.evaluate(STAND_THERE)
    return troubles


def cut_off_troubles(page):
    """What a page of Wagtail’s admin cuts off in the narrowest window, once its menu is out of the way."""
    before = page.viewport_size
    page.set_viewport_size({"width": NARROW[0], "height": before["height"]})
    page.wait_for_timeout(500)
    troubles = [f"cut off at {NARROW[0]}px: {sentence}" for sentence in page.evaluate(CUT_OFF)]
    page.set_viewport_size(before)
    return troubles
