import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Localized } from '../../../core';
import { useSession } from '../../components/session';
import { useSpeech } from '../../components/speech';
import type { Job, PaneState } from '../../state/pane-state';
import { frameTexts } from '../../texts/frame-texts';
import { linkTexts } from '../../texts/link-texts';
import { paneTexts } from '../../texts/pane-texts';
import { usePane } from './pane-context';

const askingTexts: Readonly<Record<Job['kind'], Localized>> = { sync: paneTexts.syncing, insert: paneTexts.fetching, link: linkTexts.keeping, check: paneTexts.comparing, preview: paneTexts.comparing };

const stepText = (job: Job): Localized => {
  switch (job.step) {
    case 'reading': case 'naming': return paneTexts.reading;
    case 'writing': return paneTexts.writing;
    case 'asking': return askingTexts[job.kind];
  }
};

/** What is being done for the person, or waited for; looking what is new is told where it is looked at. */
const doingText = ({ job, isEditing, book }: PaneState): Localized | null => {
  if (!job || (job.kind === 'check' && book.kind !== 'unread')) return null;
  return isEditing ? paneTexts.finishCell : stepText(job);
};

/** Milliseconds after which a step may hang, and the person is asked. */
const longStep = 20_000;

/** Does this step take so long that it may never end? */
const useIsLong = (job: Job | null): boolean => {
  const [long, setLong] = useState<Job | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setLong(job), longStep);
    return () => clearTimeout(timer);
  }, [job]);
  return job !== null && long === job;
};

/** Tells what goes on; after a second a bar shows that it does, and after a long time it can be tried again. */
export const Doing = (): JSX.Element | null => {
  const { say } = useSpeech();
  const { announce } = useSession();
  const { pane, state } = usePane();
  const text = doingText(state);
  const isLong = useIsLong(state.job);
  const isWaiting = state.isEditing || state.trouble !== null;
  useEffect(() => { if (text) announce(say(text)); }, [text]);
  return text && (
    <div class={state.isEditing ? 'doing notice tone-warning' : 'doing'}>
      <p>{say(text)}</p>
      {!isWaiting && <progress aria-label={say(frameTexts.loading)} />}
      {!isWaiting && isLong && <p class="actions"><button type="button" onClick={() => pane.send({ type: 'try-again' })}>{say(frameTexts.tryAgain)}</button></p>}
    </div>
  );
};
