import type { JSX } from 'preact';
import { mostMoved, type Plan } from '../../core';
import { editsByTable, tableLabel, type EditKind, type Edits as EditsData, type ShownEdit } from '../state/shown-edits';
import { syncTexts } from '../texts/sync-texts';
import { Cell } from './cell';
import { Pill, type Tone } from './pill';
import { useSpeech } from './speech';

const kinds = {
  added: [syncTexts.kindAdded, 'good'], changed: [syncTexts.kindChanged, 'calm'], moved: [syncTexts.kindMoved, 'muted'], removed: [syncTexts.kindRemoved, 'bad'],
} as const satisfies Record<EditKind, readonly [unknown, Tone]>;

/** Colours say what was and what is; so do words, for those who do not see them. */
const Change = ({ change }: { readonly change: NonNullable<ShownEdit['change']> }): JSX.Element => {
  const { say } = useSpeech();
  const { before, from, to, after } = change.values;
  return (
    <span class="edit-change">
      <span class="edit-field">{change.field}: </span>
      {before}
      {from && <><span class="visually-hidden">{say(syncTexts.was)} </span><del>{from}</del></>}
      {from && to && <span aria-hidden="true"> → </span>}
      {to && <><span class="visually-hidden"> {say(syncTexts.becomes)} </span><ins>{to}</ins></>}
      {' '}{after}
    </span>
  );
};

/** Edits in plain words, by table: what was or would be done. */
export const Edits = ({ edits, plans, level }: { readonly edits: EditsData; readonly plans: readonly Plan[]; readonly level: 3 | 4 }): JSX.Element => {
  const { locale, say } = useSpeech();
  const Heading = `h${level}` as const;
  return (
    <div class="edits">
      {editsByTable(edits, plans, locale).map(({ table, edits: shown }) => (
        <section key={table}>
          <Heading class="edits-table">{tableLabel(table, locale)}</Heading>
          <ul class="plain-list">
            {shown.map((edit) => (
              <li key={edit.key} class="edit">
                <Pill tone={kinds[edit.kind][1]}>{say(kinds[edit.kind][0])}</Pill>
                <span class="edit-text">
                  {edit.text && <span class="edit-what">{edit.text}</span>}
                  {edit.change && <Change change={edit.change} />}
                </span>
                {edit.cell && <Cell place={edit.cell} />}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {edits.moved.length > mostMoved && <p class="soft">{say(syncTexts.moreMoved, { count: edits.moved.length - mostMoved })}</p>}
    </div>
  );
};
