/** Both answers of what nobody could confirm of Google; each belongs to an assumption in `assumptions.ts`; what is assumed stands in `assumedSwitches`. */
export interface Switches {
  /** Developer metadata of a row goes with the row's cells when a range is sorted. */
  sortMovesRowMetadata: boolean;
  /** A copied row brings its developer metadata. */
  copyBringsRowMetadata: boolean;
  /** A duplicated sheet brings the metadata of the one it was made of. */
  duplicateBringsMetadata: boolean;
  /** Developer metadata in the body of `spreadsheets.create` is kept; else it is dropped. */
  createKeepsMetadata: boolean;
  /** `files.list` finds a file at once; else from the third list on that would hold it. */
  driveListsAtOnce: boolean;
  /** Who may not change a protected range may not insert rows or columns inside it either. */
  protectionBlocksInserts: boolean;
  /** Who may not change a protected column may not sort or delete whole rows that cross it. */
  protectionBlocksRowWork: boolean;
  /** A formula with semicolons is understood in a spreadsheet whose locale uses commas. */
  semicolonEverywhere: boolean;
  /** Strict validation lets the API write what it would refuse a person. */
  apiPassesStrictValidation: boolean;
  /** Metadata beyond about 30,000 characters for a sheet or a spreadsheet is refused. */
  metadataIsLimited: boolean;
  /** A metadata id may be used again once its metadata is deleted. */
  deletedMetadataIdIsFree: boolean;
  /** What is pasted over a hidden column is written into it too. */
  pasteFillsHiddenColumns: boolean;
  /** Replies list the owner among the editors of a protected range. */
  protectionListsOwner: boolean;
  /** Whoever adds a protected range is made one of its editors without asking. */
  protectionAddsItsMaker: boolean;
  /** A protected range that names no editors may be changed by everybody who may edit the spreadsheet; else by its owner alone. */
  unnamedEditorsAreAll: boolean;
  /** Google's locale for Norwegian is `no_NO`; else that is refused. */
  norwegianIsNoNo: boolean;
  /** Who has no account at Google can be shared with only by a mail. */
  accountlessNeedMail: boolean;
  /** With the scope `drive.file` an app sees a spreadsheet that was shared with its account by a person. */
  driveFileSeesShared: boolean;
  /** A range without an end keeps having none in replies. */
  openRangesStayOpen: boolean;
  /** A name whose cells are gone can be taken back by its number, though it is told of no more; else by a person alone. */
  goneNamesAnswer: boolean;
  /** Rows appended to a sheet look like, and are validated as, the row before them. */
  appendedRowsInherit: boolean;
  /** With the scope `drive.file`, a spreadsheet that the app may not see is answered as one that is not there; else as one that is not shared. */
  unseenSheetIsNotFound: boolean;
  /** The Sheets API still answers for a spreadsheet in the bin. */
  trashedStillAnswers: boolean;
  /** An account without storage that makes a spreadsheet is told so; else only that it has no permission. */
  createTellsStorage: boolean;
  /** `ranges` of a `get` leave out the rules, merges and charts of a sheet that they do not touch. */
  rangesLimitRules: boolean;
  /** What the Sheets API makes belongs to the app, so that Drive shows it to the app with `drive.file`. */
  sheetsApiAuthorizesApp: boolean;
  /** Refusals that nobody reported say what is assumed; else no more than that an argument is invalid. */
  assumedWordings: boolean;
}

export const assumedSwitches: Switches = {
  sortMovesRowMetadata: true,
  copyBringsRowMetadata: false,
  duplicateBringsMetadata: false,
  createKeepsMetadata: true,
  driveListsAtOnce: true,
  protectionBlocksInserts: true,
  protectionBlocksRowWork: true,
  semicolonEverywhere: true,
  apiPassesStrictValidation: true,
  metadataIsLimited: true,
  deletedMetadataIdIsFree: true,
  pasteFillsHiddenColumns: true,
  protectionListsOwner: true,
  protectionAddsItsMaker: true,
  unnamedEditorsAreAll: false,
  norwegianIsNoNo: true,
  accountlessNeedMail: true,
  driveFileSeesShared: false,
  openRangesStayOpen: true,
  goneNamesAnswer: true,
  appendedRowsInherit: false,
  unseenSheetIsNotFound: true,
  trashedStillAnswers: true,
  createTellsStorage: false,
  rangesLimitRules: false,
  sheetsApiAuthorizesApp: true,
  assumedWordings: true,
};
