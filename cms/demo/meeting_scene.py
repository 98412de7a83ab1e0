"""A residents' meeting, drawn in the colours of the quilt: the demo's photograph.

Coordinates are in a 1600 by 1200 picture; everything is drawn twice as large and made smaller at the end, which
rounds the edges.
"""

from PIL import Image, ImageDraw, ImageFont

from cms.demo.faces import BODY, HEADING

WIDTH, HEIGHT, FINER = 1600, 1200, 2
WALL, DADO, PAPER, INK, WOOD, STONE = "#F8F6F1", "#DCECE6", "#FFFDF7", "#16302E", "#8A5A36", "#D8CFBE"
SKY, LEAF, LEAF2, LEAF3, BRICK, ROOF, SUN = (
    *("#A9D6E8", "#4F8A45", "#6FA85A", "#37683A"),
    *("#C65E48", "#7C3B35", "#F4B740"),
)
FILLS = ("#EFB03A", "#E0705A", "#AE639F", "#4596BF", "#7FAE41", "#7D7CC8")
FIELDS = ("#F2CF83", "#EBA796", "#CFA1C6", "#93C3DB", "#B5CF8B", "#AEADDD")

# x of each person, jumper (a patch of the quilt), skin, hair, and how the hair falls
PEOPLE = (
    (215, 3, "#8D5A3B", "#1F1713", "long"),
    (490, 0, "#F1C9A5", "#A9A39A", "short"),
    (775, 4, "#5B3A29", "#16302E", "scarf"),
    (1075, 2, "#E3B08A", "#6B3F22", "bun"),
    (1365, 5, "#C98F63", "#2B1D00", "short"),
)
NOTES = ((0, "a bus on Sundays"), (1, "somewhere dry"), (4, "a garden"), (3, "who is not here?"))


class Scene:
    """A sheet to draw on in the picture's own coordinates."""

    def __init__(self):
        self.image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), WALL)
        self.draw = ImageDraw.Draw(self.image)

    def box(self, left, top, width, height, fill, *, round_by=0):
        corners = [n * FINER for n in (left, top, left + width, top + height)]
        self.draw.rounded_rectangle(corners, round_by * FINER, fill=fill)

    def disc(self, x, y, across, fill, *, high=None):
        high = high or across
        corners = (x - across / 2, y - high / 2, x + across / 2, y + high / 2)
        self.draw.ellipse([n * FINER for n in corners], fill=fill)

    def shape(self, points, fill):
        self.draw.polygon([(x * FINER, y * FINER) for x, y in points], fill=fill)

    def line(self, points, fill, width):
        self.draw.line([(x * FINER, y * FINER) for x, y in points], fill=fill, width=width * FINER)

    def words(self, x, y, text, size, *, face=BODY, fill=INK):
        font = ImageFont.truetype(str(face), size * FINER)
        self.draw.text((x * FINER, y * FINER), text, font=font, fill=fill)


def meeting_scene():
    """The whole picture, 1600 by 1200, always the same."""
    scene = Scene()
    for part in (_room, _window, _quilt, _flip_chart):
        part(scene)
    for person in PEOPLE:
        _person(scene, *person)
    _table(scene)
    return scene.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _room(scene):
    scene.box(0, 560, WIDTH, 640, DADO)
    scene.box(0, 552, WIDTH, 12, STONE)
    for x in range(0, WIDTH, 28):
        scene.line([(x, 548), (x + 14, 548)], "#0C4F4A", 2)


def _window(scene):
    scene.box(80, 90, 400, 360, STONE, round_by=10)
    scene.box(98, 108, 364, 324, SKY)
    scene.disc(390, 170, 70, SUN)
    scene.shape([(98, 330), (210, 250), (330, 320), (462, 262), (462, 432), (98, 432)], LEAF2)
    scene.shape([(98, 372), (240, 330), (462, 380), (462, 432), (98, 432)], LEAF)
    for x, colour in ((150, BRICK), (215, "#EFB03A"), (280, BRICK)):
        scene.box(x, 330, 52, 50, colour)
        scene.shape([(x - 6, 332), (x + 26, 302), (x + 58, 332)], ROOF)
    scene.disc(400, 345, 66, LEAF3)
    scene.box(394, 370, 12, 40, WOOD)
    scene.box(274, 108, 12, 324, STONE)
    scene.box(98, 262, 364, 12, STONE)


