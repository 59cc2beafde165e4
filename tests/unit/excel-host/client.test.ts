import { readFileSync } from 'node:fs';
import { createHost, type ExcelHost } from '../../support/excel-host/host';
import { connectClient } from '../../support/excel-host/load-client';
import { modelledClasses, wireName } from '../../support/excel-host/wire/object';

/** What the client says of a class of its own. */
interface ClientClass {
  readonly _scalarPropertyOriginalNames?: readonly string[];
  readonly _scalarPropertyUpdateable?: readonly boolean[];
  readonly _navigationPropertyNames?: readonly string[];
}

const moved = 'The insides of Microsoft’s client library moved: see tests/support/excel-host/load-client.ts';
const connected = (): ExcelHost => {
  const host = createHost();
  connectClient(host);
  return host;
};
const codeOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'none', (error: OfficeExtension.Error) => `${error.code}: ${error.message}`);

describe('Microsoft’s own client library, as it was published', () => {
  it('is the version that the hook was written for', () => {
    const { version } = JSON.parse(readFileSync(require.resolve('@microsoft/office-js/package.json'), 'utf8')) as { version: string };
    expect(`${moved}: ${version}`).toBe(`${moved}: 1.1.110`);
    connected();
    const { OfficeExtension: library } = globalThis as unknown as { OfficeExtension: Record<string, Record<string, unknown>> };
    expect({ moved, hook: typeof library['HostBridge']!['init'], gate: typeof library['CommonUtility']!['_doApiNotSupportedCheck'], handlers: typeof library['GenericEventRegistration']!['s_genericEventRegistrations'] })
      .toEqual({ moved, hook: 'function', gate: 'boolean', handlers: 'object' });
  });

  it('knows each member that the emulated host models, and lets it be set where the host does', () => {
    connected();
    expect(modelledClasses.size).toBeGreaterThan(40);
    const unknown = [...modelledClasses].flatMap(([name, { scalars, settable, objects, methods }]) => {
      const known = (Excel as unknown as Record<string, { readonly prototype: ClientClass } | undefined>)[name]?.prototype;
      // The client's own helper, which stands in no namespace.
      if (!known) return name === 'AddinInternalService' ? [] : [name];
      const [values, navigations] = [known._scalarPropertyOriginalNames ?? [], (known._navigationPropertyNames ?? []).map(wireName)];
      const canSet = (scalar: string): boolean => known._scalarPropertyUpdateable?.[values.indexOf(scalar)] === true;
      const isMethod = (method: string): boolean => method in known || `${method.charAt(0).toLowerCase()}${method.slice(1)}` in known;
      return [
        ...scalars.filter((scalar) => !values.includes(scalar)), ...settable.filter((scalar) => !canSet(scalar)).map((scalar) => `setting ${scalar}`),
        ...objects.filter((object) => !navigations.includes(object)), ...methods.filter((method) => !isMethod(method)),
      ].map((member) => `${name}.${member}`);
    });
    // The client writes these two under names that it does not list.
    const unlisted = ['Worksheet.Gridlines', 'Worksheet.setting Gridlines', 'Worksheet.Headings', 'Worksheet.setting Headings'];
    expect(unknown.filter((member) => !unlisted.includes(member))).toEqual([]);
  });

  it('speaks to the emulated host, which keeps a log of it', async () => {
    const host = connected();
    const seen = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.add('Tiltak');
      sheet.getRange('A1:B2').values = [['Id', 'Navn'], ['x1', 'Rampe']];
      const table = sheet.tables.add('A1:B2', true);
      table.name = 'Tiltak_';
      const body = table.getDataBodyRange();
      table.load('name,columns/items/name');
      body.load('values,address');
      await context.sync();
      return { name: table.name, columns: table.columns.items.map(({ name }) => name), values: body.values, address: body.address };
    });
    expect(seen).toEqual({ name: 'Tiltak_', columns: ['Id', 'Navn'], values: [['x1', 'Rampe']], address: 'Tiltak!A2:B2' });
    // The second request lets go of the range that was kept.
    expect(host.log.total()).toMatchObject({ requests: 2 });
    expect(host.book.kept.size).toBe(0);
  });

  it('refuses what is newer than the manifest’s minimum', async () => {
    connected();
    const newer = Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Ark1').getRange('A1').load('valuesAsJson');
      context.workbook.worksheets.getItem('Ark1').tables.add('A1:B2', true).rows.deleteRowsAt(0);
      await context.sync();
    });
    expect(await codeOf(newer)).toMatch(/^ApiNotFound: .*ExcelApiOnline/);
  });

  it('fails where a member is not modelled, and names it', async () => {
    connected();
    const unknown = Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Ark1').getRange('A1').getSurroundingRegion().load('address');
      await context.sync();
    });
    expect(await codeOf(unknown)).toMatch(/^EmulatorGap: EMULATOR GAP: Range\.GetSurroundingRegion\(\)/);
  });

  it('splits a large write, and the host checks its size as a whole', async () => {
    const host = connected();
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Ark1').getRange('A1:C2000').values = Array.from({ length: 2000 }, (_, i) => [i, `n${i}`, true]);
      await context.sync();
    });
    expect(host.log.entries[0]!.writes).toMatchObject({ _ValidateArraySize: 1, Values: 4 });
    const back = await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Ark1').getUsedRange().load('values,address');
      await context.sync();
      return [range.address, range.values[1999]];
    });
    expect(back).toEqual(["'Ark1'!A1:C2000", [1999, 'n1999', true]]);
  });

  it('hears of changes when it asked to', async () => {
    const host = connected();
    const heard: string[] = [];
    await Excel.run(async (context) => {
      context.workbook.worksheets.onChanged.add(async ({ address, triggerSource }) => void heard.push(`${address} ${triggerSource}`));
      await context.sync();
      context.workbook.worksheets.getItem('Ark1').getRange('B2').values = [['x']];
      await context.sync();
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual(['B2 ThisLocalAddin']);
    expect(host.book.events).toEqual([]);
  });
});
