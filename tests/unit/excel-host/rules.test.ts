import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { createHost, type ExcelHost } from '../../support/excel-host/host';
import { connectClient } from '../../support/excel-host/load-client';
import { cellAt } from '../../support/excel-host/model/sheet';
import { personAt, type Person } from '../../support/excel-host/person';
import { rules, rulesByEvidence, type Rule, type RuleId } from '../../support/excel-host/rules';

type Run = (context: Excel.RequestContext) => void;
const ark = ({ workbook }: Excel.RequestContext): Excel.Worksheet => workbook.worksheets.getItem('Ark1');
const tableIn = (context: Excel.RequestContext, address = 'A1:B3'): Excel.Table => ark(context).tables.add(address, true);

const opened = (): { readonly host: ExcelHost; readonly person: Person } => {
  const host = createHost();
  connectClient(host);
  return { host, person: personAt(host) };
};

const run = (does: Run): Promise<void> => Excel.run(async (context) => {
  does(context);
  await context.sync();
});
const codeOf = (does: Run): Promise<string> => run(does).then(() => 'done', (error: OfficeExtension.Error) => error.code);

/** What each rule refuses, done by an add-in. */
const refused: Partial<Record<RuleId, Run>> = {
  'unknown-member': (context) => ark(context).getRange('A1').group('ByRows'),
  'item-not-found': ({ workbook }) => void workbook.worksheets.getItem('Borte').load('name'),
  'array-size': (context) => void (ark(context).getRange('A1:A2').values = [['x', 'y']]),
  'sheet-name-length': ({ workbook }) => void workbook.worksheets.add('x'.repeat(32)),
  'sheet-name-characters': ({ workbook }) => void workbook.worksheets.add('Mål/tiltak'),
  'sheet-name-taken': ({ workbook }) => void workbook.worksheets.add('ARK1'),
  'sheet-name-history': ({ workbook }) => void workbook.worksheets.add('History'),
  'last-visible-sheet': (context) => void (ark(context).visibility = 'Hidden'),
  'table-overlap': (context) => void [tableIn(context), tableIn(context, 'B3:C4')],
  'table-name': (context) => void (tableIn(context).name = 'T 1'),
  'name-taken': (context) => {
    context.workbook.names.add('Liste', ark(context).getRange('A1'));
    tableIn(context).name = 'liste';
  },
  'table-resize': (context) => tableIn(context).resize('A2:B5'),
  'list-literal': (context) => void (ark(context).getRange('A1').dataValidation.rule = { list: { inCellDropDown: true, source: 'x'.repeat(256) } }),
  'protected-cells': (context) => {
    ark(context).protection.protect();
    ark(context).getRange('A1').values = [['x']];
  },
  'protected-structure': (context) => {
    ark(context).protection.protect();
    ark(context).getRange('2:2').insert('Down');
  },
  'protect-twice': (context) => void [ark(context).protection.protect(), ark(context).protection.protect()],
  'protected-workbook': ({ workbook }) => void [workbook.protection.protect(), workbook.worksheets.add('Ny')],
  'merge-in-table': (context) => void [tableIn(context), ark(context).getRange('A2:B2').merge()],
  'cell-text-length': (context) => void (ark(context).getRange('A1').values = [['x'.repeat(32_768)]]),
  'formula-length': (context) => void (ark(context).getRange('A1').formulas = [[`=${'1+'.repeat(4096)}1`]]),
  'cell-address': (context) => void ark(context).getRange('ABCD1').load('address'),
  'out-of-sheet': (context) => void ark(context).getRange('A1').getOffsetRange(-1, 0).load('address'),
  'very-hidden-delete': ({ workbook }) => {
    const sheet = workbook.worksheets.add('Skjult');
    sheet.visibility = 'VeryHidden';
    sheet.delete();
  },
  'very-hidden-selection': ({ workbook }) => {
    const sheet = workbook.worksheets.add('Skjult');
    sheet.visibility = 'Hidden';
    sheet.activate();
  },
};

/** Shown elsewhere: these need a host on the web, an editing person or an error in the middle. */
const shownElsewhere: readonly RuleId[] = ['request-size', 'response-size', 'cell-editing', 'first-error-stops', 'validation-of-entries'];

