"""The HTML renderer: one accessible page that needs no network and no script.

``elements`` makes text and attributes safe, ``fields`` makes the controls of a response form,
``body`` turns blocks into elements, ``style`` holds the style sheet, ``renderer`` puts the page
together.
"""
