"""The demo's evidence: a photo, minutes as a PDF, a voice note and notes. Made here, the same every time.

Each function returns bytes. Nobody in them is real, and nothing but this house is needed to make them.
"""

import io
import math
import struct
import wave

from PIL import Image, TiffImagePlugin
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from cms.demo.faces import BODY, BODY_BOLD, HEADING
from cms.demo.meeting_scene import FILLS, meeting_scene

GPS_INFO, MAKE, MODEL, TAKEN, DESCRIPTION = 0x8825, 0x010F, 0x0110, 0x0132, 0x010E


def make_photo():
    """A JPEG as a phone would make it, with the place it was taken hidden inside for us to take out."""
    exif = Image.Exif()
    exif[MAKE], exif[MODEL] = "Sample", "Pocket camera"
    exif[TAKEN], exif[DESCRIPTION] = (
        "2025:03:16 18:42:07",
        "Residents' evening, Example Hall",
    )
    exif.get_ifd(GPS_INFO).update({1: "N", 2: _degrees(53, 47, 59), 3: "W", 4: _degrees(1, 32, 57)})
    out = io.BytesIO()
    meeting_scene().save(out, "JPEG", quality=88, exif=exif, comment=b"53.7997 -1.5492")
    return out.getvalue()


def _degrees(*parts):
    return tuple(TiffImagePlugin.IFDRational(part) for part in parts)


# --- minutes --------------------------------------------------------------------------------

MINUTES = """
<html lang="en-GB"><head><title>Minutes of the residents’ evening</title>
<meta name="author" content="Noor Sample"></head><body>
<p class="ribbon">RIBBON</p>
<h1>Residents’ evening</h1>
<p class="when">Example Hall, Sunday 16 March 2025, half past six</p>
<p><strong>There:</strong> 23 people from Placeholder Road, Sample Street and the flats. Noor Sample kept the time,
Ash Example wrote on the flip chart. Two people joined by phone.</p>
<h2>What we asked</h2>
<p>“What matters to us here, and who is not in this room?” Everyone spoke in pairs first, so that nobody had to begin
in front of the whole hall.</p>
<h2>What we heard</h2>
<table><tr><th>What matters</th><th>How many said so</th><th>Who will find out more</th></tr>
<tr><td>A bus on Sundays</td><td>17</td><td>Ash Example and Jo Specimen</td></tr>
<tr><td>Somewhere dry for young people</td><td>14</td><td>Remi Placeholder, with the youth group</td></tr>
<tr><td>A garden on the old depot</td><td>11</td><td>Noor Sample</td></tr></table>
<h2>What we agreed</h2>
<ul><li>We decide by talking until everyone can live with it. A vote is the last way, not the first.</li>
<li>Families who work nights can’t come at half past six. The next evening is a Saturday morning.</li>
<li>We ask the bus company together, as neighbours. Nobody speaks for the road on their own.</li></ul>
<h2>What we did not agree</h2>
<p>Whether the garden should have a gate. Both reasons are written on the flip chart, and we come back to it.</p>
<p class="next"><strong>Next:</strong> Saturday 12 April 2025, ten o’clock, Example Hall. Soup, and a corner for
children.</p></body></html>
"""

RIBBON = "".join(f'<span style="background: {colour}"></span>' for colour in FILLS * 2)

LOOK = f"""
@font-face {{ font-family: Body; src: url("{BODY.as_uri()}"); font-weight: 400 }}
@font-face {{ font-family: Body; src: url("{BODY_BOLD.as_uri()}"); font-weight: 700 }}
@font-face {{ font-family: Head; src: url("{HEADING.as_uri()}"); font-weight: 800 }}
@page {{ size: A4; margin: 20mm 22mm }}
body {{ font: 11.5pt/1.5 Body; color: #1B2726; margin: 0 }}
h1, h2 {{ font-family: Head; font-weight: 800; color: #0F3330; line-height: 1.15 }}
h1 {{ font-size: 30pt; margin: 8mm 0 0 }}
h2 {{ font-size: 15pt; margin: 7mm 0 1mm }}
p, ul {{ margin: 0 0 2mm }}
ul {{ padding-left: 6mm }}
.when {{ color: #4C5756; margin-bottom: 6mm }}
.ribbon {{ display: flex; height: 5mm; margin: 0 }}
.ribbon span {{ flex: 1 }}
table {{ border-collapse: collapse; width: 100%; margin: 2mm 0 }}
th, td {{ text-align: left; padding: 1.6mm 2mm; border-bottom: .3mm dashed #74746A; vertical-align: top }}
th {{ color: #0C4F4A; font-weight: 700 }}
.next {{ background: #DCECE6; padding: 4mm 5mm; margin-top: 8mm; border-radius: 2mm }}
"""


def make_minutes_pdf():
    """One readable page of minutes; the same to look at each time, though its fonts carry the moment it was made."""
    fonts = FontConfiguration()
    return HTML(string=MINUTES.replace("RIBBON", RIBBON)).write_pdf(
        stylesheets=[CSS(string=LOOK, font_config=fonts)],
        font_config=fonts,
        pdf_identifier=b"residents-evening",
    )


# --- voice note -----------------------------------------------------------------------------

RATE = 16_000
TUNE = (
    (392, 0.6),
    (440, 0.6),
    (494, 1.2),
    (440, 0.6),
    (392, 0.6),
    (330, 1.2),
    (294, 0.6),
    (330, 0.6),
    (392, 1.8),
)


def make_voice_note():
    """Some eight seconds of WAV: a hummed tune where a voice would be."""
    out = io.BytesIO()
    with wave.open(out, "wb") as note:
        note.setnchannels(1)
        note.setsampwidth(2)
        note.setframerate(RATE)
        for pitch, seconds in TUNE:
            note.writeframes(_hummed(pitch, seconds))
    return out.getvalue()


def _hummed(pitch, seconds):
    """One note, swelling and fading, with the two overtones that make it sound like a person."""
    count = int(RATE * seconds)
    samples = []
    for place in range(count):
        turn = 2 * math.pi * pitch * place / RATE
        swell = math.sin(math.pi * place / count) ** 0.6
        tone = math.sin(turn) + 0.35 * math.sin(2 * turn) + 0.12 * math.sin(3 * turn)
        samples.append(round(9000 * swell * tone))
    return struct.pack(f"<{count}h", *samples)


# --- notes ----------------------------------------------------------------------------------

NOTES = """# Notes after the residents’ evening

I set the chairs in a circle before anyone came, and put the kettle where people had to pass each other.

What I did
- Asked everyone to talk in pairs first. Two people who had never spoken at a meeting spoke first.
- Wrote what people said in their own words, and read it back: “Is that how you meant it?”
- Stopped once, when the talk about the gate became loud, and asked what each of us was afraid of.

What I learned
- Half past six leaves out everyone who works nights. I knew that and still booked it.
- I spoke too much about the garden. It is my idea, so next time Remi Placeholder leads that part.

What happened because of it
- Three people now write to the bus company together. I only helped find the address.
"""


def make_notes():
    """Reflective notes as plain text."""
    return NOTES.encode()
