export interface CommandUsage {
  /** Words after the command, "PLAN"; those in brackets may be left out. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string; readonly value?: string; readonly multiple?: true }>>;
}

const take = { type: 'boolean' } as const;

/** Options that every command takes. */
export const commonOptions: CommandUsage['options'] = {
  store: { type: 'string', value: 'DIR|URL' },
  locale: { type: 'string', value: 'nb|nn|sv|en' },
  json: take,
  help: { type: 'boolean', short: 'h' },
};

const google = { 'key-file': { type: 'string', value: 'FILE.json' } } as const;
/** The linked file that another copy of it is read as. */
const linkedAs = { as: { type: 'string', value: 'LINKED-FILE' } } as const;
const committing = { author: { type: 'string', value: 'NAME' }, message: { type: 'string', value: 'TEXT' } } as const;
const deciding = { prefer: { type: 'string', value: 'store|sheet' }, 'take-order': take, 'confirm-deletions': take } as const;

/** Whether a word may be left out. */
export const mayBeLeftOut = (word: string): boolean => word.startsWith('[');

const mail = { type: 'string', value: 'TEXT' } as const;

/** The commands, in the order of the help. */
export const usages: Readonly<Record<string, CommandUsage>> = {
  start: { words: [], options: { port: { type: 'string', value: 'N' }, log: take } },
  serve: {
    words: [],
    options: {
      port: { type: 'string', value: 'N' }, host: { type: 'string', value: 'ADDRESS' }, cert: { type: 'string', value: 'FILE.pem' }, key: { type: 'string', value: 'FILE.pem' },
      'behind-proxy': take, 'oidc-issuer': { type: 'string', value: 'URL' }, 'oidc-audience': { type: 'string', value: 'NAME' }, 'oidc-groups': { type: 'string', value: 'FILE.json' },
      origins: { type: 'string', value: 'URL,URL' }, author: { type: 'string', value: 'NAME' }, log: take, sheets: take, ...google,
    },
  },
  init: { words: [], options: { empty: take } },
  list: { words: [], options: {} },
  show: { words: ['PLAN'], options: { at: { type: 'string', value: 'N' } } },
  put: { words: ['FILE.json'], options: committing },
  render: { words: ['PLAN'], options: { output: { type: 'string', short: 'o', value: 'FILE.xlsx' }, into: { type: 'string', value: 'FILE.xlsx' } } },
  preview: { words: ['FILE.xlsx'], options: deciding },
  sync: { words: ['FILE.xlsx'], options: { ...committing, ...deciding } },
  conflicts: { words: ['FILE.xlsx'], options: {} },
  resolve: {
    words: ['FILE.xlsx'],
    options: {
      cell: { type: 'string', value: 'TAB!CELL' }, take: { type: 'string', value: 'store|sheet|both|remove|keep' }, seen: { type: 'string', value: 'N' }, author: { type: 'string', value: 'NAME' }, message: { type: 'string', value: 'TEXT' }, 'confirm-deletions': take,
    },
  },
  history: { words: ['PLAN'], options: {} },
  undo: { words: ['PLAN'], options: { revision: { type: 'string', value: 'N' }, to: { type: 'string', value: 'N' }, author: { type: 'string', value: 'NAME' } } },
  check: { words: ['PLAN|FILE.xlsx'], options: {} },
  schema: { words: [], options: {} },
  'budget link': {
    words: ['PLAN', 'FILE'],
    options: {
      tab: { type: 'string', value: 'TAB' }, account: { type: 'string', value: 'COLUMN' }, name: { type: 'string', value: 'COLUMN' }, department: { type: 'string', value: 'COLUMN' },
      adopted: { type: 'string', value: 'YEAR[:DEPARTMENT]=COLUMN', multiple: true }, actual: { type: 'string', value: 'YEAR[:DEPARTMENT]=COLUMN', multiple: true }, planned: { type: 'string', value: 'YEAR[:DEPARTMENT]=COLUMN', multiple: true },
      'header-row': { type: 'string', value: 'N' }, thousands: take, income: { type: 'string', value: 'negative|positive|result' }, guess: take, yes: take, preview: take, names: take, author: { type: 'string', value: 'NAME' }, ...google,
    },
  },
  'budget unlink': { words: ['PLAN', 'FILE'], options: { tab: { type: 'string', value: 'TAB' }, author: { type: 'string', value: 'NAME' } } },
  'budget pull': { words: ['PLAN', 'FILE'], options: { preview: take, all: take, prefer: { type: 'string', value: 'store|sheet' }, 'as-of': { type: 'string', value: 'YYYY-MM-DD' }, ...linkedAs, ...committing, ...google } },
  'budget check': { words: ['PLAN', '[FILE]'], options: { ...linkedAs, ...google } },
  'budget push': { words: ['PLAN', 'FILE.xlsx'], options: { column: { type: 'string', value: 'HEADER' }, year: { type: 'string', value: 'YYYY' }, tab: { type: 'string', value: 'TAB' }, preview: take, yes: take, ...linkedAs, ...google } },
  rollup: { words: ['[NATIONAL-PLAN]'], options: { regions: { type: 'string', value: 'PLAN,PLAN' }, output: { type: 'string', short: 'o', value: 'FILE.xlsx' } } },
  'regions update': { words: ['[NATIONAL-PLAN]'], options: { regions: { type: 'string', value: 'PLAN,PLAN' } } },
  'store migrate': { words: [], options: {} },
  'store copy': { words: ['FROM', 'TO'], options: {} },
  'audit verify': { words: [], options: { expect: { type: 'string', value: 'HASH' } } },
  'audit list': { words: [], options: { plan: { type: 'string', value: 'ID' }, since: { type: 'string', value: 'DATE' } } },
  'token create': {
    words: [],
    options: {
      name: { type: 'string', value: 'NAME' }, role: { type: 'string', value: 'reader|editor|treasurer|owner|admin' }, plan: { type: 'string', value: 'PLAN,PLAN' }, organisation: { type: 'string', value: 'NAME' },
      everything: take, expires: { type: 'string', value: 'DATE' }, author: { type: 'string', value: 'NAME' },
    },
  },
  'token list': { words: [], options: {} },
  'token revoke': { words: ['ID'], options: { author: { type: 'string', value: 'NAME' } } },
  'gsheets create': {
    words: ['PLAN'],
    options: { share: { type: 'string', value: 'PERSON:ROLE', multiple: true }, mail, another: take, ...google },
  },
  'gsheets adopt': { words: ['PLAN', 'SPREADSHEET'], options: { ...google, ...committing, ...deciding } },
  'gsheets preview': { words: ['[PLAN|SPREADSHEET]'], options: { ...google, ...deciding } },
  'gsheets sync': { words: ['[PLAN|SPREADSHEET]'], options: { all: take, watch: take, every: { type: 'string', value: 'SECONDS' }, ...google, ...committing, ...deciding } },
  'gsheets share': { words: ['PLAN|SPREADSHEET', 'PERSON:ROLE'], options: { mail, ...google } },
  'gsheets unshare': { words: ['PLAN|SPREADSHEET', 'PERSON'], options: google },
  'gsheets status': { words: ['[PLAN|SPREADSHEET]'], options: google },
  'gsheets unlink': { words: ['SPREADSHEET'], options: {} },
  'gsheets region-setup': { words: ['[NATIONAL-PLAN]'], options: { regions: { type: 'string', value: 'PLAN[:PERSON],…' }, share: { type: 'string', value: 'PLAN=PERSON:ROLE', multiple: true }, mail, ...google } },
  'gsheets rollup': { words: ['[NATIONAL-PLAN]'], options: { regions: { type: 'string', value: 'PLAN,PLAN' }, share: { type: 'string', value: 'PERSON:ROLE', multiple: true }, mail, check: take, into: { type: 'string', value: 'SPREADSHEET' }, ...google } },
  'gsheets login': { words: [], options: { 'client-file': { type: 'string', value: 'FILE.json' }, adopt: take } },
  'gsheets logout': { words: [], options: {} },
};
