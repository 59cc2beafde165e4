import { markFound, marksOf, nextMark } from '../../../gsheets/rest/mark';

const marked = (...ids: number[]): gapi.client.sheets.Spreadsheet => ({ developerMetadata: [{ metadataId: 7, metadataKey: 'other.app', metadataValue: 'x' }, ...ids.map((id) => ({ metadataId: id, metadataKey: 'planark.rev', metadataValue: `${id}` }))] });

describe('the mark of a write', () => {
  test('[N40] follows the highest that was read, whatever order Google tells them in', () => {
    expect(nextMark({}, '1').id).toBe(900_001);
    expect(nextMark(marked(900_003, 900_001, 900_002), '4 op').id).toBe(900_004);
    expect(marksOf(marked(900_002, 900_001)).map(({ id }) => id)).toEqual([900_001, 900_002]);
  });

  test('[N40] passes over numbers that another program has, and those that were refused', () => {
    const foreign = { metadataId: 900_002, metadataKey: 'other.app', metadataValue: 'x' };
    expect(nextMark({ developerMetadata: [...marked(900_001).developerMetadata!, foreign] }, '').id).toBe(900_003);
    expect(nextMark(marked(900_001), '', 900_002).id).toBe(900_003);
  });

  test('[N40] is made by the first request of a batch', () => {
    expect(nextMark(marked(900_001), '4 op').requests).toEqual([
      { createDeveloperMetadata: { developerMetadata: { metadataId: 900_002, metadataKey: 'planark.rev', metadataValue: '4 op', visibility: 'DOCUMENT', location: { spreadsheet: true } } } },
    ]);
  });

  test('[N43] takes those along that are fifty writes old, and nobody else’s', () => {
    const ids = Array.from({ length: 60 }, (_, i) => 900_001 + i);
    const removed = nextMark(marked(...ids), '').requests.slice(1).map((request) => request.deleteDeveloperMetadata?.dataFilter?.developerMetadataLookup?.metadataId);
    expect(removed).toEqual(ids.slice(0, 11));
  });

  test('[N42] says what became of a write', () => {
    const mark = { id: 900_002, value: '4 op' };
    const found = (value: string, id = 900_002) => markFound({ developerMetadata: [{ metadataId: id, metadataKey: 'planark.rev', metadataValue: value }] }, mark);
    expect([found('4 op'), found('4 other'), found('9 x', 900_060), found('3 op', 900_001), markFound({}, mark)]).toEqual(['made', 'another', 'another', 'none', 'none']);
  });
});
