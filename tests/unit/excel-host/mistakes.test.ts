import { createHost, type ExcelHost } from '../../support/excel-host/host';
import { connectClient } from '../../support/excel-host/load-client';
import { personAt } from '../../support/excel-host/person';

/**
 * Mistakes that an add-in could make: each must be noticed by Microsoft's client, by the emulated host, or by what is read back. Should one
 * pass, the tests of the add-in's host would pass it, too.
 */
interface Mistake {
  readonly what: string;
  /** Code of the error, or of what is thrown before anything is sent. */
  readonly noticed: RegExp;
  readonly make: (context: Excel.RequestContext) => Promise<unknown> | void;
}

const ark = (context: Excel.RequestContext): Excel.Worksheet => context.workbook.worksheets.getItem('Ark1');
const withTable = (context: Excel.RequestContext, address = 'A1:B3'): Excel.Table => {
  ark(context).getRange(address).getRow(0).values = [['Id', 'Navn']];
  return ark(context).tables.add(address, true);
};

const ofTheClient: readonly Mistake[] = [
  { what: 'reads what was not loaded', noticed: /PropertyNotLoaded/, make: async (context) => {
    const sheet = ark(context);
    await context.sync();
    return sheet.position;
  } },
  { what: 'reads before the sync', noticed: /PropertyNotLoaded/, make: async (context) => ark(context).getRange('A1').load('values').values },
  { what: 'uses an object of another context', noticed: /InvalidRequestContext/, make: async (context) => {
    const other = new Excel.RequestContext();
    context.workbook.worksheets.getItem('Ark1').getRange('A1').getBoundingRect(other.workbook.worksheets.getItem('Ark1').getRange('B2')).load('address');
    await context.sync();
  } },
  { what: 'calls what is newer than was declared', noticed: /ApiNotFound.*ExcelApi 1\.15/, make: async (context) => {
    ark(context).getRange('A1').getDependents().load('addresses');
    await context.sync();
  } },
  { what: 'calls what the web alone has', noticed: /ApiNotFound.*ExcelApiOnline/, make: async (context) => withTable(context).rows.deleteRowsAt(0, 1) },
  { what: 'gives no promise from a batch', noticed: /RunMustReturnPromise/, make: () => undefined },
  { what: 'sets a property that can only be read', noticed: /InvalidArgument|read-?only/i, make: async (context) => {
    ark(context).getRange('A1').set({ address: 'B2' } as unknown as Excel.Range);
    await context.sync();
  } },
];

const ofTheHost: readonly Mistake[] = [
  { what: 'loads a property that does not exist', noticed: /EMULATOR GAP: Range\.Colour/, make: async (context) => {
    ark(context).getRange('A1').load('colour');
    await context.sync();
  } },
  { what: 'writes an array of the wrong size', noticed: /InvalidArgument.*size of the range/, make: async (context) => {
    ark(context).getRange('A1:B2').values = [[1, 2, 3]];
    await context.sync();
  } },
  { what: 'writes a large array of the wrong size', noticed: /InvalidArgument.*size of the range/, make: async (context) => {
    ark(context).getRange('A1:B2000').values = Array.from({ length: 1999 }, () => [1, 2]);
    await context.sync();
  } },
  { what: 'lays a table over another', noticed: /InvalidArgument.*do not overlap/, make: async (context) => {
    withTable(context);
    ark(context).tables.add('B3:C5', true);
    await context.sync();
  } },
  { what: 'gives a sheet a name of 32 characters', noticed: /InvalidArgument.*31 characters/, make: async (context) => {
    context.workbook.worksheets.add('x'.repeat(32));
    await context.sync();
  } },
  { what: 'writes out a list of more than 255 characters', noticed: /InvalidArgument.*255 characters/, make: async (context) => {
    ark(context).getRange('A1').dataValidation.rule = { list: { inCellDropDown: true, source: 'Ti tegn her,'.repeat(22) } };
    await context.sync();
  } },
  { what: 'adds rows to a table under protection', noticed: /AccessDenied/, make: async (context) => {
    const table = withTable(context);
    ark(context).protection.protect();
    table.rows.add(undefined, [['x', 'y']]);
    await context.sync();
  } },
  { what: 'asks for a table that is not there', noticed: /ItemNotFound/, make: async (context) => {
    context.workbook.tables.getItem('Borte').load('name');
    await context.sync();
  } },
  { what: 'gives a table a name that reads as a cell', noticed: /InvalidArgument.*does not read as a cell/, make: async (context) => {
    withTable(context).name = 'T1000';
    await context.sync();
  } },
  { what: 'deletes a very hidden sheet', noticed: /InvalidOperation.*very hidden/, make: async (context) => {
    const sheet = context.workbook.worksheets.add('_planark');
    sheet.visibility = 'VeryHidden';
    sheet.delete();
    await context.sync();
  } },
];

