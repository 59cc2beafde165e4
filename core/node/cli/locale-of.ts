import type { Locale } from '../../plan/locale';
import type { CommandContext } from './command';

/** The language to speak: the one asked for, the plan's, the machine's. */
export const localeOf = ({ askedLocale, environmentLocale }: CommandContext, plan?: { readonly locale: Locale }): Locale => askedLocale ?? plan?.locale ?? environmentLocale;
