"""The shipped standard as web pages, made from its lines by templates that know its words and not the readers."""

import re
from html import escape

from . import seed

HEADINGS = ("Overview", "Performance criteria", "Knowledge and Understanding", "Scope/range", "Values")


def page(
    body, *, title="Support collaborative and partnership work - National Occupational Standards", head=""
):
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}
<style>body {{ color: red }}</style><script>var words = "<li>1 never a criterion</li>";</script></head>
<body class="nos">
<a class="skip-link" href="#main">Skip to main content</a>
<div id="cookie-banner" role="dialog"><p>We use cookies.</p><ol><li>Accept</li></ol></div>
<header class="site-header"><a href="/">NOS Finder</a><nav><ul><li>Home</li><li>Search</li></ul></nav></header>
{body}
<footer><p>1 Example Street</p><p>© NOS Finder</p></footer></body></html>"""


def listed():
    """Headings, paragraphs and lists whose numbers only the browser draws."""
    blocks, open_list = [], False
    for line in seed.LINES[1:]:
        number, _, words = line.partition(" ")
        is_item = number.isdigit()
        if is_item != open_list:
            blocks.append(f'<ol start="{number}">' if is_item else "</ol>")
            open_list = is_item
        if is_item:
            blocks.append(f"<li>{escape(words)}</li>")
        elif line.startswith("• "):
            blocks.append(f"<ul><li>{escape(line[2:])}</li></ul>")
        elif line in HEADINGS or line in seed.GROUPS:
            blocks.append(f"<h2>{escape(line)}</h2>")
        else:
            blocks.append(f"<p>{escape(line)}</p>")
    return "\n".join([*blocks, "</ol>"])


TITLE = f"<h1>{seed.LINES[0]}</h1>"
FACTS = (
    "<dl><dt>URN:</dt><dd>JETSCD16L</dd><dt>Business Sectors (Suites):</dt><dd>Community Development</dd>"
    "<dt>Developed by:</dt><dd>NYA</dd><dt>Approved on:</dt><dd>28 Feb 2015</dd></dl>"
)
FACT_ROWS = FACTS.replace("<dl>", "<table>").replace("</dl>", "</table>").replace("<dt>", "<tr><th>")
FACT_ROWS = FACT_ROWS.replace("</dt><dd>", "</th><td>").replace("</dd>", "</td></tr>")
FACT_BOXES = re.sub(r"</?(dl|dt|dd)>", lambda tag: "</div>" if "/" in tag[0] else "<div>", FACTS)
FLAT = "".join(f"<p>{escape(line)}</p>" for line in seed.LINES[1:])
ROWS = "".join(
    "<tr><td>{}</td><td>{}</td></tr>".format(*map(escape, line.split(" ", 1)))
    if line[0].isdigit()
    else f'<tr><td colspan="2">{escape(line)}</td></tr>'
    for line in seed.LINES[1:]
)

PAGES = {
    "lists": page(f'<main id="main">{TITLE}{listed()}</main>'),
    "lists in divisions": page(f"<div class='content'><div>{TITLE}</div><div>{listed()}</div></div>"),
    "definitions": page(f"<main>{TITLE}{FACTS}{listed()}</main>"),
    "facts in a table": page(f"<main>{TITLE}{FACT_ROWS}{listed()}</main>"),
    "facts in boxes": page(f"<main>{TITLE}{FACT_BOXES}{listed()}</main>"),
    "facts above the title": page(f"<main>{FACTS}{TITLE}{listed()}</main>"),
    "title above the main part": page(f"<div class='hero'>{TITLE}</div><main>{listed()}</main>"),
    "title in a header": page(f"<main><header>{TITLE}</header>{listed()}</main>"),
    "paragraphs": page(f"<article>{TITLE}{FLAT}</article>"),
    "line breaks": page(f"<main>{TITLE}<p>{'<br>'.join(map(escape, seed.LINES[1:]))}</p></main>"),
    "preformatted": page(f"<main><pre>{escape(seed.TEXT)}</pre></main>"),
    "table": page(f"<main>{TITLE}<table>{ROWS}</table></main>"),
    "paragraphs in items": page(
        f"<main>{TITLE}{listed().replace('<li>', '<li><p>').replace('</li>', '</p></li>')}</main>"
    ),
    "items never closed": page(f"<main>{TITLE}{listed().replace('</li>', '').replace('</p>', '')}</main>"),
    "headings in buttons": page(
        f"<main>{TITLE}{re.sub('<h2>(.*?)</h2>', r'<h2><button>\1</button></h2>', listed())}</main>"
    ),
    "no-break spaces": page(f"<main>{TITLE}{listed().replace(' they ', '&nbsp;they&nbsp;')}</main>"),
    "a piece": f"{TITLE}{listed()}",
    "a piece from the clipboard": "Version:0.9\r\nStartHTML:00000097\r\nEndHTML:00004000\r\n"
    f"<html><body><!--StartFragment-->{TITLE}{listed()}<!--EndFragment--></body></html>",
    "XHTML": '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>'
    f"{TITLE}{listed()}</body></html>",
    "saved as one file": "From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    '\ttype="text/html"; boundary="--x"\r\n\r\n----x\r\nContent-Type: text/html; charset=utf-8\r\n'
    f"Content-Transfer-Encoding: 8bit\r\n\r\n{page(f'<main>{TITLE}{listed()}</main>')}\r\n----x--\r\n",
}
