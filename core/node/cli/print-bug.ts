import { inLocales as t } from '../../plan/locale';
import { exitCodes } from './command';
import { askedLocale, environmentLocale } from './command-line';
import { plainJson, plainText } from '../texts/plain-text';
import type { CliEnvironment } from './run-cli';

const text = t(
  'Noe gikk galt i Planark selv ({what}). Meld gjerne fra, med det som vises når kommandoen kjøres med PLANARK_DEBUG=1.',
  'Noko gjekk gale i Planark sjølv ({what}). Meld gjerne frå, med det som blir vist når kommandoen blir køyrd med PLANARK_DEBUG=1.',
  'Något gick fel i Planark självt ({what}). Rapportera gärna, med det som visas när kommandot körs med PLANARK_DEBUG=1.',
  'Something went wrong in Planark itself ({what}). Please report it, with what is shown when the command is run with PLANARK_DEBUG=1.',
);
const longest = 200;

/** A bug: the person gets a sentence, and the stack only where they ask for it. */
export const printBug = (error: Error, { argv, env, stdout, stderr }: CliEnvironment): number => {
  const what = String(error.message).split('\n')[0]!.slice(0, longest);
  const message = plainText(text[askedLocale(argv) ?? environmentLocale(env)].replace('{what}', () => what));
  if (argv.includes('--json')) stdout(plainJson({ error: { kind: 'bug', message } }));
  else stderr(`${message}\n`);
  if (env['PLANARK_DEBUG']) stderr(`${error.stack}\n`);
  return exitCodes.failed;
};
