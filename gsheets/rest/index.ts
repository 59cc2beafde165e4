/** The door to the shared part of Google Sheets, for Node and for Apps Script. */
export * from './calls';
export { toGoogleFailure, type RefusedCall } from './failures';
export { read, write } from './flows';
export { tabKeyOf } from './read-grid';
export { createSpreadsheetFlows } from './spreadsheet-flows';
export type * from './open-spreadsheet';
