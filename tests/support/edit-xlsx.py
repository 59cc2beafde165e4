"""Edits a workbook with openpyxl, as another program would: edit-xlsx.py FILE < a JSON list of edits.

An edit is a list: ["set", tab, cell, value], ["append", tab, [values]], ["delete-rows", tab, first, count], ["insert-rows", tab, first, count],
["sort", tab, column letter] (whole rows, without the header), ["clear", tab, cell], ["copy-row", tab, from, to], ["remove-tab", tab], ["add-tab", tab],
["fill-formulas", tab, row] (the formulas of the row above, as a host's table does for a new row).
"""
import json
import sys
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string


def values_of(sheet, row):
    return [cell.value for cell in sheet[row]]


def write_row(sheet, row, values):
    for column, value in enumerate(values, 1):
        sheet.cell(row, column).value = value


def last_row(sheet):
    row = sheet.max_row
    while row > 1 and all(value is None or str(value).startswith('=') for value in values_of(sheet, row)):
        row -= 1
    return row


def sort_rows(sheet, column):
    end, key = last_row(sheet), column_index_from_string(column) - 1
    rows = sorted((values_of(sheet, row) for row in range(2, end + 1)), key=lambda values: str(values[key] or ''), reverse=True)
    for row, values in enumerate(rows, 2):
        write_row(sheet, row, values)


def fill_formulas(sheet, row):
    for above in sheet[row - 1]:
        if above.data_type == 'f':
            sheet.cell(row, above.column).value = Translator(above.value, above.coordinate).translate_formula(row_delta=1, col_delta=0)


def apply(workbook, edit):
    kind, tab, *rest = edit
    if kind == 'add-tab':
        return workbook.create_sheet(tab)
    sheet = workbook[tab]
    if kind == 'set':
        sheet[rest[0]] = rest[1]
    elif kind == 'clear':
        sheet[rest[0]] = None
    elif kind == 'append':
        write_row(sheet, last_row(sheet) + 1, rest[0])
    elif kind == 'delete-rows':
        sheet.delete_rows(rest[0], rest[1])
    elif kind == 'insert-rows':
        sheet.insert_rows(rest[0], rest[1])
    elif kind == 'sort':
        sort_rows(sheet, rest[0])
    elif kind == 'copy-row':
        write_row(sheet, rest[1], values_of(sheet, rest[0]))
    elif kind == 'fill-formulas':
        fill_formulas(sheet, rest[0])
    elif kind == 'remove-tab':
        workbook.remove(sheet)
    else:
        raise ValueError(kind)


workbook = load_workbook(sys.argv[1])
for one in json.load(sys.stdin):
    apply(workbook, one)
workbook.save(sys.argv[1])
