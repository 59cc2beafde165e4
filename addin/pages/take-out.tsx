import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale, PlanAnswer } from '../../core';
import type { ClientFailure } from '../client/failure';
import { handOver } from '../client/hand-over';
import { PrimaryButton } from '../components/button';
import { LocaleSelect } from '../components/locale-select';
import { FailureNotice } from '../components/notice';
import { useSession } from '../components/session';
import { useSpeech } from '../components/speech';
import { syncTexts } from '../texts/sync-texts';

/** Takes the plan out as a workbook: in its own language, unless another is chosen, since the board shares it. */
export const TakeOut = ({ plan }: { readonly plan: PlanAnswer['plan'] }): JSX.Element => {
  const { say } = useSpeech();
  const { client, announce } = useSession();
  const [locale, setLocale] = useState<Locale>(plan.locale);
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async (): Promise<void> => {
    setBusy(true);
    const answer = await client.workbook(plan.id, locale);
    setBusy(false);
    setFailure(answer.ok ? null : answer.failure);
    setTaken(answer.ok ? answer.value.name : null);
    if (!answer.ok) return;
    handOver(answer.value);
    announce(say(syncTexts.takenOut, { name: answer.value.name }));
  };
  return (
    <section class="block" aria-labelledby="take-out-title">
      <h2 id="take-out-title">{say(syncTexts.takeOut)}</h2>
      <p>{say(syncTexts.takeOutHelp)}</p>
      <div class="inline-form">
        <div>
          <LocaleSelect label={say(syncTexts.workbookLanguage)} value={locale} onLocale={setLocale} />
        </div>
        <PrimaryButton isOff={isBusy} onClick={() => void take()}>{say(syncTexts.takeOut)}</PrimaryButton>
      </div>
      {taken && <p class="soft">{say(syncTexts.takenOut, { name: taken })}</p>}
      {failure && <FailureNotice failure={failure} onRetry={() => void take()} />}
    </section>
  );
};
