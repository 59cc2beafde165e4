import type { JSX } from 'preact';
import { useSpeech } from '../../components/speech';
import type { ListedProbe } from '../../host/self-check';
import type { CheckRun } from '../../state/check-run';
import { selfCheckTexts as texts } from '../../texts/self-check-texts';

/** Each probe with how it went, in words. */
export const ProbeList = ({ probes, run: { records, current, phase } }: { readonly probes: readonly ListedProbe[]; readonly run: CheckRun }): JSX.Element => {
  const { say } = useSpeech();
  const stateOf = ({ id, needsPerson }: ListedProbe): string => {
    const record = records.get(id);
    if (record?.outcome === 'done') return say(texts.done, { count: record.observations.length });
    if (record) return record.outcome === 'failed' ? say(texts.failed, { error: record.error ?? '' }) : say(texts.skipped);
    if (current === id) return say(texts.running);
    return needsPerson ? say(texts.withYou) : phase === 'running' ? say(texts.waiting) : '';
  };
  return (
    <section class="block" aria-labelledby="probes-title">
      <h2 id="probes-title">{say(texts.probes)}</h2>
      <ol>{probes.map((probe) => <li key={probe.id}>{say(probe.title)} <span class="soft small">{stateOf(probe)}</span></li>)}</ol>
    </section>
  );
};
