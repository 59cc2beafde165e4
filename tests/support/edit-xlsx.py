"""Edits workbooks with openpyxl, as another program would: edit-xlsx.py < a JSON list of [file, list of edits].

An edit is a list: ["set", tab, cell, value], ["append", tab, [values]], ["delete-rows", tab, first, count], ["insert-rows", tab, first, count],
["sort", tab, column letter] (whole rows, without the header), ["clear", tab, cell], ["copy-row", tab, from, to], ["remove-tab", tab], ["add-tab", tab],
["fill-formulas", tab, row] (the formulas of the row above, as a host's table does for a new row), ["rename-tab", tab, to], ["copy-tab", tab, to],
["delete-column", tab, letter], ["move-column", tab, from, to], ["sort-without-ids", tab, column letter], ["hide-rows" | "group-rows", tab, first, last],
["filter", tab, column letter, value] (hides the other rows), ["unhide-column", tab, letter], ["merge", tab, range], ["text", tab, cell, value] (whatever it begins with).
"""
import json
import sys
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.filters import FilterColumn, Filters


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


def sort_rows(sheet, column, keeps_ids=False):
    end, key = last_row(sheet), column_index_from_string(column) - 1
    ids = [sheet.cell(row, 1).value for row in range(2, end + 1)]
    rows = sorted((values_of(sheet, row) for row in range(2, end + 1)), key=lambda values: str(values[key] or ''), reverse=True)
    for row, values in enumerate(rows, 2):
        write_row(sheet, row, [ids[row - 2], *values[1:]] if keeps_ids else values)


def move_column(sheet, origin, target):
    for row in range(1, sheet.max_row + 1):
        values = values_of(sheet, row)
        values.insert(column_index_from_string(target) - 1, values.pop(column_index_from_string(origin) - 1))
        write_row(sheet, row, values)


def set_text(sheet, cell, value):
    sheet[cell] = value
    sheet[cell].data_type = 's'


def hide_others(sheet, column, value):
    for row in range(2, last_row(sheet) + 1):
        sheet.row_dimensions[row].hidden = sheet[f'{column}{row}'].value != value
    table = next(iter(sheet.tables.values()))
    table.autoFilter.filterColumn = [FilterColumn(colId=column_index_from_string(column) - 1, filters=Filters(filter=[value]))]


def name_columns(sheet):
    """A host's table takes the names of its columns from the cells above them."""
    for table in sheet.tables.values():
        first, last = table.ref.split(':')
        width = min(sheet[last].column, sheet.max_column)
        headers = [sheet.cell(1, column).value for column in range(1, width + 1)]
        table.ref = f'{first}:{sheet.cell(sheet[last].row, width).coordinate}'
        table.autoFilter.ref = table.ref
        del table.tableColumns[width:]
        for column, header in zip(table.tableColumns, headers):
            if header is not None and column.name != str(header):
                column.name = str(header)
                column.calculatedColumnFormula = None


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
        reshape(workbook, sheet, kind, rest)


def reshape(workbook, sheet, kind, rest):
    if kind == 'rename-tab':
        sheet.title = rest[0]
    elif kind == 'copy-tab':
        workbook.copy_worksheet(sheet).title = rest[0]
    elif kind == 'delete-column':
        sheet.delete_cols(column_index_from_string(rest[0]))
    elif kind == 'move-column':
        move_column(sheet, *rest)
    elif kind == 'sort-without-ids':
        sort_rows(sheet, rest[0], keeps_ids=True)
    elif kind == 'hide-rows':
        for row in range(rest[0], rest[1] + 1):
            sheet.row_dimensions[row].hidden = True
    elif kind == 'group-rows':
        sheet.row_dimensions.group(rest[0], rest[1], outline_level=1, hidden=True)
    elif kind == 'filter':
        hide_others(sheet, *rest)
    elif kind == 'unhide-column':
        sheet.column_dimensions[rest[0]].hidden = False
    elif kind == 'merge':
        sheet.merge_cells(rest[0])
    elif kind == 'text':
        set_text(sheet, *rest)
    else:
        raise ValueError(kind)


for file, edits in json.load(sys.stdin):
    workbook = load_workbook(file)
    for one in edits:
        apply(workbook, one)
    for sheet in workbook.worksheets:
        name_columns(sheet)
    workbook.save(file)
