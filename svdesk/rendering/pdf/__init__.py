"""The PDF renderer: tagged, PDF/UA-1 and PDF/A-2a, natively from reportlab.

How a document becomes a file, one module each, in the order of the work::

    text        what a person typed, without what no reader may meet
    fonts       which face has which character; missing ones are shown and reported
    setting     words broken into lines
    boxes       things with a height that can be split over pages and drawn
    tables, fields, callouts, covers   the boxes of particular blocks
    builder     blocks to boxes, with their nodes in the structure tree
    flow        boxes to pages
    canvas      drawing: everything painted belongs to a node or is an artifact
    structure, metadata, repairs, writer   the file itself
    renderer    the whole, and the safe replacing of a file

Platypus is not used: reportlab's own paragraphs and tables take mark-up, can't be tagged without
reaching into their private parts, and cost more than quadratic time on long paragraphs and tables.
"""
