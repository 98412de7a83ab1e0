"""The numbers Word draws before the paragraphs of its lists, counted as Word counts them."""

import re
from dataclasses import dataclass

from standards.exchange.files.docx_xml import child, children, parsed, value_of, whole
from standards.exchange.files.html_lines import roman

MOST_LEVELS = 9
LONGEST_CHAIN = 20  # styles based on styles
BULLET = "•"


@dataclass(slots=True)
class Level:
    start: int
    form: str
    text: str
    restarts_after: int | None = None
    is_legal: bool = False


class Numbering:
    def __init__(self, numbering, styles):
        self.lists, self.nums, self.overrides, self.list_styles = {}, {}, {}, {}
        self.styles = {}
        self.counters, self.started = {}, set()
        if numbering is not None:
            self._read_lists(parsed(numbering))
        if styles is not None:
            self._read_styles(parsed(styles))

    def label_of(self, paragraph, *, counts=True):
        """What Word draws before this paragraph: "1.", "8.1", "P3", a bullet set in as it is; "" for nothing."""
        num, depth = self.place_of(paragraph)
        levels = self._levels(num)
        if depth is None or depth not in levels:
            return ""
        level = levels[depth]
        if level.form == "bullet":
            return "  " * depth + BULLET
        if level.form == "none" or not counts:
            return ""
        return self._label(level, depth, levels, self._count(num, depth, levels))

    # What the document says

    def _read_lists(self, root):
        for abstract in children(root, "abstractNum"):
            levels = {}
            for element in children(abstract, "lvl"):
                levels[whole(value_of(element, "ilvl"), 0)] = _level(element)
            number = value_of(abstract, "abstractNumId")
            self.lists[number] = levels
            self.list_styles[number] = value_of(child(abstract, "numStyleLink"), "val")
        for num in children(root, "num"):
            number = value_of(num, "numId")
            self.nums[number] = value_of(child(num, "abstractNumId"), "val")
            self.overrides[number] = {
                whole(value_of(override, "ilvl"), 0): override for override in children(num, "lvlOverride")
            }

    def _read_styles(self, root):
        for style in children(root, "style"):
            place = child(style, "pPr", "numPr")
            self.styles[value_of(style, "styleId")] = (
                value_of(child(place, "numId") if place is not None else None, "val"),
                value_of(child(place, "ilvl") if place is not None else None, "val"),
                value_of(child(style, "basedOn"), "val"),
            )

    # Where a paragraph stands

    def place_of(self, paragraph):
        """(list, level) of the paragraph, from itself or from its style."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return None, None
        own = child(properties, "numPr")
        num = value_of(child(own, "numId"), "val") if own is not None else None
        depth = value_of(child(own, "ilvl"), "val") if own is not None else None
        style = value_of(child(properties, "pStyle"), "val")
        for _step in range(LONGEST_CHAIN):
            if style not in self.styles or (num is not None and depth is not None):
                break
            styled_num, styled_depth, based_on = self.styles[style]
            num, depth = num if num is not None else styled_num, depth if depth is not None else styled_depth
            style = based_on
        return (None, None) if num in (None, "0") else (num, whole(depth, 0))

    def _levels(self, num):
        list_number = self.nums.get(num)
        levels = self.lists.get(list_number, {})
        if not levels and (style := self.list_styles.get(list_number)) in self.styles:
            levels = self.lists.get(self.nums.get(self.styles[style][0]), {})
        replaced = {
            depth: _level(child(override, "lvl"))
            for depth, override in self.overrides.get(num, {}).items()
            if child(override, "lvl") is not None
        }
        return levels | replaced

    # Counting

    def _count(self, num, depth, levels):
        counter = self.counters.setdefault(self.nums[num], {})
        for place, override in self.overrides.get(num, {}).items():
            start = value_of(child(override, "startOverride"), "val")
            if start is not None and (num, place) not in self.started:
                counter[place] = whole(start, 1) - 1
                self.started.add((num, place))
        for above in range(depth):
            if above in levels:
                counter.setdefault(above, levels[above].start)
        counter[depth] = counter.get(depth, levels[depth].start - 1) + 1
        for below in [place for place in counter if place > depth]:
            restarts = levels[below].restarts_after if below in levels else None
            if restarts is None or depth < restarts:
                del counter[below]
        return counter

    def _label(self, level, depth, levels, counter):
        def shown(match):
            place = int(match[1]) - 1
            form = "decimal" if level.is_legal or place not in levels else levels[place].form
            return _written(counter.get(place, 1), form)

        label = re.sub(r"%([1-9])", shown, level.text).strip()
        is_below_number = depth and level.form == "decimal" and levels.get(depth - 1, level).form == "decimal"
        if is_below_number and re.fullmatch(r"\W*[0-9]+\W*", label):
            # An item inside item 8 that prints only its own number is 8.1.
            return ".".join(str(counter.get(place, 1)) for place in range(depth + 1))
        return label


def _level(element):
    restart = value_of(child(element, "lvlRestart"), "val")
    return Level(
        whole(value_of(child(element, "start"), "val"), 1),
        value_of(child(element, "numFmt"), "val") or "decimal",
        value_of(child(element, "lvlText"), "val") or "",
        None if restart is None else whole(restart, 0),
        child(element, "isLgl") is not None,
    )


def _written(count, form):
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (count - 1) % 26) * min(3, 1 + (count - 1) // 26)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman"):
        return roman(min(count, 3999)) if form == "lowerRoman" else roman(min(count, 3999)).upper()
    return f"{count:02d}" if form == "decimalZero" else str(count)
