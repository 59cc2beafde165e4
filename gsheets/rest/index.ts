/** The door to the shared part of Google Sheets, for Node and for Apps Script. */
export * from './calls';
export type * from './open-spreadsheet';