const valuesOf = (address: string): Promise<unknown[][]> => Excel.run(async (context) => {
  const range = ark(context).getRange(address).load('values');
  await context.sync();
  return range.values;
});

describe('the rules of the emulated Excel', () => {
  afterAll(() => {
    const { client, documented, reported, assumed } = rulesByEvidence();
    console.log(`rules of the emulated Excel: ${client} from the client's code, ${documented} documented, ${reported} reported, ${assumed} assumed; none was run against a real Excel`);
  });

  it.each(Object.entries(refused))('%s: refuses', async (rule, does) => {
    opened();
    expect(await codeOf(does)).toBe((rules as Record<string, Rule>)[rule]!.code);
  });

  it('each rule that refuses is shown, and each rule is named where it is followed', () => {
    const folder = path.join(__dirname, '../../support/excel-host');
    const source = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('rules.ts')).map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
    const refusing = Object.entries<Rule>(rules).filter(([, { code }]) => code !== undefined).map(([id]) => id);
    expect(refusing.filter((id) => !(id in refused) && !shownElsewhere.includes(id as RuleId))).toEqual([]);
    const named = (id: string): boolean => source.includes(`'${id}'`) || source.includes(`[${id}]`);
    expect(Object.keys(rules).filter((id) => id !== 'unknown-member' && !named(id))).toEqual([]);
  });

  it('first-error-stops, no-rollback: a batch stops at its error, and what came before stays', async () => {
    opened();
    const error = await run((context) => {
      ark(context).getRange('A1').values = [['før']];
      ark(context).getRange('A2:A3').values = [['x', 'y']];
      ark(context).getRange('A4').values = [['etter']];
    }).catch((one: OfficeExtension.Error) => one);
    expect((error as OfficeExtension.Error).debugInfo.statement).toMatch(/range1?\.values|\.values = /);
    expect(await valuesOf('A1:A4')).toEqual([['før'], [''], [''], ['']]);
  });

  it('null-leaves, mixed-is-null: null leaves a cell, an empty text clears it, and looks that differ read as null', async () => {
    opened();
    await run((context) => {
      ark(context).getRange('A1:C1').values = [['a', 'b', 'c']];
      ark(context).getRange('A1:C1').values = [[null, '', 'C']];
      ark(context).getRange('B1').format.font.bold = true;
    });
    const seen = await Excel.run(async (context) => {
      const [all, one] = [ark(context).getRange('A1:C1').load('values,format/font/bold'), ark(context).getRange('B1').load('format/font/bold')];
      await context.sync();
      return [all.values, all.format.font.bold, one.format.font.bold];
    });
    expect(seen).toEqual([[['a', '', 'C']], null, true]);
  });

  it('insert-shifts, rename-follows: rows that come and names that change take along tables, ranges that are kept, and formulas', async () => {
    const { host, person } = opened();
    await run((context) => {
      ark(context).getRange('A1:B3').values = [['Id', 'Tall'], ['x', 1], ['y', 2]];
      tableIn(context).name = 'Liste';
      ark(context).getRange('D1:D2').formulas = [['=SUM(B:B)'], ["=SUM('Ark1'!$B$2:$B$3)"]];
    });
    const [before, after] = await Excel.run(async (context) => {
      const kept = ark(context).getRange('A3').load('address');
      await context.sync();
      const first = kept.address;
      expect(person.insertRows('Ark1', 2, 2)).toBeNull();
      expect(person.renameTab('Ark1', 'Nytt navn')).toBeNull();
      kept.load('address');
      await context.sync();
      return [first, kept.address];
    });
    expect([before, after]).toEqual(["'Ark1'!A3", "'Nytt navn'!A5"]);
    const [sheet] = host.book.sheets;
    expect(sheet!.tables[0]!.area).toEqual({ top: 0, left: 0, bottom: 4, right: 1 });
    expect([cellAt(sheet!, 0, 3)?.formula, cellAt(sheet!, 3, 3)?.formula]).toEqual(['=SUM(B:B)', "=SUM('Nytt navn'!$B$4:$B$5)"]);
  });

  it('names-in-formulas, insert-shifts: a name goes with its cells, and formulas over it, too', async () => {
    const { person } = opened();
    await run((context) => {
      ark(context).getRange('A1:B3').values = [['Konto', 'Sum'], ['a', 1], ['b', 2]];
      context.workbook.names.add('Konto', "='Ark1'!$A$1:$A$9");
      context.workbook.names.add('Beløp', ark(context).getRange('B1:B9'));
      ark(context).getRange('D1:D2').formulas = [['=SUMIFS(beløp,Konto,"b")'], ['=SUM(Ukjent)']];
    });
    expect(await valuesOf('D1:D2')).toEqual([[2], ['#NAME?']]);
    person.insertColumn('Ark1', 1);
    person.insertRows('Ark1', 3);
    expect(await valuesOf('E1')).toEqual([[2]]);
    const formulas = (): Promise<string[]> => Excel.run(async (context) => {
      const names = context.workbook.names.load('formula');
      await context.sync();
      return names.items.map(({ formula }) => String(formula).replaceAll("'", ''));
    });
    expect(await formulas()).toEqual(['=Ark1!$A$1:$A$10', '=Ark1!$C$1:$C$10']);
    person.deleteColumn('Ark1', 2);
    expect([(await formulas())[1], await valuesOf('D1')]).toEqual([expect.stringContaining('#REF!'), [['#REF!']]]);
  });

  it('events-to-listeners, events-in-batches: one edit is one event, nobody hears while events are off, a co-author is told apart', async () => {
    const { host, person } = opened();
    const coAuthor = personAt(host, { isElsewhere: true });
    const heard: string[] = [];
    await run((context) => void context.workbook.worksheets.onChanged.add(async ({ address, source, details }) => void heard.push(`${address} ${source} ${details ? `${String(details.valueBefore)}>${String(details.valueAfter)}` : ''}`.trim())));
    person.paste('Ark1', 'A1', [['1', '2'], ['3', '4']]);
    person.type('Ark1', 'A1', '9');
    coAuthor.type('Ark1', 'C3', 'hei');
    await run(({ runtime }) => void (runtime.enableEvents = false));
    person.type('Ark1', 'A2', 'ikke hørt');
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual(['A1:B2 Local', 'A1 Local 1>9', 'C3 Remote >hei']);
  });
});

