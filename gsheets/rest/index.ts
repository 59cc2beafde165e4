/** The door to the shared part of Google Sheets, for Node and for Apps Script. */
export * from './calls';
export { toGoogleFailure, type RefusedCall } from './failures';
export { createSpreadsheetFlows } from './flows';
export type * from './open-spreadsheet';
