import type { Switches } from './switches';

/**
 * How well something about Google is known. `documented`: the page of Google's reference that says so; `reported`: public threads where somebody met it;
 * `assumed`: remembered or inferred. None of it was ever run against Google: `tests/live` does that for what is not documented.
 */
export type Source =
  | { readonly kind: 'documented'; readonly page: string }
  | { readonly kind: 'reported'; readonly threads: readonly string[] }
  | { readonly kind: 'assumed' };

/** One thing that the emulator takes Google to do; named where it is followed, as `[id]`. */
export interface Assumption {
  readonly id: string;
  readonly sentence: string;
  readonly source: Source;
  /** What makes the emulator do otherwise. */
  readonly flippedBy?: keyof Switches;
}

const documented = (page: string): Source => ({ kind: 'documented', page });
const reported = (...threads: readonly string[]): Source => ({ kind: 'reported', threads });
const assumed: Source = { kind: 'assumed' };
const a = (id: string, sentence: string, source: Source, flippedBy?: keyof Switches): Assumption => ({ id, sentence, source, ...(flippedBy === undefined ? {} : { flippedBy }) });

const metadataGuide = documented('Sheets API, guides: read, write and search metadata');
const sheetsReference = (resource: string): Source => documented(`Sheets API, reference: ${resource}`);
const driveReference = (resource: string): Source => documented(`Drive API, reference: ${resource}`);
const identity = (page: string): Source => documented(`Google Identity, ${page}`);

const spreadsheets: readonly Assumption[] = [
  a('batch-is-atomic', 'A batch is done as a whole, or nothing of it.', documented('Sheets API, reference: spreadsheets.batchUpdate')),
  a('metadata-id-in-use', 'Metadata with an id that is in use is refused.', sheetsReference('CreateDeveloperMetadataRequest')),
  a('deleted-metadata-id', 'A metadata id may be used again once its metadata is deleted.', assumed, 'deletedMetadataIdIsFree'),
  a('metadata-stays', 'Metadata of a row moves with the row when rows are put in above it, and goes when the row is deleted.', metadataGuide),
  a('location-type-read-only', 'Metadata that is sent with the type of its location is refused: the type is read-only.', reported('brucemcpherson/gas-fakes, oddities')),
  a('metadata-room', 'Metadata of one sheet, and of the spreadsheet itself, may hold 30,000 characters each; more is refused.', assumed, 'metadataIsLimited'),
  a('sort-and-row-metadata', 'A sort takes the metadata of the rows along.', assumed, 'sortMovesRowMetadata'),
  a('copied-row-metadata', 'A row that is copied onto another does not bring its metadata.', assumed, 'copyBringsRowMetadata'),
  a('duplicated-metadata', 'A duplicated sheet has no metadata of the one it was made of.', assumed, 'duplicateBringsMetadata'),
  a('open-ranges', 'A rule on a range without an end is told without an end.', assumed, 'openRangesStayOpen'),
  a('names-of-cells', 'Formulas may name ranges, in whatever case; a range that is named follows rows and columns that are put in, taken out or moved.', documented('Google Docs Editors Help: name a range of cells')),
  a('gone-names-stay', 'A named range whose cells were deleted is told of no more, and its name stays taken: Cannot add named range with name: X, a named range with that name already exists.', reported('burnash/gspread#1530')),
  a('gone-names-answer', 'A named range whose cells were deleted is deleted by the id that it was given.', assumed, 'goneNamesAnswer'),
  a('criteria-read-digits', 'A criterion of SUMIFS takes a number and the text of its digits for the same, "=" for an empty cell, and * for any text.', documented('Google Docs Editors Help: SUMIFS, COUNTIF')),
  a('ranges-limit-rules', 'A get with ranges tells all rules of the sheets that the ranges are on.', assumed, 'rangesLimitRules'),
  a('create-keeps-metadata', 'Developer metadata in the body of spreadsheets.create is kept, that of the spreadsheet too.', assumed, 'createKeepsMetadata'),
  a('colour-steps', 'Colours are told in steps of 1/255, by their old names and by those of their styles, without parts that are 0.', reported('burnash/gspread#1199')),
  a('conditions-stay-on-their-sheet', 'A formula of a conditional format that names another sheet is refused: Conditional format rule cannot reference a different sheet.', reported('RomainVialard/ErrorHandler, list of errors')),
  a('appended-rows', 'Rows that are appended to a sheet are neither formatted nor validated as the row before them.', assumed, 'appendedRowsInherit'),
  a('strict-validation-and-api', 'Strict validation does not refuse what is written through the API.', assumed, 'apiPassesStrictValidation'),
  a('semicolons-in-formulas', 'A formula with semicolons between its arguments is understood in a spreadsheet of the locale en_US.', reported('mricon/ingress-fieldplan#5'), 'semicolonEverywhere'),
  a('protection-and-inserts', 'Whoever may not change a protected range may not put rows into it.', assumed, 'protectionBlocksInserts'),
  a('protection-and-rows', 'Whoever may not change a protected column may neither sort nor delete whole rows across it.', assumed, 'protectionBlocksRowWork'),
  a('protection-lists-owner', 'The editors of a protected range are told with the owner of the spreadsheet among them.', assumed, 'protectionListsOwner'),
  a('protection-adds-maker', 'Whoever protects a range and names editors becomes one of them, named or not.', assumed, 'protectionAddsItsMaker'),
  a('guards-without-editors', 'A protected range that names no editors may be changed by the owner alone, and not by all who may edit the spreadsheet.', assumed, 'unnamedEditorsAreAll'),
  a('norwegian-locale', 'A spreadsheet may be made with the locale no_NO; a locale that is none of Google’s is refused in words that name it.', assumed, 'norwegianIsNoNo'),
  a('paste-and-hidden-columns', 'What a person pastes over a hidden column is written into it.', assumed, 'pasteFillsHiddenColumns'),
  a('manner-of-entry', 'What is typed is read in the manner of the spreadsheet’s locale: 1,5 % and 31.5.2026 in nb_NO.', sheetsReference('ValueInputOption, SpreadsheetProperties.locale')),
  a('grid-by-mask', 'A mask that names data gets it; includeGridData counts only where there is no mask.', sheetsReference('spreadsheets.get')),
];