describe('a person at the emulated Excel', () => {
  it('manner-of-entry, apostrophe: types as in Norway', async () => {
    const { person } = opened();
    ['1,5', '31.12.2026', '12 %', "'=1+1", 'SANN', '1.5', '9 000'].forEach((text, i) => expect(person.type('Ark1', `A${i + 1}`, text)).toBeNull());
    expect((await valuesOf('A1:A7')).flat()).toEqual([1.5, 46_387, 0.12, '=1+1', true, 46_143, 9000]);
  });

  it('validation-of-entries: what is typed has to fit, what is pasted need not', async () => {
    const { person } = opened();
    await run((context) => {
      ark(context).getRange('A1').dataValidation.rule = { list: { inCellDropDown: true, source: 'Ja,Nei' } };
      ark(context).getRange('B1').dataValidation.rule = { decimal: { operator: 'Between', formula1: 0, formula2: 1 } };
    });
    expect([person.type('Ark1', 'A1', 'ja'), person.type('Ark1', 'A1', 'Kanskje'), person.type('Ark1', 'B1', '0,5'), person.type('Ark1', 'B1', '2'), person.type('Ark1', 'A1', '')]).toEqual([null, 'validation-of-entries', null, 'validation-of-entries', null]);
    expect(person.paste('Ark1', 'A1', [['Kanskje', '2']])).toBeNull();
    expect(await valuesOf('A1:B1')).toEqual([['Kanskje', 2]]);
  });

  it('table-growth, no-growth-by-interface: what a person types below a table belongs to it, with formulas; what an add-in writes does not', async () => {
    const { host, person } = opened();
    await run((context) => {
      ark(context).getRange('A1:C2').formulas = [['Id', 'Tall', 'Dobbelt'], ['x', 1, '=$B2*2']];
      tableIn(context, 'A1:C2');
      ark(context).getRange('A3').values = [['fra tillegget']];
    });
    const [sheet] = host.book.sheets;
    expect(sheet!.tables[0]!.area.bottom).toBe(1);
    expect(person.type('Ark1', 'B3', '4')).toBeNull();
    expect(sheet!.tables[0]!.area.bottom).toBe(2);
    expect(await valuesOf('A3:C3')).toEqual([['fra tillegget', 4, 8]]);
  });

  it('undo-cleared, undo-and-co-authors: takes back what they did, but not past what an add-in or somebody else wrote', async () => {
    const { host, person } = opened();
    person.type('Ark1', 'A1', 'én');
    person.type('Ark1', 'A1', 'to');
    expect([person.undo(), (await valuesOf('A1'))[0]![0]]).toEqual([true, 'én']);
    await run((context) => void (ark(context).getRange('B1').values = [['x']]));
    expect([person.undo(), (await valuesOf('A1'))[0]![0]]).toEqual([false, 'én']);
    person.type('Ark1', 'A1', 'to');
    personAt(host, { isElsewhere: true }).type('Ark1', 'A2', 'fra en annen');
    expect([person.undo(), (await valuesOf('A2'))[0]![0]]).toEqual([false, 'fra en annen']);
  });

  it('copied-rows, sort-moves-rows, filter-hides-rows: moves and copies whole rows with their hidden columns', async () => {
    const { host, person } = opened();
    await run((context) => {
      ark(context).getRange('A1:C3').formulas = [['Id', 'Navn', 'Lik'], ['a', 'Rampe', '=$B2'], ['b', 'Heis', '=$B3']];
      tableIn(context, 'A1:C3');
      ark(context).getRange('A:A').columnHidden = true;
    });
    expect([person.sort('Ark1', 1), person.copyRowsToEnd('Ark1', 2), person.filter('Ark1', 1, ['Rampe'])]).toEqual([null, null, null]);
    expect(await valuesOf('A2:C4')).toEqual([['b', 'Heis', 'Heis'], ['a', 'Rampe', 'Rampe'], ['b', 'Heis', 'Heis']]);
    expect([1, 2, 3].map((row) => host.book.sheets[0]!.rowLooks.get(row)?.['rowHidden'])).toEqual([true, false, true]);
  });
});