def _quilt(scene):
    scene.box(548, 70, 504, 12, WOOD, round_by=6)
    side = 120
    for row in range(3):
        for column in range(4):
            _patch(
                scene, 560 + column * side, 82 + row * side, side, (row * 4 + column * 5) % 6, row + column
            )
    scene.line([(566, 88), (1034, 88), (1034, 436), (566, 436), (566, 88)], PAPER, 2)


def _patch(scene, x, y, side, colour, turn):
    scene.box(x, y, side, side, FIELDS[colour])
    half = side / 2
    if turn % 3 == 0:  # flying geese
        for top in (y, y + half):
            scene.shape([(x, top + half), (x + half, top), (x + side, top + half)], FILLS[colour])
    elif turn % 3 == 1:  # a star
        middle = [(x + half, y), (x + side, y + half), (x + half, y + side), (x, y + half)]
        scene.shape(middle, FILLS[colour])
        scene.box(x + side / 3, y + side / 3, side / 3, side / 3, PAPER)
    else:  # half and half
        scene.shape([(x, y), (x + side, y), (x, y + side)], FILLS[colour])


def _flip_chart(scene):
    for foot in (1170, 1470):
        scene.line([(1320, 300), (foot, 760)], WOOD, 12)
    scene.box(1140, 80, 370, 480, STONE, round_by=6)
    scene.box(1150, 92, 350, 458, PAPER)
    scene.words(1172, 104, "What matters to us?", 31, face=HEADING)
    for place, (colour, words) in enumerate(NOTES):
        x, y = 1176 + 8 * (place % 2), 172 + place * 92
        scene.box(x, y, 290, 74, FIELDS[colour])
        scene.words(x + 18, y + 20, words, 28)


def _person(scene, x, colour, skin, hair, style):
    if style == "long":
        scene.box(x - 88, 560, 176, 250, hair, round_by=80)
    scene.box(x - 130, 740, 260, 360, FILLS[colour], round_by=100)
    scene.shape([(x - 44, 742), (x + 44, 742), (x, 806)], FIELDS[colour])
    scene.box(x - 34, 680, 68, 84, skin, round_by=30)
    if style == "scarf":
        scene.disc(x, 640, 210, FILLS[1], high=240)
        scene.shape([(x - 96, 660), (x + 96, 660), (x + 120, 790), (x - 120, 790)], FILLS[1])
    else:
        scene.disc(x, 624, 186, hair, high=200)
    if style == "bun":
        scene.disc(x, 512, 80, hair)
    scene.disc(x, 654, 158, skin, high=184)
    for eye in (x - 32, x + 32):
        scene.disc(eye, 646, 14, INK)
    smile = [n * FINER for n in (x - 34, 660, x + 34, 710)]
    scene.draw.arc(smile, 20, 160, fill=INK, width=5 * FINER)


def _table(scene):
    scene.shape([(60, 930), (1540, 930), (1600, 1200), (0, 1200)], WOOD)
    scene.shape([(60, 930), (1540, 930), (1543, 944), (57, 944)], "#A9744A")
    for x, tilt in ((200, 14), (690, -10), (1120, 8)):
        scene.shape([(x, 1000), (x + 190, 1000 + tilt), (x + 200, 1110 + tilt), (x - 14, 1100)], PAPER)
        for row in range(4):
            y = 1022 + row * 20
            scene.line([(x + 20, y), (x + 160 - row * 16, y + tilt * 0.8)], "#B9AF9C", 5)
    for x, colour in ((470, 1), (950, 3), (1400, 0)):
        scene.disc(x + 44, 1010, 56, FILLS[colour], high=60)
        scene.disc(x + 44, 1010, 32, WOOD, high=36)
        scene.box(x - 40, 966, 84, 92, FILLS[colour], round_by=14)
        scene.disc(x + 2, 968, 84, "#F8F6F1", high=26)
        scene.disc(x + 2, 970, 68, "#4A2C17", high=18)
