"""The part of XlsxWriter that SVDesk uses: the library ships without types."""

from xlsxwriter.workbook import Workbook as Workbook
