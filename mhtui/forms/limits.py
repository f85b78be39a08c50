"""How much a form may ask of us before it is refused; every number is looked at before the costly step it guards.

A real signaalformulier is a page or two: these limits are far above one and far below what hurts a laptop.
"""

from typing import Final

MIB: Final = 1024 * 1024

MAX_FILE_BYTES: Final = 20 * MIB
"""The whole file; a form with photographs in it stays below this."""
MAX_MAIL_BYTES: Final = 12 * MIB
"""A mail with all that hangs on it; the standard library takes ten times its size while reading."""
MAX_TEXT_BYTES: Final = 2 * MIB
"""Plain text, JSON, and each text of a mail."""
MAX_PARTS: Final = 2_000
"""Files inside a Word or OpenDocument file."""
MAX_UNPACKED_BYTES: Final = 200 * MIB
"""What all files inside say they hold together; only the few we read are ever unpacked."""
MAX_RATIO: Final = 200
"""Unpacked against packed size; Word's own style sheets stay below 30."""
MAX_XML_BYTES: Final = 4 * MIB
"""One XML file inside, unpacked."""
MAX_XML_MARKS: Final = 200_000
"""Tags and attributes in it (counted as `<` and `=`): each costs about 100 bytes once parsed."""
MAX_TAG_MARKS: Final = 500
"""Spaces, slashes and `=` in one HTML tag: the parser compares each attribute of a tag with all others of it."""
MAX_JSON_MARKS: Final = 20_000
"""Quotes, and openings of lists and objects; a form of a hundred persons has two thousand."""
MAX_MAIL_HEADER_BYTES: Final = 256 * 1024
"""All headers of one part of a mail."""
MAX_MAIL_KIND_BYTES: Final = 4 * 1024
"""The headers that say what a part is; the standard library takes the square of their length to read them."""
MAX_MAIL_PARTS: Final = 500
"""Texts, attachments and groups in a mail."""
MAX_MAIL_DEPTH: Final = 4
"""Mails inside mails, the outermost counted."""
MAX_MAIL_GROUPS: Final = 100
"""Groups of parts, and mails inside, that a mail may announce."""
MAX_MAIL_LINES: Final = 300_000
"""Lines of a whole mail; 12 MiB of attachments are 170,000."""
MAX_ATTACHED: Final = 10
"""Files in a mail that are looked at as forms."""
MAX_LINES: Final = 10_000
"""Lines of text and cells in the whole form."""
MAX_TABLE_DEPTH: Final = 12
"""Tables inside tables; mail programs nest some for looks."""
MAX_VALUE: Final = 4_000
"""Characters in one field, and in a line that is looked at as a row of a table."""
MAX_NARRATIVE: Final = 200_000
"""Characters in the toelichting; what a signal can hold."""
MAX_PERSONS: Final = 100
"""Betrokkenen in one form."""
MAX_CAPTION: Final = 80
"""Characters before the colon that are looked at as the caption of a field."""
