"""Layers of a PDF that are not shown when it is opened: what is drawn on them goes, and the rest is shown for good.

Whatever sets a state (colour, place, font, clipping) stays, since what comes after rests on it; what paints goes.
Source: ISO 32000-2, 8.11 (optional content) and 14.6 (marked content).
"""

import pikepdf

from portfolios.copies.sentences import CopyNotPossible

PAINTS = {*("f", "F", "f*", "B", "B*", "b", "b*", "S", "s")}
SHOWS = {"Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE", "EI"}
DRAWS = {"m", "l", "c", "v", "y", "h", "re"}
MARKS = {"BMC", "BDC", "MP", "DP"}
DEEPEST = 20  # an expression inside an expression


def flatten_layers(pdf):
    """Take off what hidden layers hold, and then the layers themselves. Raises CopyNotPossible where that is not sound."""
    hidden = hidden_layers(pdf)
    try:
        if hidden:
            clear_all(pdf, Layers(hidden))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError) as problem:
        raise CopyNotPossible("layers") from problem
    if "/OCProperties" in pdf.Root:
        del pdf.Root["/OCProperties"]


def hidden_layers(pdf):
    """The numbers of the layers that are off when the file is opened."""
    told = pdf.Root.get("/OCProperties")
    if not isinstance(told, pikepdf.Dictionary):
        return set()
    shown = told.get("/D", pikepdf.Dictionary())
    base = str(shown.get("/BaseState", "/ON"))
    off = numbers(told.get("/OCGs", [])) if base == "/OFF" else set()
    return (off - numbers(shown.get("/ON", []))) | numbers(shown.get("/OFF", []))


def numbers(layers):
    return {layer.objgen for layer in layers if isinstance(layer, pikepdf.Dictionary)}


class Layers:
    def __init__(self, hidden):
        self.hidden = hidden

    def hides(self, thing, deep=0):
        """Whether a layer, or what is said of several, is not shown."""
        if not isinstance(thing, pikepdf.Dictionary) or deep > DEEPEST:
            return False
        if thing.get("/Type") != "/OCMD":
            return thing.objgen in self.hidden
        if isinstance(thing.get("/VE"), pikepdf.Array):
            return not self.holds(thing.VE, deep + 1)
        layers = thing.get("/OCGs", [])
        layers = [layers] if isinstance(layers, pikepdf.Dictionary) else list(layers)
        shown = [layer.objgen not in self.hidden for layer in layers if isinstance(layer, pikepdf.Dictionary)]
        said = {"/AllOn": all(shown), "/AnyOff": not all(shown), "/AllOff": not any(shown)}
        return bool(shown) and not said.get(str(thing.get("/P")), any(shown))

    def holds(self, said, deep):
        if isinstance(said, pikepdf.Dictionary):
            return not self.hides(said, deep)
        if deep > DEEPEST or not isinstance(said, pikepdf.Array):
            raise CopyNotPossible("layers")
        how, *rest = list(said)
        found = [self.holds(one, deep + 1) for one in rest]
        return {"/And": all(found), "/Or": any(found), "/Not": not found[0] if found else True}[str(how)]


def clear_all(pdf, layers):
    for page in pdf.pages:
        remarks = page.obj.get("/Annots")
        if isinstance(remarks, pikepdf.Array):
            page.obj.Annots = pikepdf.Array([r for r in remarks if not layers.hides(r.get("/OC"))])
        written = cleared(page, page.resources, layers)
        if written is not None:
            page.obj.Contents = pdf.make_stream(written)
    for thing in list(pdf.objects):
        if isinstance(thing, pikepdf.Stream):
            clear_stream(thing, layers)
    for name in ("/StructTreeRoot", "/MarkInfo"):  # it may say again what the layers said
        if name in pdf.Root:
            del pdf.Root[name]
    pdf.remove_unreferenced_resources()


def clear_stream(thing, layers):
    """A drawing that is used on pages; one that is of a hidden layer is empty from now on."""
    is_form = thing.get("/Subtype") == "/Form"
    if layers.hides(thing.get("/OC")):
        return empty(thing)
    if is_form or thing.get("/PatternType") == 1:
        resources = thing.get("/Resources", pikepdf.Dictionary())
        written = cleared(thing, resources, layers)
        if written is not None:
            thing.write(written)
    return None


def empty(thing):
    """Of a picture, one dot that lets everything through."""
    if thing.get("/Subtype") == "/Image":
        for name in [name for name in thing.stream_dict if name not in ("/Type", "/Subtype")]:
            del thing[name]
        thing.Width = thing.Height = thing.BitsPerComponent = 1
        thing.ImageMask, thing.Decode = True, pikepdf.Array([0, 1])
        thing.write(b"\x80")
    else:
        thing.write(b"")


def cleared(source, resources, layers):
    """Its instructions without what hidden layers show; None where there is nothing to take off."""
    names = resources.get("/Properties", pikepdf.Dictionary())
    objects = resources.get("/XObject", pikepdf.Dictionary())
    hides = {name for name in names.keys() if layers.hides(names[name])}  # noqa: SIM118  refuses what is no dictionary
    drawn = {name for name in objects.keys() if layers.hides(objects[name].get("/OC"))}  # noqa: SIM118
    if not (hides or drawn):
        return None
    return pikepdf.unparse_content_stream(list(seen(pikepdf.parse_content_stream(source), hides, drawn)))


def seen(instructions, hides, drawn):
    """Those that show nothing hidden. `depth`: how many marks lie inside the one that hides."""
    depth, path = 0, []
    for instruction in instructions:
        name, given = str(instruction.operator), list(instruction.operands)
        if not depth and name == "BDC" and str(given[0]) == "/OC" and str(given[1]) in hides:
            depth = 1
        elif depth and name in ("BMC", "BDC"):
            depth += 1
        elif depth and name == "EMC":
            depth -= 1
        elif depth:
            yield from unpainted(instruction, name, path)
        elif not (name == "Do" and str(given[0]) in drawn):
            yield instruction
    if depth:
        raise CopyNotPossible("layers")


def unpainted(instruction, name, path):
    """A path that only clips stays; every other thing that leaves a mark does not."""
    if name in DRAWS:
        path.append(instruction)
    elif name in ("W", "W*"):
        yield from path
        path.clear()
        yield instruction
    elif name == "n" or name in PAINTS:
        path.clear()
        yield pikepdf.ContentStreamInstruction([], pikepdf.Operator("n"))
    elif name not in SHOWS and name not in MARKS:
        yield instruction
