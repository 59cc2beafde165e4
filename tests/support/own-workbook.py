"""Makes the workbook of a board that knows nothing of Planark: python own-workbook.py FILE."""
import sys
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

workbook = Workbook()
budget = workbook.active
budget.title = 'Budsjett 2026'
for row in [['Konto', 'Navn', 'Vedtatt', 'Brukt'], [6860, 'Kurs', 50000, 12500], [7140, 'Reise', 30000, 8000], [None, 'Sum', '=SUM(C2:C3)', '=SUM(D2:D3)']]:
    budget.append(row)
budget['E4'] = '=IF(D4>C4,"over","innenfor")'
budget['A1'].font = Font(bold=True, color='FF9900')
budget['B2'].comment = Comment('Ring Kari', 'kasserer')
budget.conditional_formatting.add('D2:D3', CellIsRule(operator='greaterThan', formula=['C2'], fill=PatternFill('solid', bgColor='FFFF0000')))
budget.freeze_panes = 'A2'
chart = BarChart()
chart.add_data(Reference(budget, min_col=3, min_row=1, max_row=3), titles_from_data=True)
budget.add_chart(chart, 'G2')

overview = workbook.create_sheet('OVERSIKT')
overview['A1'] = 'Vår egen oversikt'
overview['A2'] = "='Budsjett 2026'!C4-'Budsjett 2026'!D4"
overview['B2'] = '=Rest*2'

# The same headers as the plan's own tab, and a code that the plan has too.
activities = workbook.create_sheet('Tiltak')
activities.append(['Kode', 'Tiltak', 'Mål', 'Fokusområde', 'Beskrivelse', 'Ansvarlig', 'Medvirkende', 'Enhet', 'Start', 'Frist', 'Antall', 'Per', 'Måneder', 'Planlagt', 'Holdt', 'Status'])
activities.append(['T1', 'Vaske kjelleren', 'M1.1', 'Hus', None, 'Per', None, None, None, None, 2, 'År', None, None, 1, 'Pågår'])
activities.append(['T2', 'Male gjerdet', None, 'Hus', None, 'Pål', None, None, None, None, None, None, None, None, None, 'Fullført'])
activities.add_table(Table(displayName='planark_activities', ref='A1:P3'))
rule = DataValidation(type='list', formula1='"Pågår,Fullført"')
rule.add('P2:P3')
activities.add_data_validation(rule)

plan = workbook.create_sheet('Plan')
plan.append([None, 'Tittel', 'Vår lille plan'])
plan.append([None, 'Status', 'Kladd'])
lists = workbook.create_sheet('Lister')
lists.append(['parameter', 'value'])
lists.append(['rente', 0.04])

sheet = workbook.create_chartsheet('Årshjul')
pie = BarChart()
pie.add_data(Reference(budget, min_col=4, min_row=1, max_row=3), titles_from_data=True)
sheet.add_chart(pie)

for name, text in [('Rest', 'OVERSIKT!$A$2'), ('planark_goals', "'Budsjett 2026'!$A$2:$A$3")]:
    if hasattr(workbook.defined_names, 'append'):  # openpyxl before 3.1
        workbook.defined_names.append(DefinedName(name, attr_text=text))
    else:
        workbook.defined_names[name] = DefinedName(name, attr_text=text)
workbook.active = 1
workbook.save(sys.argv[1])
