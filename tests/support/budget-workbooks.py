"""Makes treasurers' workbooks of many shapes from the same figures: python budget-workbooks.py FOLDER < figures.json

The figures are lines of [account, name, department or null, adopted 2026, adopted 2027, actual 2026] in kroner, income negative: "lines" by
department and "sums" without. Each shape becomes FOLDER/<shape>.xlsx.
"""
import json
import sys
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

folder = sys.argv[1]
figures = json.load(sys.stdin)
sums, lines = figures['sums'], figures['lines']


def income(rows):
    return [row for row in rows if row[0] < '4']


def costs(rows):
    return [row for row in rows if '4' <= row[0] < '8']


def finance(rows):
    return [row for row in rows if row[0] >= '8']


def book(title):
    workbook = Workbook()
    workbook.active.title = title
    return workbook, workbook.active


def save(workbook, shape, headers=('Plan 2026',)):
    """With empty columns for the plan's own sums, behind the others."""
    sheet = workbook.worksheets[-1]
    row = next(row for row in sheet.iter_rows() if any(str(cell.value).startswith('Konto') for cell in row) and sum(cell.value is not None for cell in row) > 1)
    for i, header in enumerate(headers):
        sheet.cell(row[0].row, len(row) + 1 + i).value = header
    workbook.save(f'{folder}/{shape}.xlsx')


def letter(column):
    return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[column]


def blocks(sheet, line, columns, rows=sums, first='Inntekter', second='Kostnader', total='Sum', result='Årets resultat', isPositive=False):
    """Headings, lines and sums by formulas; `line` makes a row of cells of a line, `columns` are those of amounts, from 0."""
    ends = []
    for heading, own in ((first, income(rows)), (second, costs(rows)), ('Finans', finance(rows))):
        sheet.append([heading])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        start = sheet.max_row + 1
        for one in own:
            sheet.append(line(one))
        end = sheet.max_row
        sheet.append([f'{total} {heading.lower()}'] + [None] * (max(columns)))
        for column in columns:
            sheet.cell(end + 1, column + 1).value = f'=SUM({letter(column)}{start}:{letter(column)}{end})'
        ends.append(end + 1)
        sheet.append([])
    sheet.append([result] + [None] * max(columns))
    for column in columns:
        sheet.cell(sheet.max_row, column + 1).value = '=' + ''.join(f'{sign}{letter(column)}{end}' for sign, end in zip('+-+' if isPositive else '+++', ends))


# One year, as most boards have it: a title over all columns, an empty row, a formula beside each line.
workbook, sheet = book('Budsjett 2026')
sheet.append(['Budsjett for Laget 2026'])
sheet.merge_cells('A1:E1')
sheet.append([])
sheet.append(['Konto', 'Navn', 'Budsjett 2026', 'Regnskap 2026', 'Avvik'])
blocks(sheet, lambda l: [int(l[0]), l[1], l[3], l[5], 0], [2, 3])
for row in range(4, sheet.max_row + 1):
    if sheet.cell(row, 5).value == 0:
        sheet.cell(row, 5).value = f'=C{row}-D{row}'
save(workbook, 'one-year')

# Two years side by side below a heading each, income without a minus, accounts as text with a zero before them.
workbook, sheet = book('Økonomi')
sheet.append(['Fagforeningens økonomi'])
sheet.append([])
sheet.append([None, None, '2026', None, '2027'])
sheet.merge_cells('C3:D3')
sheet.append(['Kontonr', 'Kontonavn', 'Budsjett', 'Regnskap', 'Budsjett', 'Kommentar'])
blocks(sheet, lambda l: [f'0{l[0]}', l[1]] + [abs(l[3]), abs(l[5]), abs(l[4])] + ['se vedtak'], [2, 3, 4], isPositive=True)
save(workbook, 'two-years')

# A column for each department, and their sum.
departments = [None] + sorted({line[2] for line in lines if line[2]})
workbook, sheet = book('Avdelinger 2026')
sheet.append(['Vedtatt budsjett 2026'])
sheet.append(['Konto', 'Kontonavn'] + [department or 'Felles' for department in departments] + ['Totalt'])
for account, name in dict((line[0], line[1]) for line in lines).items():
    row = [int(account), name]
    for department in departments:
        row.append(next((line[3] for line in lines if line[0] == account and line[2] == department), None))
    sheet.append(row + [f'=SUM(C{sheet.max_row + 1}:{letter(len(row) - 1)}{sheet.max_row + 1})'])
sheet.append(['Sum', None] + [f'=SUM({letter(c)}3:{letter(c)}{sheet.max_row})' for c in range(2, 3 + len(departments))])
save(workbook, 'department-columns', [f'Plan {department or "Felles"}' for department in departments])