describe('trouble at the emulated Excel', () => {
  it.each([['tooMany', 'ActivityLimitReached'], ['tooLarge', 'RequestPayloadSizeLimitExceeded'], ['timedOut', 'InvalidOrTimedOutSession'], ['denied', 'AccessDenied']] as const)('%s is told to the add-in, and nothing is done', async (kind, code) => {
    const { host } = opened();
    host.faults.refuse(kind);
    expect(await codeOf((context) => void (ark(context).getRange('A1').values = [['x']]))).toBe(code);
    expect(await valuesOf('A1')).toEqual([['']]);
  });

  it('cell-editing: a request fails while somebody edits a cell, or waits for them', async () => {
    const { host } = opened();
    host.faults.beginEditing();
    expect(await codeOf((context) => void (ark(context).getRange('A1').values = [['x']]))).toBe('InvalidOperationInCellEditMode');
    const waiting = Excel.run({ delayForCellEdit: true }, async (context) => {
      ark(context).getRange('A1').values = [['ventet']];
      await context.sync();
    });
    await new Promise((resolve) => setImmediate(resolve));
    host.faults.endEditing();
    await waiting;
    expect(await valuesOf('A1')).toEqual([['ventet']]);
  });

  it('a batch that stops in the middle leaves a part, and a lost answer leaves all of it', async () => {
    const { host } = opened();
    const twoWrites: Run = (context) => {
      ark(context).getRange('A1').untrack().values = [['første']];
      ark(context).getRange('A2').untrack().values = [['andre']];
    };
    host.faults.stopAt(6);
    expect(await codeOf(twoWrites)).toBe('GeneralException');
    expect(await valuesOf('A1:A2')).toEqual([['første'], ['']]);
    host.faults.lose();
    expect(await codeOf(twoWrites)).toBe('InvalidOrTimedOutSession');
    expect(await valuesOf('A1:A2')).toEqual([['første'], ['andre']]);
  });

  it('response-size: an answer of more than 5 MB is refused on the web', async () => {
    const host = createHost(undefined, 'web');
    connectClient(host);
    const write = (first: number): Promise<void> => run((context) => void (ark(context).getRange(`A${first}:A${first + 299}`).values = Array.from({ length: 300 }, () => ['x'.repeat(10_000)])));
    await write(1);
    await write(301);
    expect(await codeOf((context) => void ark(context).getRange('A1:A600').load('values'))).toBe('ResponsePayloadSizeLimitExceeded');
  });
});