const refusals: readonly Assumption[] = [
  a('wording-unknown-name', 'An unknown name is refused as: Invalid JSON payload received. Unknown name "x" at \'path.in_snake_case\': Cannot find field.', reported('theoephraim/node-google-spreadsheet#523', 'googleapis/google-api-python-client#930', 'googleapis/google-api-nodejs-client#1380')),
  a('wording-list-for-one', 'A list where one value belongs is refused as: Proto field is not repeating, cannot start list.', reported('googleapis/google-api-nodejs-client#1220')),
  a('no-requests', 'A batch without requests is refused as: Must specify at least one request.', reported('googleapis/google-api-nodejs-client#1001')),
  a('mask-empty', 'An update without a mask is refused as: Invalid requests[0].updateCells: At least one field must be listed in \'fields\'. (Use \'*\' to indicate all fields.)', reported('theoephraim/node-google-spreadsheet#308')),
  a('mask-spaces', 'The Sheets API refuses a mask with a space after its comma; Drive takes it.', reported('ringo380/claude-google-sheets-mcp#2', 'ringo380/claude-google-sheets-mcp#4')),
  a('answer-mask', 'A mask of an answer that names what there is not is refused as: Error expanding \'fields\' parameter. Cannot find matching fields for path.', reported('ringo380/claude-google-sheets-mcp#2')),
  a('bad-range', 'A range that cannot be read is refused as: Unable to parse range.', reported('googleworkspace/java-samples#42', 'jfmonteil/Pentaho-Google-Sheet-Plugin#6')),
  a('wording-limits', 'Protected cells, cells with too much text and grids that are too large are refused in the words of the emulator.', reported('integrately.com, list of Google Sheets errors', 'RomainVialard/ErrorHandler, list of errors')),
  a('assumed-wordings', 'A wrong enum, a wrong type and two kinds in one request are refused with the path and the value; so are other refusals worded that nobody reported.', assumed, 'assumedWordings'),
  a('error-json', 'An error has code, message, status and errors with reason and domain; Drive’s has no status.', documented('Drive API, guides: resolve errors')),
  a('quota-figures', '60 reads and 60 writes a minute for an account, 300 for the project; beyond that 429.', documented('Sheets API, usage limits')),
];

