import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale, RevisionMessage, UndoAnswer } from '../../core';
import type { ClientFailure } from '../client/failure';
import { PrimaryButton } from '../components/button';
import { Dialog } from '../components/dialog';
import { FailureNotice } from '../components/notice';
import { useSession } from '../components/session';
import { useSpeech } from '../components/speech';
import { frameTexts } from '../texts/frame-texts';
import { syncTexts } from '../texts/sync-texts';
import { DiffBody } from './difference';

/** Undo what a revision did, or go back to one as a whole. */
export interface UndoWish {
  readonly kind: 'undo' | 'go-back';
  readonly number: number;
  /** What was the newest when the person asked; going back is from it, whatever comes meanwhile. */
  readonly head: RevisionMessage;
}
export interface Undone {
  readonly wish: UndoWish;
  readonly answer: UndoAnswer;
  /** The language of the answer. */
  readonly locale: Locale;
}

interface UndoDialogProps {
  readonly id: string;
  readonly wish: UndoWish;
  readonly onClose: () => void;
  readonly onDone: (undone: Undone) => void;
}

/** Shows what would be taken back, and takes it back. */
export const UndoDialog = ({ id, wish, onClose, onDone }: UndoDialogProps): JSX.Element => {
  const { locale, say } = useSpeech();
  const { client } = useSession();
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { number, head } = wish;
  const isUndo = wish.kind === 'undo';
  const undo = async (): Promise<void> => {
    setBusy(true);
    const answer = await client.undo(id, isUndo ? { revision: number } : { to: number }, isUndo ? null : `"${head.hash}"`);
    setBusy(false);
    if (answer.ok) onDone({ wish, answer: answer.value, locale });
    else setFailure(answer.failure);
  };
  const title = say(isUndo ? syncTexts.undoQuestion : syncTexts.goBackQuestion, { number });
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <PrimaryButton isOff={isBusy} onClick={() => void undo()}>{say(isUndo ? syncTexts.undoThat : syncTexts.goBackThat, { number })}</PrimaryButton>
          <button type="button" onClick={onClose}>{say(frameTexts.cancel)}</button>
        </>
      }
    >
      <p>{say(isUndo ? syncTexts.undoHelp : syncTexts.goBackHelp)}</p>
      {isUndo ? <DiffBody id={id} from={number - 1} to={number} level={3} /> : <DiffBody id={id} from={head.number} to={number} level={3} />}
      {failure && <FailureNotice failure={failure} />}
    </Dialog>
  );
};
