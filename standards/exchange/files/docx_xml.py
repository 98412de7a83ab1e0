"""Looking things up in the XML of a Word document, by name alone: its namespaces differ between editions of Word."""

from lxml import etree

from standards.exchange.files.bounded_child import NotRead


def parsed(content):
    """The root of a part whose text was checked for a document type before (`packed.part`)."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        raise NotRead("too_deep" if "depth" in str(problem).lower() else "broken") from problem


def name_of(element):
    return element.tag.rpartition("}")[2]


def children(element, *names):
    return [piece for piece in element if name_of(piece) in names]


def child(element, *path):
    """The element below this one along `path`, or None."""
    for name in path:
        element = next((piece for piece in element if name_of(piece) == name), None)
        if element is None:
            return None
    return element


def value_of(element, name):
    """The attribute of this name, whatever its namespace; None without element or attribute."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def whole(written, otherwise):
    try:
        return max(0, min(100_000, int(written)))
    except (TypeError, ValueError):
        return otherwise
