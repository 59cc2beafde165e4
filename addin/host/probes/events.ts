import { inLocales as t } from '../../../core';
import type { Json } from '../self-check';
import type { Bench, Probe } from './probe';

/** Events of the probe's sheet from now on, without what names the workbook's own things. */
const listen = async (bench: Bench): Promise<Json[]> => {
  const told: Json[] = [];
  const handler = await Excel.run(async (context) => {
    const added = context.workbook.worksheets.getItem(bench.tab).onChanged.add(async ({ address, changeType, source, triggerSource, details }) => {
      told.push({ address, changeType, source, triggerSource, details: details ? { before: details.valueBefore as Json, after: details.valueAfter as Json, types: [details.valueTypeBefore, details.valueTypeAfter] } : null });
    });
    await context.sync();
    return added;
  });
  bench.after(() => Excel.run(handler.context, async (context) => {
    handler.remove();
    await context.sync();
  }));
  return told;
};

/** What was told since the last time that this was asked. */
const take = async (bench: Bench, told: Json[]): Promise<Json[]> => {
  await bench.settle();
  return told.splice(0);
};

const batches: Probe = {
  id: 'events', rules: ['events-in-batches', 'events-to-listeners'],
  title: t('Hva Excel melder fra om', 'Kva Excel melder frå om', 'Vad Excel berättar om', 'What Excel tells of'),
  run: async (bench) => {
    const told = await listen(bench);
    bench.after(() => bench.tell((_, { runtime }) => { runtime.enableEvents = true; }));
    const write = (build: (sheet: Excel.Worksheet) => void): Promise<void> => bench.tell((sheet) => { build(sheet); });
    await write((sheet) => { sheet.getRange('A1').values = [['x']]; });
    bench.saw('events-in-batches', 'one cell', await take(bench, told));
    await write((sheet) => { sheet.getRange('A1:B3').values = [[1, 2], [3, 4], [5, 6]]; });
    bench.saw('events-in-batches', 'a block of six cells', await take(bench, told));
    await write((sheet) => { for (const address of ['D1', 'D3', 'D5']) sheet.getRange(address).values = [[1]]; });
    bench.saw('events-in-batches', 'three cells apart, in one request', await take(bench, told));
    await write((sheet) => { sheet.getRange('2:2').insert('Down'); });
    bench.saw('events-in-batches', 'a row put in', await take(bench, told));
    await write((sheet) => { sheet.getRange('2:3').delete('Up'); });
    bench.saw('events-in-batches', 'two rows deleted', await take(bench, told));
    const setEvents = (isOn: boolean): Promise<void> => bench.tell((_, { runtime }) => { runtime.enableEvents = isOn; });
    await setEvents(false);
    await write((sheet) => { sheet.getRange('A1').values = [['y']]; });
    bench.saw('events-to-listeners', 'while events are off', (await take(bench, told)).length);
    await setEvents(true);
    bench.saw('events-to-listeners', 'when they are on again, of what was before', (await take(bench, told)).length);
    await bench.ask((sheet, { runtime }) => {
      runtime.enableEvents = false;
      sheet.getRange('A1').values = [['z']];
      runtime.enableEvents = true;
      return () => undefined;
    });
    bench.saw('events-to-listeners', 'off and on again within one request', (await take(bench, told)).length);
  },
};

export const eventProbes = [batches];
