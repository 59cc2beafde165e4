import type { ComponentChildren, JSX } from 'preact';
import type { Locale } from '../../core';
import { LocaleSelect } from '../components/locale-select';
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
  /** More tools beside the language. */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** What stands around every view. */
export const Frame = ({ isAway, spoken, onLocale, onForgetToken, tools, children }: FrameProps): JSX.Element => {
  const { locale, say } = useSpeech();
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
          {tools}
          <div class="language"><LocaleSelect label={say(frameTexts.language)} value={locale} onLocale={onLocale} /></div>
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
