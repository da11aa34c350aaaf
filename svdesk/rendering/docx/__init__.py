"""The Word renderer: an editable, accessible twin of the PDF, made with python-docx.

How a document becomes a file, one module each, in the order of the work::

    text        what a person typed, as a Word file may hold it; what it can't is shown and reported
    markup      runs, paragraphs and tables as WordprocessingML, every element in the schema's order
    faces       the faces of its text, and the table of them
    looks, styles, lists   the named styles, their colours, and what counts lists
    headings, widths, addresses   levels and bookmarks, columns, and where a link may lead
    controls    the content controls that a bidder fills in
    builder     blocks to paragraphs and tables
    room        the room after tables, cards and lists of facts
    frontmatter, furniture   cover and contents; running heads, page numbers, a draft's mark
    package     the file's parts, its properties, and its zip with the same bytes each time
    renderer    the whole, and the safe replacing of a file

Mark-up is written as text and parsed once, not put together from python-docx's objects, so that what a
paragraph carries stands in one place, in the order that the schema asks for.
"""
