"""Forms that came back from bidders and suppliers: read, never run, followed or written to disk.

One module each, from the file to the answers::

    kinds       which reader a file is for, told by its content; what else it may be, in words
    archive     a zip from a stranger, within bounds
    markup      XML from a stranger: no document type, no entities, nothing fetched
    office      the parts of an Office file and how they hang together; what none of ours has
    office_parts    the closed list of the parts that may stand in an Office file
    values      what was entered, as plain text
    figures     numbers, dates and times as a spreadsheet keeps them
    formulas    the only formulas that a form may hold: our totals
    sheets      a workbook as sheets of cells
    sheet_changes   what was changed in a workbook besides the answers
    workbook    the reader of Excel forms
    word_text   a Word file as paragraphs and content controls
    word_file   the reader of Word forms
    objects     what a PDF does and carries, found by walking through its objects
    pdf_changes   what was changed in a PDF besides the answers
    pdf_file    the reader of PDF forms
"""