const outcome = async (host: ExcelHost, make: Mistake['make']): Promise<string> => {
  connectClient(host);
  try {
    await Excel.run((context) => make(context) as Promise<unknown>);
    return 'passed unnoticed';
  } catch (error) {
    const { code, message } = error as OfficeExtension.Error;
    return `${code}: ${message}`;
  }
};

const written = async (host: ExcelHost, values: unknown[][], format?: string): Promise<unknown[][]> => {
  connectClient(host);
  return Excel.run(async (context) => {
    const range = ark(context).getRange('B2').getResizedRange(values.length - 1, values[0]!.length - 1);
    if (format) range.numberFormat = [[format]];
    range.values = values;
    const back = range.load('values,formulas');
    await context.sync();
    return [back.values.flat(), back.formulas.flat()];
  });
};

describe('mistakes are noticed', () => {
  it.each(ofTheClient)('by Microsoft’s client: an add-in $what', async ({ make, noticed }) => expect(await outcome(createHost(), make)).toMatch(noticed));
  it.each(ofTheHost)('by the emulated host: an add-in $what', async ({ make, noticed }) => expect(await outcome(createHost(), make)).toMatch(noticed));

  it('by the emulated host: an add-in sends 5 MB at once on the web', async () => {
    const large: Mistake['make'] = async (context) => {
      ark(context).getRange('A1:A600').values = Array.from({ length: 600 }, () => ['x'.repeat(10_000)]);
      await context.sync();
    };
    expect(await outcome(createHost(undefined, 'web'), large)).toMatch(/^RequestPayloadSizeLimitExceeded/);
    expect(await outcome(createHost(), large)).toBe('passed unnoticed');
  });

  it.each([
    { what: 'a text that reads as a date', text: '1-2', changed: 46_024 },
    { what: 'an id of digits', text: '007', changed: 7 },
    { what: 'a text that reads as a formula', text: '=1+1', changed: 2 },
    { what: 'a text that reads as a share', text: '50 %', changed: 0.5 },
  ])('by what is read back: $what, written without a text format', async ({ text, changed }) => {
    expect((await written(createHost(), [[text]]))[0]).toEqual([changed]);
    const host = createHost();
    host.book.sheets[0]!.columnLooks.set(1, { numberFormat: '@' });
    expect(await written(host, [[text]])).toEqual([[text], [text]]);
  });

  it('by what is read back: a write to where rows stood before somebody sorted them', async () => {
    const host = createHost();
    connectClient(host);
    const person = personAt(host);
    await Excel.run(async (context) => {
      ark(context).getRange('A1:B3').values = [['Id', 'Navn'], ['a', 'Rampe'], ['b', 'Heis']];
      ark(context).tables.add('A1:B3', true);
      await context.sync();
    });
    expect(person.sort('Ark1', 1)).toBeNull();
    const rows = await Excel.run(async (context) => {
      ark(context).getRange('B2').values = [['Rampe ved inngangen']];
      const range = ark(context).getRange('A2:B3').load('values');
      await context.sync();
      return range.values;
    });
    expect(rows).toEqual([['b', 'Rampe ved inngangen'], ['a', 'Rampe']]);
  });
});
