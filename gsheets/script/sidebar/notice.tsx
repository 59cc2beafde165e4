import type { ComponentChildren, JSX } from 'preact';
import type { Trouble } from '../trouble';
import { texts } from './sidebar-texts';
import { useSay } from './speech';
import { broke, storeHasIt, troubleText } from './trouble-texts';

export const Notice = ({ tone, role, children }: { readonly tone: 'good' | 'warning' | 'bad'; readonly role?: 'alert' | 'status'; readonly children: ComponentChildren }): JSX.Element => (
  <div class={`notice tone-${tone}`} role={role}>{children}</div>
);

/** What went wrong and what to do. `broke`: the script itself did not get done. */
export const TroubleNotice = ({ trouble }: { readonly trouble: Trouble | 'broke' }): JSX.Element => {
  const say = useSay();
  if (trouble === 'broke') return <Notice tone="bad" role="alert"><p>{say(broke)}</p></Notice>;
  const { code, said = '', tab = '', isStored } = trouble;
  const text = troubleText(code, trouble.tab);
  return (
    <Notice tone={isStored ? 'warning' : 'bad'} role="alert">
      {isStored && <p><strong>{say(storeHasIt)}</strong></p>}
      <p>{text ? say(text, { said, tab }) : said}</p>
    </Notice>
  );
};

/** That a place cannot be shown. */
export const NoPlace = ({ place }: { readonly place: string }): JSX.Element => <Notice tone="warning" role="alert"><p>{useSay()(texts.noPlace, { place })}</p></Notice>;
