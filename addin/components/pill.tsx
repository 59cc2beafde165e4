import type { ComponentChildren, JSX } from 'preact';
import { choiceText } from '../state/format';
import { useSpeech } from './speech';

/** The colours of a workbook: each goes with words that say the same. */
export type Tone = 'good' | 'calm' | 'warning' | 'bad' | 'conflict' | 'muted';

export const Pill = ({ tone, children }: { readonly tone: Tone; readonly children: ComponentChildren }): JSX.Element => <span class={`pill tone-${tone}`}>{children}</span>;

/** As on the sheets: a tone for each value that has one. */
const tones: Readonly<Record<string, Tone>> = {
  done: 'good', 'on-track': 'good', behind: 'warning', late: 'bad',
  ok: 'good', 'over-planned': 'warning', 'over-spent': 'bad',
  completed: 'good', 'under-way': 'calm', postponed: 'warning', cancelled: 'muted', 'not-started': 'muted',
};

export const toneOf = (value: string | null): Tone => tones[value ?? ''] ?? 'muted';

/** A value of a choice in its colour: a signal, a status. */
export const ChoicePill = ({ set, value }: { readonly set: string; readonly value: string | null }): JSX.Element => {
  const { locale } = useSpeech();
  return <Pill tone={toneOf(value)}>{choiceText(set, value, locale)}</Pill>;
};
