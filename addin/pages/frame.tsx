import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { choiceLabels, isLocale, locales, type Locale } from '../../core';
import { Notice } from '../components/notice';
import { useSpeech } from '../components/speech';
import { hrefTo } from '../state/route';
import { frameTexts } from '../texts/frame-texts';

interface FrameProps {
  readonly isAway: boolean;
  /** What was last said aloud; nobody sees it. */
  readonly spoken: string;
  readonly onLocale: (locale: Locale) => void;
  /** Set where a token is kept. */
  readonly onForgetToken: (() => void) | null;
  readonly children: ComponentChildren;
}

const LanguageSelect = ({ onLocale }: Pick<FrameProps, 'onLocale'>): JSX.Element => {
  const { locale, say } = useSpeech();
  const id = useId();
  return (
    <div class="language">
      <label for={id}>{say(frameTexts.language)}</label>
      <select id={id} value={locale} onChange={({ currentTarget: { value } }) => { if (isLocale(value)) onLocale(value); }}>
        {locales.map((one) => <option key={one} value={one} lang={one}>{choiceLabels('locale')[one]![one]}</option>)}
      </select>
    </div>
  );
};

/** What stands around every view. */
export const Frame = ({ isAway, spoken, onLocale, onForgetToken, children }: FrameProps): JSX.Element => {
  const { say } = useSpeech();
  const skip = (event: Event): void => {
    event.preventDefault(); // what stands behind the "#" says which view is shown
    document.querySelector('main')?.focus();
  };
  return (
    <>
      <a class="skip" href="#content" onClick={skip}>{say(frameTexts.skip)}</a>
      <header class="top">
        <a class="brand" href={hrefTo({ page: 'plans' })}>Planark</a>
        <div class="top-tools">
          {onForgetToken && <button type="button" class="quiet" onClick={onForgetToken}>{say(frameTexts.signOut)}</button>}
          <LanguageSelect onLocale={onLocale} />
        </div>
      </header>
      <div role="status" class="connection">{isAway && <Notice tone="warning"><p>{say(frameTexts.away)} {say(frameTexts.triedAgain)}</p></Notice>}</div>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <div role="status" class="visually-hidden">{spoken}</div>
    </>
  );
};
