import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { frameTexts } from '../texts/frame-texts';
import { Notice } from './notice';
import { useSpeech } from './speech';

type View<P> = (props: P) => JSX.Element | null;

/** A browser that was told no keeps to it until the page is loaded anew, and a newer server has other parts. */
const Missing = (): JSX.Element => {
  const { say } = useSpeech();
  return <Notice tone="warning" role="alert"><p>{say(frameTexts.partMissing)}</p><p><button type="button" onClick={() => location.reload()}>{say(frameTexts.loadAnew)}</button></p></Notice>;
};

/** A view whose script is asked for when it is shown first, so that the page begins without it. [V16] */
export const part = <P extends object>(load: () => Promise<View<P>>): View<P> => {
  let known: View<P> | null = null;
  return (props) => {
    const { say } = useSpeech();
    const [state, setState] = useState<'loading' | 'loaded' | 'missing'>(known ? 'loaded' : 'loading');
    useEffect(() => {
      if (known) return;
      load().then((view) => {
        known = view;
        setState('loaded');
      }).catch(() => setState('missing'));
    }, []);
    if (state === 'missing') return <Missing />;
    const Shown = known;
    return Shown ? <Shown {...props} /> : <p class="soft" role="status">{say(frameTexts.loading)}</p>;
  };
};
