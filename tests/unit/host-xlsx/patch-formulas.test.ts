import { loseInFormula, renameInFormula, shiftFormula } from '../../../core/node/host-xlsx/patch/formula-refs';

const renames = {
  tabs: new Map([['tiltak', 'Tiltak (2)'], ['mål', 'Bob\'s'], ['a b', 'Ny']]),
  tables: new Map([['planark_activities', 'planark_activities_2']]),
};

describe('tabs and tables with new names in a formula', () => {
  test.each([
    ['SUM(Tiltak!$A:$A)+tiltak!B2', 'SUM(\'Tiltak (2)\'!$A:$A)+\'Tiltak (2)\'!B2'],
    ['\'Tiltak\'!$1:$1,\'Mål\'!$A:$C', '\'Tiltak (2)\'!$1:$1,\'Bob\'\'s\'!$A:$C'],
    ['\'A b\'!A1&"Tiltak!A1"&"""Tiltak!A1"', '\'Ny\'!A1&"Tiltak!A1"&"""Tiltak!A1"'],
    ['Tiltak+Tiltak_2!A1+TiltakX!A1', 'Tiltak+Tiltak_2!A1+TiltakX!A1'],
    ['[1]Tiltak!A1+\'[bok.xlsx]Tiltak\'!A1', '[1]Tiltak!A1+\'[bok.xlsx]Tiltak\'!A1'],
    ['SUM(Jan:Tiltak!A1,\'Mål:Des\'!B2)', 'SUM(\'Jan:Tiltak (2)\'!A1,\'Bob\'\'s:Des\'!B2)'],
    ['planark_activities[Status]+planark_activities[[#This Row],[Tiltak!]]', 'planark_activities_2[Status]+planark_activities_2[[#This Row],[Tiltak!]]'],
    ['HYPERLINK("#Tiltak!F12","Tiltak!F12")', 'HYPERLINK("#\'Tiltak (2)\'!F12","Tiltak!F12")'],
    ['IF(A1=#REF!,1.5E+3,\'uferdig', 'IF(A1=#REF!,1.5E+3,\'uferdig'],
  ])('%s', (before, after) => expect(renameInFormula(before, renames)).toBe(after));
});

describe('a formula after a tab was taken away', () => {
  test.each([
    ['COUNTA(Konflikter!B2:B99)', 'COUNTA(#REF!)'],
    ['SUM(\'konflikter\'!$A:$C,Konflikter!$2:3,Mål!A1)+KONFLIKTER!A1', 'SUM(#REF!,#REF!,Mål!A1)+#REF!'],
    ['Konflikter!Navn+Konflikter2!A1+[1]Konflikter!A1', '#REF!+Konflikter2!A1+[1]Konflikter!A1'],
    ['SUM(Jan:Konflikter!A1)&"Konflikter!A1"&Konflikter', 'SUM(#REF!)&"Konflikter!A1"&Konflikter'],
  ])('%s', (before, after) => expect(loseInFormula(before, new Set(['konflikter']))).toBe(after));
});

describe('a shared formula some cells further on', () => {
  test.each([
    ['A1+$A1+A$1+$A$1', 'C4+$A4+C$1+$A$1'],
    ['SUM(A:B,$C:D,1:2,$3:4,Ark!Z9)', 'SUM(C:D,$C:F,4:5,$3:7,Ark!AB12)'],
    ['LOG10(A1)&"A1"&T1[A1]&A1B&\'A1\'!A1&_A1&A1.x', 'LOG10(C4)&"A1"&T1[A1]&A1B&\'A1\'!C4&_A1&A1.x'],
    ['XFD1048576+1.5+A1:B2', 'B3+1.5+C4:D5'],
    ['IF(AND(A1>0,TRUE),#N/A,12:13)', 'IF(AND(C4>0,TRUE),#N/A,15:16)'],
  ])('%s', (before, after) => expect(shiftFormula(before, 3, 2)).toBe(after));
});
