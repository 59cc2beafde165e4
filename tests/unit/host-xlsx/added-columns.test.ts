import { readXlsx } from '../../../core/node/host-xlsx/read/read-xlsx';
import { writeXlsx } from '../../../core/node/host-xlsx/write/write-xlsx';
import { renderPatch } from '../../../core/node/journey/render-patch';
import type { Grid } from '../../../core/sheet';
import { editTabXml, partOfTab } from '../../support/edit-package';
import { oddPlan } from '../../support/odd-plan';
import { asOlder } from '../../support/older-workbook';
import { partText, patched, unpacked } from '../../support/patch-support';
import { decide, modelFor, storeOf, syncRead } from '../../support/workbook-journey';

const store = storeOf(oddPlan);
const gridOf = (file: Buffer): Grid => {
  const read = readXlsx(file);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value.grid;
};

/** A file of an older version, after a person's hands, and after a sync. */
const synced = async (hands: (file: Buffer) => Buffer): Promise<Buffer> => {
  const file = hands(Buffer.from(await writeXlsx(asOlder(modelFor(store, 'nb')))));
  const after = patched(file, await renderPatch(syncRead(gridOf(file), store).patch));
  expect(decide(gridOf(after), store).decision.isSheetBehind).toBe(false);
  return after;
};

const all = (xml: string, pattern: RegExp): string[] => [...xml.matchAll(pattern)].map(([whole]) => whole);
const tabXml = (file: Buffer, tab: string): string => partText(file, partOfTab(file, tab));
const tableXml = (file: Buffer): string => [...unpacked(file)].map(([, bytes]) => bytes.toString('utf8')).find((xml) => xml.includes(' name="planark_activities"'))!;

/** The font, fill and so on of a style, by its number. */
const styleOf = (file: Buffer, style: string): unknown => {
  const xml = partText(file, 'xl/styles.xml');
  const xf = all(/<cellXfs.*?<\/cellXfs>/su.exec(xml)![0], /<xf [^>]*?(\/>|>.*?<\/xf>)/gsu)[Number(style)]!;
  const item = (list: string, one: string, attribute: string): string | undefined =>
    all(new RegExp(`<${list}[ >].*?</${list}>`, 'su').exec(xml)![0], new RegExp(`<${one}(/>|>.*?</${one}>)`, 'gsu'))[Number(new RegExp(`${attribute}="(\\d+)"`).exec(xf)![1])];
  return [item('fonts', 'font', 'fontId'), item('borders', 'border', 'borderId'), /<alignment[^>]*>/u.exec(xf)?.[0]];
};
const columnIn = (file: Buffer, tab: string, column: number): { readonly width: string | undefined; readonly look: unknown } => {
  const found = all(tabXml(file, tab), /<col [^>]*>/gu).find((col) => Number(/min="(\d+)"/u.exec(col)![1]) <= column && Number(/max="(\d+)"/u.exec(col)![1]) >= column)!;
  return { width: /width="([^"]*)"/u.exec(found)![1], look: styleOf(file, /style="(\d+)"/u.exec(found)![1]!) };
};
const headerLook = (file: Buffer, address: string): unknown => styleOf(file, new RegExp(`<c r="${address}"[^>]*? s="(\\d+)"`, 'u').exec(tabXml(file, 'Tiltak'))![1]!);

describe('columns that come to a tab of a file', () => {
  test('[W11] look as in a file that is made anew, with their drop-down and colours, and the table is drawn over them', async () => {
    const [file, fresh] = [await synced((older) => older), Buffer.from(await writeXlsx(modelFor(store, 'nb')))];
    expect(columnIn(file, 'Tiltak', 28)).toEqual(columnIn(fresh, 'Tiltak', 28));
    expect(columnIn(file, 'Kostnader', 10)).toEqual(columnIn(fresh, 'Kostnader', 10));
    expect(headerLook(file, 'AB1')).toEqual(headerLook(fresh, 'AB1'));
    const drawn = (xml: string): unknown => [/ ref="([^"]*)"/u.exec(xml)![1], /<autoFilter ref="([^"]*)"/u.exec(xml)![1], /<tableColumns count="(\d+)"/u.exec(xml)![1], all(xml, /<tableColumn [^>]*name="[^"]*"/gu).map((column) => /name="([^"]*)"/u.exec(column)![1])];
    expect(drawn(tableXml(file))).toEqual(drawn(tableXml(fresh)));
    const ids = all(tableXml(file), /<tableColumn id="\d+"/gu);
    expect(new Set(ids).size).toBe(ids.length);
    const [own, wanted] = [tabXml(file, 'Tiltak'), tabXml(fresh, 'Tiltak')];
    const ruled = (xml: string): unknown[] => all(xml, /<dataValidation [^>]*sqref="AB2:AB105"[^>]*>/gu).map((rule) => ['type', 'errorStyle', 'prompt', 'error'].map((name) => new RegExp(` ${name}="([^"]*)"`, 'u').exec(rule)?.[1]));
    expect([ruled(own), ruled(own).length, /<dataValidations count="(\d+)"/u.exec(own)![1]]).toEqual([ruled(wanted), 1, /<dataValidations count="(\d+)"/u.exec(wanted)![1]]);
    const priorities = all(own, / priority="\d+"/gu);
    expect([new Set(priorities).size, all(own, /<conditionalFormatting sqref="AB2:AB105"/gu).length]).toEqual([priorities.length, all(wanted, /<conditionalFormatting sqref="AB2:AB105"/gu).length + 1]);
  });

  test('[W11] where one range of columns reaches to the end of the sheet, it is split; what people keep there stays, and the table leaves it out where it has no header', async () => {
    const note = '<c r="AB2" t="inlineStr"><is><t>uten overskrift</t></is></c>';
    const file = await synced((older) => editTabXml(older, 'Tiltak', (xml) => xml.replace('</cols>', '<col min="28" max="16384" width="9" hidden="1"/></cols>').replace(/(<row r="2".*?)<\/row>/su, (_, row: string) => `${row}${note}</row>`)));
    const xml = tabXml(file, 'Tiltak');
    expect(all(xml, /<col min="(28|29|30)" max="\d+"/gu)).toEqual(['<col min="28" max="28"', '<col min="29" max="29"', '<col min="30" max="16384"']);
    expect(xml).toContain(note);
    expect([/<c r="AC1"[^>]*>.*?<\/c>/su.exec(xml)![0], / ref="([^"]*)"/u.exec(tableXml(file))![1]]).toEqual([expect.stringContaining('Hva om'), 'A1:AA5']);
  });

  test('[W11] a file without sizes and rules, whose elements have a prefix', async () => {
    const bare = (xml: string): string => xml.replace(/<cols>.*?<\/cols>|<dataValidations.*?<\/dataValidations>|<conditionalFormatting .*?<\/conditionalFormatting>|<extLst>.*?<\/extLst>/gsu, '')
      .replace(/<(\/?)(?=[A-Za-z])/gu, '<$1x:').replace(' xmlns="', ' xmlns:x="');
    const xml = tabXml(await synced((older) => editTabXml(older, 'Tiltak', bare)), 'Tiltak');
    expect([all(xml, /<x:cols>.*?<\/x:cols>/gsu).length, all(xml, /<x:dataValidations count="1">/gu).length, all(xml, /<x:conditionalFormatting /gu).length]).toEqual([1, 1, 3]);
    expect(all(xml, /<(?!x:|\/x:|\?)[A-Za-z/][^>]*>/gu)).toEqual([]);
  });
});
