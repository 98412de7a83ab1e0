"""What a page is made of, apart from its words: what axe found where something stood, it finds wherever it stands so.

Each element is known by whatever decides how it looks and what it is to a screen reader: its own attributes and state,
those of everything around it, what it holds, and what comes right before it. Words, codes and addresses are left out,
but not whether there are any, nor whether what they point at is there. What axe asks of a page as a whole is told
besides: ids and names of landmarks given twice, the order of headings, the width of the window.
"""

DIGEST = """words => {  /* two hashes of 32 bits, as one number */
  let a = 0xdeadbeef, b = 0x41c6ce57;
  for (let at = 0; at < words.length; at++) {
    const code = words.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  return 4294967296 * (2097151 & (b ^ (b >>> 15))) + ((a ^ (a >>> 15)) >>> 0);
}"""

SHAPE = r"""() => {
  const digest = DIGEST;
  const POINTS = /^(for|headers|list|form|popovertarget|aria-(labelledby|describedby|controls|owns|activedescendant))$/;
  const SAYS = new RegExp('^(id|name|value|href|src|srcset|action|alt|title|placeholder|content|cite|datetime|nonce'
    + '|aria-label|hx-.*)$');
  const OWN = /^\w{10}$|[\/\s…]/;  /* a code, an address or a sentence */
  const isThere = ids => ids.split(/\s+/).every(id => document.getElementById(id));
  const attribute = ({ name, value }) => {
    if (!value) return name;
    if (POINTS.test(name)) return `${name}=${isThere(value)}`;
    if (name === 'href' && value.startsWith('#')) return `#${isThere(value.slice(1))}`;
    if (SAYS.test(name) || name.startsWith('data-') && OWN.test(value)) return `${name}=…`;
    return `${name}=${value}`;
  };
  const look = node => [node.localName, ...[...node.attributes].map(attribute).sort()].join(' ');
  const holds = node => [
    [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim()) ? 'words' : '',
    node.textContent.trim() ? 'told' : '',
    ...new Set([...node.children].map(child => child.localName)),
    node.labels ? `labels ${node.labels.length} ${!node.value} ${node.checked} ${node.matches(':disabled')}` : '',
  ].join(' ');
  const nodes = window.shapeNodes = new Map(), page = [];
  const walk = (node, around) => {
    let before = '';
    for (const child of node.children) {
      const own = look(child), place = digest(`${around}>${own}`);
      const kind = digest(`${place}|${before}|${holds(child)}`);
      nodes.set(kind, [...nodes.get(kind) || [], child]);
      before = own;
      if (!/^(svg|script|style|template)$/.test(child.localName)) walk(child, place);
    }
  };
  walk(document, '');
  const all = selector => [...document.querySelectorAll(selector)];
  const twice = found => new Set(found).size < found.length;
  const name = node => node.ariaLabel || document.getElementById(node.getAttribute('aria-labelledby'))?.innerText || '';
  const landmark = node => `${node.localName} ${node.role} ${name(node)}`;
  const landmarks = all('nav, aside, section, form, [role]').filter(name).map(landmark);
  const levels = all('h1, h2, h3, h4, h5, h6').filter(node => node.checkVisibility()).map(node => node.localName);
  levels.forEach((level, place) => page.push(digest(`${levels[place - 1]} ${level}`)));
  const ids = all('[id]').map(node => node.id);
  page.push(digest(`${twice(ids)} ${twice(landmarks)} ${!document.title.trim()} ${innerWidth}`));
  return [[...nodes.keys()], page];
}""".replace("DIGEST", DIGEST)

# The whole page to the letter, but for what is new each time it is asked for. Nothing, where it is no page.
FINGERPRINT = r"""() => {
  const digest = DIGEST, ofTheMoment = /(name="(?:csrfmiddlewaretoken|once)" value|nonce)="[^"]*"/g;
  if (document.contentType !== 'text/html') return null;
  return digest(document.documentElement.outerHTML.replace(ofTheMoment, ''));
}""".replace("DIGEST", DIGEST)


def shape_of(page):
    """(numbers of each kind of element in its place, numbers of what is so of the page as a whole), two sets."""
    elements, whole = page.evaluate(SHAPE)
    return set(elements), set(whole)