# Groups of accounts with a subtotal each, and accounts as numbers.
workbook, sheet = book('Budsjett')
sheet.append(['Konto', 'Tekst', 'Budsjett 2026', 'Hittil i år 2026'])
ends = []
for group, own in (('39', income(sums)), ('5-7', costs(sums)), ('80', finance(sums))):
    sheet.append([group if group != '5-7' else None, 'Gruppe ' + group])
    start = sheet.max_row + 1
    for one in own:
        sheet.append([int(one[0]), one[1], one[3], one[5]])
    sheet.append([None, 'Delsum'] + [f'=SUBTOTAL(9,{c}{start}:{c}{sheet.max_row})' for c in 'CD'])
sheet.append([None, 'Totalsum'] + [f'=SUBTOTAL(9,{c}2:{c}{sheet.max_row})' for c in 'CD'])
save(workbook, 'subtotals')

# Rows and columns that are hidden, a frozen pane and a filter.
workbook, sheet = book('Budsjett 2026')
sheet.append(['Konto', 'Navn', 'Ansvarlig', 'Vedtatt 2026', 'Bokført 2026'])
for one in sums:
    sheet.append([one[0], one[1], 'Kari', one[3], one[5]])
for row in (3, 5, 6):
    sheet.row_dimensions[row].hidden = True
sheet.column_dimensions['C'].hidden = True
sheet.freeze_panes = 'B2'
sheet.auto_filter.ref = f'A1:E{sheet.max_row}'
save(workbook, 'hidden-rows')

# Account and name in one cell.
workbook, sheet = book('2026')
sheet.append(['Konto', 'Budsjett', 'Regnskap'])
blocks(sheet, lambda l: [f'{l[0]} {l[1]}', l[3], l[5]], [1, 2])
save(workbook, 'one-cell')

# In thousands, with income as it is said.
workbook, sheet = book('Langtidsbudsjett')
sheet.append(['Langtidsbudsjett 2026-2027'])
sheet.append(['Alle beløp i hele tusen kroner'])
sheet.append(['Konto', 'Navn', 'Budsjett 2026', 'Budsjett 2027', 'Regnskap 2026'])
blocks(sheet, lambda l: [int(l[0]), l[1], round(abs(l[3]) / 1000, 6), round(abs(l[4]) / 1000, 6), round(abs(l[5]) / 1000, 8)], [2, 3, 4], isPositive=True)
save(workbook, 'thousands')

# A department on each row, sorted by department, other tabs before it.
workbook, sheet = book('Les meg')
sheet.append(['Husk å lagre før møtet'])
sheet = workbook.create_sheet('Pr avdeling')
sheet.append(['Avdeling', 'Konto', 'Kontonavn', 'Budsjett 2026', 'Regnskap 2026', 'Budsjett 2027'])
for one in sorted(lines, key=lambda line: (line[2] or '', line[0])):
    sheet.append([one[2], int(one[0]), one[1], one[3], one[5], one[4]])
save(workbook, 'department-rows')

# The year before beside it, amounts as text, dashes for nothing.
def said(amount):
    return '–' if not amount else f'{amount:,.2f}'.replace(',', ' ').replace('.', ',').replace('-', '−')


workbook, sheet = book('Budsjettforslag')
sheet.append(['Budsjettforslag til årsmøtet'])
sheet.append(['Konto', 'Navn', 'Regnskap 2025', 'Budsjett 2026', 'Regnskap 2026', 'Budsjett 2027', 'Endring %', 'Merknad'])
for one in sums:
    sheet.append([one[0], one[1], 1234, said(one[3]), said(one[5]), said(one[4]), 0.02, 'se 2027'])
sheet.append(['Sum', None, 1234 * len(sums)] + [said(sum(one[i] for one in sums)) for i in (3, 5, 4)])
save(workbook, 'year-before')

# Months, with their sum at the end.
workbook, sheet = book('Budsjett 2026')
months = ['Jan', 'Feb', 'Mar', 'Apr', 'Mai', 'Jun', 'Jul', 'Aug', 'Sep', 'Okt', 'Nov', 'Des']
sheet.append(['Konto', 'Navn'] + months + ['Sum 2026'])
for one in sums:
    cents = round(one[3] * 100)
    parts = [cents // 12] * 11
    row = sheet.max_row + 1
    sheet.append([int(one[0]), one[1]] + [part / 100 for part in parts + [cents - sum(parts)]] + [f'=ROUND(SUM(C{row}:N{row}),2)'])
save(workbook, 'months')

# Swedish, by class, headings merged and coloured.
workbook, sheet = book('Budget')
sheet.append(['Budget 2026 – Föreningen'])
sheet.merge_cells('A1:D1')
sheet['A1'].fill = PatternFill('solid', fgColor='FFDDEEFF')
sheet.append(['Konto', 'Benämning', 'Budget 2026', 'Utfall 2026'])
blocks(sheet, lambda l: [int(l[0]), l[1], l[3], l[5]], [2, 3], first='Intäkter', second='Kostnader', total='Summa', result='Beräknat resultat')
sheet.merge_cells('A3:D3')
save(workbook, 'swedish')