const access: readonly Assumption[] = [
  a('method-scopes', 'What each method may be called with.', documented('Sheets API and Drive API, reference: authorization scopes of each method')),
  a('whole-scopes', 'The scopes of spreadsheets open every spreadsheet to the Sheets API, and none to Drive’s methods.', documented('Drive API, guides: choose scopes; Sheets API, guides: choose scopes')),
  a('no-credentials', 'A call without credentials is 403.', documented('Google Cloud, API keys: troubleshooting')),
  a('token-gone', 'A token that ended is 401.', documented('Drive API, guides: resolve errors')),
  a('sheets-not-shared', 'The Sheets API answers for a spreadsheet that is not shared: 403, The caller does not have permission; Drive says that there is none.', reported('googleapis/google-api-ruby-client#461', 'burnash/gspread#500')),
  a('drive-unseen', 'Drive says of a file that the account, or the app, may not see, that there is none.', driveReference('files.get')),
  a('drive-file-shared', 'With drive.file an app sees what it made or was given to open on behalf of an account, and not what was merely shared with the account.', documented('Drive API, guides: choose scopes'), 'driveFileSeesShared'),
  a('drive-file-unseen', 'With drive.file the Sheets API says of what the app does not see that it is not there.', assumed, 'unseenSheetIsNotFound'),
  a('sheets-api-and-drive-file', 'What an app makes through the Sheets API with drive.file it also sees in Drive.', assumed, 'sheetsApiAuthorizesApp'),
  a('trashed-answers', 'The Sheets API answers for a spreadsheet in the bin.', assumed, 'trashedStillAnswers'),
  a('no-storage', 'Drive makes no file for an account whose storage is full or that has none, as a service account: 403 storageQuotaExceeded.', reported('burnash/gspread#1592', 'n8n-io/n8n#26050', 'xing5/mcp-google-sheets#75')),
  a('no-storage-on-create', 'The Sheets API tells a service account that makes a spreadsheet only that it has no permission.', reported('xing5/mcp-google-sheets#24'), 'createTellsStorage'),
  a('drive-lists-at-once', 'A file that was just made is found by files.list.', assumed, 'driveListsAtOnce'),
  a('drive-defaults', 'Without a mask Drive tells kind, id, name and type of a file, and not much of anything.', documented('Drive API, guides: return specific fields')),
  a('about-fields', 'about.get wants a mask.', driveReference('about.get')),
  a('permissions-for-writers', 'Only who may share a file is told with whom it is shared.', driveReference('files, permissions')),
  a('share-mails', 'Drive mails a person that a file is shared with, unless it is told not to.', driveReference('permissions.create')),
  a('share-without-account', 'Who has no account at Google is given a role only with a mail: else 400 invalidSharingRequest.', assumed, 'accountlessNeedMail'),
  a('share-address', 'A person cannot be given a role without an address.', driveReference('permissions, emailAddress')),
  a('unshare-owner', 'The owner of a file cannot be taken off it.', driveReference('permissions.delete')),
  a('unshare-answer', 'Whoever is taken off a file is told of by an answer without a body.', driveReference('permissions.delete')),
  a('app-properties', 'What an app keeps in appProperties no other app sees.', documented('Drive API, guides: add custom file properties')),
  a('properties-size', 'A property and its value have room for 124 bytes together.', documented('Drive API, guides: add custom file properties')),
];

const signIn: readonly Assumption[] = [
  a('loopback-redirect', 'An installed app is sent back to loopback, on any port.', identity('OAuth 2.0 for desktop apps')),
  a('pkce-verifier', 'A code is worth something only with the verifier that it was asked for with.', identity('OAuth 2.0 for desktop apps')),
  a('consent-gone', 'A consent that was taken back or ran out is invalid_grant.', identity('using OAuth 2.0, refresh token expiration')),
  a('testing-consent', 'An app in testing loses a consent after 7 days.', identity('using OAuth 2.0, refresh token expiration')),
  a('revoke-all', 'An app that gives back one token gives back the consent.', identity('OAuth 2.0 for desktop apps, revoking a token')),
  a('userinfo-scope', 'The account’s address is told to whom it was granted.', identity('OpenID Connect')),
  a('service-account-jwt', 'A service account signs for its tokens with RS256, for at most an hour.', identity('OAuth 2.0 for service accounts')),
  a('self-signed-jwt', 'What a service account signed itself lets it in without a token.', identity('OAuth 2.0 for service accounts, authorization without OAuth')),
];

/** All that the emulator takes Google to do. */
export const assumptions: readonly Assumption[] = [...spreadsheets, ...refusals, ...access, ...signIn];

/** Those that are to be checked with Google itself: what no page of its says, and what a page says of a switch. */
export const isUnconfirmed = ({ source, flippedBy }: Assumption): boolean => source.kind !== 'documented' || flippedBy !== undefined;
