import { comparable } from './sheet-cells';

/** What the words above a column say, in Norwegian, Swedish and English. */
const accountWords = /^(?:konto(?:nr\.?|nummer|kode)?|kto\.?(?:nr\.?)?|account(?: (?:no\.?|number|code))?|art|artskonto)(?:$|\s|\/|:)/iu;
const nameWords = /navn|namn|tekst|text|benämning|beskriv|betegnelse|description|^name|^post(?:er)?$/iu;
const departmentWords = /^(?:avd\.?|avdeling|avdelning|department|kostnadsst(?:ed|älle)|kst|koststed|ansvar|enhet|seksjon|sektion|resultatenhet)(?:$|\s|\.|snr|nr)/iu;
const adoptedWords = /budsjett|budget|vedtatt|vedteke|beslut|antag|adopted|ramme|^b\s?'?\d\d(?!\d)/iu;
const actualWords = /regnskap|rekneskap|utfall|utfald|bokfört|bokført|actual|hittil|faktisk|^[ru]\s?'?\d\d(?!\d)/iu;
/** Numbers that are neither. */
const otherWords = /avvik|differ|diff\.?$|endring|ändring|rest(?:$|\s)|igjen|kvar|(?:^|[\s·])att$|%|prosent|procent|prognos|forecast|merknad|kommentar|planlagt|planerat|handlingsplan|(?:^|[\s·])plan(?:$|\s)|planark|variance|change|^kv(?:artal)?\s?\d|q[1-4]/iu;
const months = /(?:^|[\s·])(?:jan|feb|mar|apr|mai|maj|may|jun|jul|aug|sep|okt|oct|nov|des|dec)[a-zæøåäö]*\.?(?:$|[\s·'\d])/iu;
const totalWords = /(?:^|[\s·])(?:sum|summa|total|totalt|i alt|alle|alla|samlet)(?:$|[\s·])/iu;
const revisedWords = /revid|justert|juster|opprinn|ursprung|original/iu;

const proposedWords = /forslag|förslag|proposed|proposal/iu;

export const isAccountHeader = (label: string): boolean => accountWords.test(label);
export const isNameHeader = (label: string): boolean => nameWords.test(label) && !accountWords.test(label.replace(/navn|namn/iu, ''));
export const isDepartmentHeader = (label: string): boolean => departmentWords.test(label);
export const isOtherHeader = (label: string): boolean => otherWords.test(label) || months.test(label);
export const isTotalHeader = (label: string): boolean => totalWords.test(label);
export const isRevisedHeader = (label: string): boolean => revisedWords.test(label) || proposedWords.test(label);
export const isProposedHeader = (label: string): boolean => proposedWords.test(label);

export const kindInText = (text: string): 'adopted' | 'actual' | undefined => {
  if (actualWords.test(text)) return 'actual';
  return adoptedWords.test(text) ? 'adopted' : undefined;
};

const fullYear = /(?<!\d)(?:19|20)\d\d(?!\d)/g;
/** The years that a text names in full, each as often as it does. */
export const yearsInText = (text: string): number[] => (text.match(fullYear) ?? []).map(Number);

/** The one year that a text names: "Budsjett 2026", "B26", "Regnskap '25"; undefined for none, and for several. */
export const yearInText = (text: string): number | undefined => {
  const full = yearsInText(text);
  if (new Set(full).size > 1) return undefined;
  if (full.length > 0) return full[0];
  const [, short] = /(?:^|[\s·])(?:b|r|u|bud\.?|budsjett|budget|regn\.?|regnskap|utfall)\s?'?(\d\d)(?!\d)/iu.exec(text) ?? [];
  return short === undefined ? undefined : 2000 + Number(short);
};

const thousandWords = /(?:i|in)?\s*he(?:le|ile|la)\s+tus|i tusen|tusental|tusen kr|in thousands|\bt\.?\s?(?:kr|nok|sek)\b|\bk(?:nok|sek)\b|1[\s.]?000(?:-)?\s?(?:kr|nok|sek|-tal)|\(000\)|'000/iu;

/** Does a text say that amounts are in thousands: "Beløp i hele tusen", "tkr", "KSEK"? */
export const saysThousands = (text: string): boolean => thousandWords.test(text);

/** What is left of a label without the words of kind and year: the name of a department, where there is one. */
export const restOfLabel = (label: string): string =>
  label.split(' · ').filter((part) => {
    const left = comparable(part).replace(/(?:19|20)\d\d|budsjett|budget|regnskap|rekneskap|utfall|vedtatt|vedteke|beslutad|actual|adopted|hittil|faktisk|[\s:.,()'–-]/giu, '');
    return left !== '';
  }).join(' · ').replace(fullYear, '').replace(/\b(?:budsjett|budget|regnskap|rekneskap|utfall|vedtatt|vedteke|beslutad)\b/giu, '').trim();
