import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { DiffMessage, RevisionAnswer } from '../../core';
import type { Answer } from '../client/failure';
import type { PlanarkClient } from '../client/planark-client';
import { Edits } from '../components/edits';
import { useSession } from '../components/session';
import { useSpeech } from '../components/speech';
import { useLoaded } from '../components/use-loaded';
import { Waiting } from '../components/waiting';
import { syncTexts } from '../texts/sync-texts';

interface NamedDiff {
  readonly diff: DiffMessage;
  /** The plans on both sides, which name what the difference is about; the later state first. */
  readonly plans: readonly RevisionAnswer['plan'][];
}

const loadDiff = async (client: PlanarkClient, id: string, from: number, to: number): Promise<Answer<NamedDiff>> => {
  const [diff, before, after] = await Promise.all([client.diff(id, from, to), client.revision(id, from), client.revision(id, to)]);
  if (!diff.ok) return diff;
  if (!before.ok) return before;
  if (!after.ok) return after;
  return { ...diff, value: { diff: diff.value, plans: [after.value.plan, before.value.plan] } };
};

/** What turns one revision into another. */
export const DiffBody = ({ id, from, to, level }: { readonly id: string; readonly from: number; readonly to: number; readonly level: 3 | 4 }): JSX.Element => {
  const { say } = useSpeech();
  const { client } = useSession();
  const loaded = useLoaded(`diff ${id} ${from} ${to}`, () => loadDiff(client, id, from, to));
  if (!loaded.value) return <Waiting loaded={loaded} />;
  const { diff, plans } = loaded.value;
  if (diff.lines.length === 0) return <p>{say(syncTexts.same)}</p>;
  return (
    <>
      <p class="summary">{diff.summary}</p>
      <Edits edits={diff} plans={plans} level={level} />
    </>
  );
};

/** The difference between two revisions that were chosen; brought into sight, since it is chosen from further down, too. */
export const Difference = ({ id, between: [from, to] }: { readonly id: string; readonly between: readonly [number, number] }): JSX.Element => {
  const { say } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [from, to]);
  return (
    <div class="difference">
      <h3 ref={heading} tabIndex={-1}>{say(syncTexts.difference, { from, to })}</h3>
      <DiffBody id={id} from={from} to={to} level={4} />
    </div>
  );
};
