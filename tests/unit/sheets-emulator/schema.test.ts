import { schemaOf, type Kind } from '../../support/sheets-emulator/schema';
import { clientMessages, typesRevision } from '../../support/sheets-emulator/schema/derive';

/** A kind in short, as both packages tell it: googleapis has no enums, only texts. */
const told = (kind: Kind | undefined): string => {
  if (!kind) return 'nothing';
  if (kind.kind === 'list' || kind.kind === 'map') return `${kind.kind} of ${told(kind.of)}`;
  if (kind.kind === 'enum') return 'string';
  if (kind.kind === 'object') return 'message';
  return kind.kind;
};

/** Messages that only one package has, and `Message.field: what the one says, what the other says`. */
const differences = (api: 'sheets' | 'drive'): readonly string[] => {
  const client = clientMessages(api);
  const { messages } = schemaOf(api);
  const alone = [...new Set([...messages.keys(), ...client.keys()])].filter((name) => !messages.has(name) || !client.has(name));
  return [...alone, ...[...messages].filter(([name]) => client.has(name)).flatMap(([name, fields]) => {
    const others = client.get(name) ?? new Map<string, Kind>();
    return [...new Set([...fields.keys(), ...others.keys()])].map((field) => [`${name}.${field}`, told(fields.get(field)), told(others.get(field))] as const)
      .filter(([, one, other]) => one !== other).map(([field, one, other]) => `${field}: ${one}, ${other}`);
  })];
};

describe('the schema of Google’s APIs, from what npm has of them', () => {
  test('the Sheets API has its methods, with paths, verbs and bodies', () => {
    const methods = schemaOf('sheets').methods.map(({ id, verb, path, body }) => [id, verb, path, body ?? ''].join(' ').trim());
    expect(methods).toHaveLength(17);
    expect(methods).toEqual(expect.arrayContaining([
      'spreadsheets.get GET /v4/spreadsheets/{spreadsheetId}',
      'spreadsheets.batchUpdate POST /v4/spreadsheets/{spreadsheetId}:batchUpdate BatchUpdateSpreadsheetRequest',
      'spreadsheets.values.append POST /v4/spreadsheets/{spreadsheetId}/values/{range}:append ValueRange',
      'spreadsheets.developerMetadata.search POST /v4/spreadsheets/{spreadsheetId}/developerMetadata:search SearchDeveloperMetadataRequest',
    ]));
  });

  test('fields, enums, lists and messages are told apart', () => {
    const { messages } = schemaOf('sheets');
    expect(messages.size).toBeGreaterThan(255);
    expect(messages.get('SetDataValidationRequest')?.get('rule')).toEqual({ kind: 'message', name: 'DataValidationRule' });
    expect(messages.get('DeveloperMetadata')?.get('visibility')).toEqual({ kind: 'enum', values: ['DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED', 'DOCUMENT', 'PROJECT'] });
    expect(messages.get('Sheet')?.get('conditionalFormats')).toEqual({ kind: 'list', of: { kind: 'message', name: 'ConditionalFormatRule' } });
    // The types leave out brackets here: it is a list of an enum all the same.
    expect(messages.get('DataSourceRefreshWeeklySchedule')?.get('daysOfWeek')).toMatchObject({ kind: 'list', of: { kind: 'enum' } });
  });

  test('every message that a method or a field names is there', () => {
    for (const api of ['sheets', 'drive'] as const) {
      const { messages, methods } = schemaOf(api);
      const inKind = (kind: Kind): readonly string[] => (kind.kind === 'message' ? [kind.name] : kind.kind === 'list' || kind.kind === 'map' ? inKind(kind.of) : kind.kind === 'object' ? [...kind.fields.values()].flatMap(inKind) : []);
      const named = [...methods.flatMap(({ body }) => body ?? []), ...[...messages.values()].flatMap((fields) => [...fields.values()].flatMap(inKind))];
      expect([...new Set(named)].filter((name) => !messages.has(name))).toEqual([]);
    }
  });

  // Both are made of Google's description, on different days: where they part, an upgrade of the one has brought something new, and the emulator may need to know it.
  test.each(['sheets', 'drive'] as const)('both packages say the same of %s', (api) => {
    expect(typesRevision(api)).toMatch(/^\d{8}$/);
    expect(differences(api)).toEqual([]);
  });
});
