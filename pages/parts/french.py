"""French in place of the English texts that Streamlit's browser code carries.

Streamlit offers no translation. Its bundle writes each text as a literal between backticks, so that
exact literals can be replaced when the file is served; french.toml lists them, and a test tells
which are gone after an upgrade.
"""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from figures.site_frame import WIDTH
from pages.parts.plan import SITE

_TABLE = Path(__file__).with_name("french.toml")

# Edits that a literal alone cannot name. {bundle file: {code: replacement}}
EDITS = {
    # Two buttons of a chart's toolbar show what readers must not meet: rows as codes, and the
    # chart's code. The page gives the table and the rows in French instead.
    "ArrowVegaLiteChart": {
        "y&&r(C,{label:`Show data`": "!1&&r(C,{label:`Show data`",
        "Oe&&r(C,{label:Te?": "!1&&r(C,{label:Te?",
    },
    # Names for assistive tools, whose literals are also code elsewhere in the file.
    "index": {
        '"aria-label":`Sidebar`': '"aria-label":`Volet de navigation`',
        '"aria-label":`Theme`': '"aria-label":`Thème`',
        # What scrolls holds the content and the footer: neither is within the other (see landmarks.js).
        "f(`main`,{target:`eksftaj2`})": "f(`div`,{target:`eksftaj2`})",
        # The picture of the header writes the site's name.
        "alt:`Logo`": f"alt:`{SITE}`",
    },
    # What opens and closes speaks the browser's language, of which it knows thirty-four: ours is the page's.
    "styled-components": {
        "(navigator.language||navigator.userLanguage)||`en-US`": "`fr-FR`",
    },
    # How many choices are left while one types.
    "useSyncComboBoxEnterTargetFocus": {
        "`${t.plural(e.optionCount,{one:()=>`${t.number(e.optionCount)} option`,"
        "other:()=>`${t.number(e.optionCount)} options`})} disponible(s).`": (
            "t.plural(e.optionCount,{'=0':`Aucun choix possible.`,one:()=>`${t.number(e.optionCount)} "
            "choix possible.`,other:()=>`${t.number(e.optionCount)} choix possibles.`})"
        ),
    },
    # Sizes of files: "1,5 Mo" rather than "1.5MB".
    "utils": {
        "`${e.toFixed(n)}${t.toUpperCase()}`": (
            "`${Number(e.toFixed(n)).toLocaleString(`fr-FR`)}\u00a0"
            "${{gb:`Go`,mb:`Mo`,kb:`Ko`,b:`o`}[t]}`"
        ),
    },
    # What is chosen in a list is written in white on the theme's ink, which is light in the dark theme.
    "Multiselect": {
        "color:t?e.colors.fadedText40:e.colors.white": "color:t?e.colors.fadedText40:e.colors.bgColor",
    },
    # A decoder of 3D models compiles itself as soon as the file is read, which our policy refuses;
    # no map of ours has one.
    "DeckGlJsonChart": {
        "if(typeof WebAssembly!=`object`)return{supported:!1}": "return{supported:!1}",
        # A map opens on a zoom made for a width: a narrower one shows the same place smaller.
        "Object.freeze(yN.default.parse(i.json)),[r,o,i.json])": (
            "{let e=yN.default.parse(i.json),t=e.initialViewState;return t&&(t.zoom+=Math.min(0,"
            f"Math.log2((n>0?n:innerWidth-32)/{WIDTH}))),Object.freeze(e)}},[r,o,i.json])"
        ),
    },
    "embed": {
        "setAttribute(`aria-roleDescription`,`visualization`)": (
            "setAttribute(`aria-roleDescription`,`graphique`)"
        ),
        "`${t} mark container`": "`groupe d’éléments`",
    },
}


@cache
def phrases() -> dict[str, dict[str, str]]:
    """Return {bundle file's name before its hash: {English literal: French literal}}."""
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@cache
def edition() -> str:
    """Return eight hexadecimal digits that change with the edits.

    They are part of the address of the files they change, which browsers then keep for good.
    """
    return hashlib.sha256(_TABLE.read_bytes() + repr(EDITS).encode()).hexdigest()[:8]


def stem(file_name: str) -> str:
    """Return a bundle file's name before its content hash (`index.DormvYxC.js` gives `index`)."""
    return file_name.split(".", 1)[0]


def in_french(file_name: str, source: str) -> str:
    """Return the JavaScript `source` of a bundle file, in French and edited."""
    for code, replacement in EDITS.get(stem(file_name), {}).items():
        source = source.replace(code, replacement)
    for english, french in phrases().get(stem(file_name), {}).items():
        source = source.replace(f"`{english}`", f"`{french}`")
    return source
