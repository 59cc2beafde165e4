import type { JSX } from 'preact';
import type { PreviewAnswer } from '../../core';
import { syncTexts } from '../texts/sync-texts';
import { Cell } from './cell';
import { ScrollArea } from './scroll-area';
import { useSpeech } from './speech';

/** What was not taken in, each with what to do: cells that make no sense, changes that the person may not make, rows that are in use. */
export const Problems = ({ problems }: { readonly problems: PreviewAnswer['problems'] }): JSX.Element => {
  const { say } = useSpeech();
  return (
    <section aria-labelledby="problems-title">
      <h3 id="problems-title">{say(syncTexts.problems)}</h3>
      <p>{say(syncTexts.problemsHelp)}</p>
      <ScrollArea label={say(syncTexts.problems)}>
        <table>
          <thead><tr><th scope="col">{say(syncTexts.where)}</th><th scope="col">{say(syncTexts.whatToDo)}</th></tr></thead>
          <tbody>
            {problems.map(({ code, tab, cell, header, message }) => (
              <tr key={`${code} ${tab} ${cell} ${message}`}><th scope="row"><Cell place={cell ?? tab} />{header && <span class="soft small"> {header}</span>}</th><td>{message}</td></tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
};

/** What a person should know. A sentence of the command line about its own options is said as it is here. */
export const Notices = ({ notices }: { readonly notices: PreviewAnswer['notices'] }): JSX.Element => {
  const { say } = useSpeech();
  return (
    <section aria-labelledby="notices-title">
      <h3 id="notices-title">{say(syncTexts.notices)}</h3>
      <ul>
        {notices.map(({ code, tab, cell, message }) => (
          <li key={`${code} ${tab} ${cell} ${message}`}><Cell place={cell ?? tab} /> {code === 'ORDER_NOT_TAKEN' ? say(syncTexts.orderNotTaken) : message}</li>
        ))}
      </ul>
    </section>
  );
};
