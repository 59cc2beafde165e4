import { fillText, type Locale, type Localized, type TextValues } from '../../../../core';
import { plainLine } from '../../../../core/node/texts/plain-text';
import type { Json, Transcript } from '../../../../addin/host/self-check';
import { rules, type Rule } from '../rules';
import type { Comparison, Difference, RuleReport } from './compare';
import { compareTexts as texts } from './compare-texts';
import { notProbed } from './not-probed';

/** What is known least comes first: it has most to gain. */
const grades = ['assumed', 'reported', 'documented', 'client', 'own'] as const;

const mostShown = 300;
const shown = (value: Json): string => {
  const text = JSON.stringify(value);
  return text.length > mostShown ? `${text.slice(0, mostShown)} …` : text;
};

const ofRules = rules as Readonly<Record<string, Rule>>;

/** The outcome of a comparison for a person, rule by rule, by how well each is known. */
export const printComparison = ({ rules: reports, failed, unknown, differs }: Comparison, { excel, time, planark }: Transcript, locale: Locale): string[] => {
  const say = (text: Localized, values?: TextValues): string => fillText(text[locale], values);
  const whyUnseen = ({ rule, unseen = 'not-run' }: RuleReport): string => say(texts[unseen], { reason: (notProbed as Readonly<Record<string, string>>)[rule] ?? '', culture: excel.culture });
  const differenceLines = ({ probe, what, excel: saw, emulated }: Difference): string[] => [
    `      ${probe}: ${what}`, `        ${say(texts.excelSaid)}: ${shown(saw)}`, `        ${say(texts.emulatorSaid)}: ${emulated === undefined ? say(texts.nothing) : shown(emulated)}`,
  ];
  const ruleLines = (report: RuleReport): string[] => {
    const { rule, verdict, same, differences } = report;
    const told = verdict === 'agrees' ? `${say(texts.agrees)} (${same})` : verdict === 'differs' ? `${say(texts.differs)} (${differences.length}/${same + differences.length})` : say(texts.unseen);
    return [`  ${told.padEnd(14)} ${rule}: ${ofRules[rule]?.says ?? say(texts.hostRule)}${verdict === 'not-observed' ? ` — ${whyUnseen(report)}` : ''}`, ...differences.flatMap(differenceLines)];
  };
  const groupLines = (grade: (typeof grades)[number]): string[] => {
    const own = reports.filter(({ evidence }) => evidence === grade);
    const count = (verdict: RuleReport['verdict']): number => own.filter((one) => one.verdict === verdict).length;
    return ['', say(texts.group, { grade: say(texts[grade]), agree: count('agrees'), differ: count('differs'), unseen: count('not-observed') }), ...own.flatMap(ruleLines)];
  };
  return [
    say(texts.from, { host: excel.host, version: excel.version, platform: excel.platform, culture: excel.culture, api: `ExcelApi ${excel.apis['ExcelApi'] ?? '?'}`, time, planark }),
    ...grades.flatMap(groupLines),
    '',
    ...failed.map((one) => say(texts.failedProbe, one)),
    ...(unknown.length > 0 ? [say(texts.unknown, { count: unknown.length })] : []),
    say(differs ? texts.someDiffer : texts.allAgree),
  ].map(plainLine);
};
