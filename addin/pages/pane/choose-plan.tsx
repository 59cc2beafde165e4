import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale, PlanListItem } from '../../../core';
import { PrimaryButton } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { LocaleSelect } from '../../components/locale-select';
import { useSpeech } from '../../components/speech';
import { useTitle } from '../../components/use-title';
import { choiceText, periodText } from '../../state/format';
import { isFree } from '../../state/pane-state';
import { frameTexts } from '../../texts/frame-texts';
import { paneTexts } from '../../texts/pane-texts';
import { syncTexts } from '../../texts/sync-texts';
import { FoundPlans } from '../plans-page';
import { Doing } from './doing';
import { usePane } from './pane-context';
import { TroubleNotice } from './trouble-notice';

interface InsertProps {
  readonly plan: PlanListItem;
  readonly onClose: () => void;
}

/** Twenty tabs come into somebody's workbook: that is asked about first. */
const InsertDialog = ({ plan: { id, title }, onClose }: InsertProps): JSX.Element => {
  const { locale: spoken, say } = useSpeech();
  const { pane } = usePane();
  const [locale, setLocale] = useState<Locale>(spoken);
  const insert = (): void => {
    onClose();
    pane.send({ type: 'insert-asked', planId: id, locale });
  };
  return (
    <Dialog
      title={say(paneTexts.insertQuestion, { title: title || id })}
      onClose={onClose}
      actions={<><PrimaryButton isOff={false} onClick={insert}>{say(paneTexts.insertHere)}</PrimaryButton><button type="button" onClick={onClose}>{say(frameTexts.cancel)}</button></>}
    >
      <p>{say(paneTexts.insertHelp)}</p>
      <div class="field"><LocaleSelect label={say(syncTexts.workbookLanguage)} value={locale} onLocale={setLocale} /></div>
    </Dialog>
  );
};

/** Chooses a plan for a workbook that has none. */
export const ChoosePlan = (): JSX.Element => {
  const { locale, say } = useSpeech();
  const { state } = usePane();
  const [chosen, setChosen] = useState<PlanListItem | null>(null);
  useTitle(say(paneTexts.chooseTitle));
  const Item = ({ plan }: { readonly plan: PlanListItem }): JSX.Element => (
    <li class="plan-choice">
      <div>
        <h2>{plan.title || plan.id}</h2>
        <p class="soft small">{[plan.organisation, periodText(plan.periodStart, plan.periodEnd, locale), choiceText('planStatus', plan.status || null, locale)].filter((text) => text !== '').join(' · ')}</p>
      </div>
      <button type="button" aria-label={say(paneTexts.chooseThat, { title: plan.title || plan.id })} aria-disabled={!isFree(state)} onClick={() => { if (isFree(state)) setChosen(plan); }}>{say(paneTexts.choose)}</button>
    </li>
  );
  return (
    <>
      <h1 tabIndex={-1}>{say(paneTexts.chooseTitle)}</h1>
      <p>{say(paneTexts.chooseHelp)}</p>
      <Doing />
      <TroubleNotice />
      <FoundPlans item={Item} />
      {chosen && <InsertDialog plan={chosen} onClose={() => setChosen(null)} />}
    </>
  );
};
