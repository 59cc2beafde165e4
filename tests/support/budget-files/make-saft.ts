/** An account as SAF-T has it; the balance at the end of the period in minor units, debit above nought. */
export interface SaftAccount {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly code: string;
  readonly closing: number;
}

export interface SaftOptions {
  readonly accounts: readonly SaftAccount[];
  /** Months by number, or days; either says what the file is of. */
  readonly selection: { readonly from: string; readonly to: string } | { readonly year: number; readonly months: readonly [number, number] };
  /** "n1:" or '': every name has it, or none. */
  readonly prefix?: string;
  /** White space between elements. */
  readonly gap?: string;
}

const namespace = 'urn:StandardAuditFile-Taxation-Financial:NO';
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const decimal = (minor: number): string => (minor / 100).toFixed(2);

/**
 * A file of the Norwegian SAF-T Financial data schema, version 1.30, as its description has it: a header, general ledger accounts that are mapped to a
 * grouping, tax codes, and one balanced entry after them.
 */
export const makeSaft = ({ accounts, selection, prefix = '', gap = '' }: SaftOptions): string => {
  const el = (name: string, ...content: readonly string[]): string => `<${prefix}${name}>${content.join(gap)}</${prefix}${name}>`;
  const t = (name: string, text: string | number): string => el(name, escape(String(text)));
  const balance = (when: 'Opening' | 'Closing', minor: number): string => t(`${when}${minor < 0 ? 'Credit' : 'Debit'}Balance`, decimal(Math.abs(minor)));
  const account = ({ id, name, category, code, closing }: SaftAccount): string =>
    el('Account', t('AccountID', id), t('AccountDescription', name), t('GroupingCategory', category), t('GroupingCode', code), t('AccountType', 'GL'), balance('Opening', 0), balance('Closing', closing));
  const criteria = 'from' in selection
    ? [t('SelectionStartDate', selection.from), t('SelectionEndDate', selection.to)]
    : [t('PeriodStart', selection.months[0]), t('PeriodStartYear', selection.year), t('PeriodEnd', selection.months[1]), t('PeriodEndYear', selection.year)];
  const header = el('Header',
    t('AuditFileVersion', '1.30'), t('AuditFileCountry', 'NO'), t('AuditFileDateCreated', '2026-11-01'), t('SoftwareCompanyName', 'Regnskap & Sønn'), t('SoftwareID', 'Kasse'), t('SoftwareVersion', '1'),
    el('Company', t('RegistrationNumber', '999999999'), t('Name', 'Laget'), el('Contact', el('ContactPerson', t('FirstName', 'Kari'), t('LastName', 'Nes')))),
    t('DefaultCurrencyCode', 'NOK'), el('SelectionCriteria', ...criteria), t('TaxAccountingBasis', 'A'));
  const taxes = el('TaxTable', el('TaxTableEntry', t('TaxType', 'MVA'), t('Description', 'Merverdiavgift'), el('TaxCodeDetails', t('TaxCode', '0'), t('Country', 'NO'), t('StandardTaxCode', '0'), t('BaseRate', 100))));
  const line = (record: number, side: string): string => el('Line', t('RecordID', record), t('AccountID', accounts[0]!.id), t('Description', 'Kurs'), el(side, t('Amount', '1.00')));
  const entry = el('Transaction', t('TransactionID', 1), t('Period', 1), t('PeriodYear', 2026), t('TransactionDate', '2026-01-15'), t('Description', 'Kurs'), t('SystemEntryDate', '2026-01-15'), t('GLPostingDate', '2026-01-15'), line(1, 'DebitAmount'), line(2, 'CreditAmount'));
  const entries = el('GeneralLedgerEntries', t('NumberOfEntries', 1), t('TotalDebit', '1.00'), t('TotalCredit', '1.00'), el('Journal', t('JournalID', 1), t('Description', 'Bilag'), t('Type', 'GL'), entry));
  const bound = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
  const body = [header, el('MasterFiles', el('GeneralLedgerAccounts', ...accounts.map(account)), taxes), entries].join(gap);
  return `<?xml version="1.0" encoding="UTF-8"?>${gap}<${prefix}AuditFile ${bound}="${namespace}">${body}</${prefix}AuditFile>`;
};
