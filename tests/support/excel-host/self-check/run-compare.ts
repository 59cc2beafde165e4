import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fillText, isLocale, type Localized, type TextValues } from '../../../../core';
import { environmentLocale } from '../../../../core/node/cli/command-line';
import { plainJson, plainLine } from '../../../../core/node/texts/plain-text';
import { probes } from '../../../../addin/host/probes/probes';
import { compare } from './compare';
import { compareTexts as texts } from './compare-texts';
import { printComparison } from './print-comparison';
import { mostBytes, readTranscript } from './read-transcript';

export interface CompareEnvironment {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

const exitCodes = { agrees: 0, failed: 1, differs: 2 } as const;

interface Words {
  readonly file?: string;
  readonly isJson: boolean;
  readonly wantsHelp?: boolean;
  readonly locale?: string;
}

const wordsOf = (argv: readonly string[]): Words => {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: { json: { type: 'boolean' }, locale: { type: 'string' }, help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
    return { ...(positionals.length === 1 && { file: positionals[0]! }), isJson: values.json ?? false, wantsHelp: values.help ?? false, ...(values.locale !== undefined && { locale: values.locale }) };
  } catch {
    return { isJson: false };
  }
};

/** The file's bytes, or one more than a transcript has of one that is too large to be read. */
const bytesOf = (file: string): Uint8Array | null => {
  try {
    return statSync(file).size > mostBytes ? new Uint8Array(mostBytes + 1) : readFileSync(file);
  } catch {
    return null;
  }
};

/** `npm run compare`: gives the exit code. */
export const runCompare = async ({ argv, env, stdout, stderr }: CompareEnvironment): Promise<number> => {
  const { file, isJson, wantsHelp, locale: asked } = wordsOf(argv);
  const locale = isLocale(asked) ? asked : environmentLocale(env);
  const fail = (text: Localized, values?: TextValues): number => {
    stderr(`${plainLine(fillText(text[locale], values))}\n`);
    return exitCodes.failed;
  };
  if (wantsHelp) {
    stdout(`${texts.usage[locale]}\n`);
    return exitCodes.agrees;
  }
  if (file === undefined || (asked !== undefined && !isLocale(asked))) return fail(texts.usage);
  const bytes = bytesOf(file);
  if (bytes === null) return fail(texts.unreadable, { file });
  const read = readTranscript(bytes);
  if (!read.ok) return fail(read.says, read.values);
  const comparison = await compare(read.value, probes);
  stdout(isJson ? plainJson({ excel: read.value.excel, ...comparison }) : `${printComparison(comparison, read.value, locale).join('\n')}\n`);
  return comparison.differs ? exitCodes.differs : exitCodes.agrees;
};
