import type { JSX } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { workbookType, type WorkbookFile } from '../client/planark-client';
import { syncTexts } from '../texts/sync-texts';
import { Notice } from './notice';
import { useSpeech } from './speech';

/** A file that is dropped beside the place for it does not make the browser leave the page. */
const useNoStrayDrops = (): void => {
  useEffect(() => {
    const stay = (event: DragEvent): void => event.preventDefault();
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
    return () => {
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', stay);
    };
  }, []);
};

interface FileDropProps {
  readonly label: string;
  /** The endings of what is taken, as browsers want them. */
  readonly accept: string;
  readonly onFile: (file: WorkbookFile) => void;
}

/** Takes a file by drop, or by the browser's own choice of files, and reads it into memory at once. */
export const FileDrop = ({ label, accept, onFile }: FileDropProps): JSX.Element => {
  const { say } = useSpeech();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [isUnreadable, setUnreadable] = useState(false);
  useNoStrayDrops();
  const take = async (files: FileList | null | undefined): Promise<void> => {
    const file = files?.[0];
    if (!file) return;
    try {
      onFile({ name: file.name, type: file.type || workbookType, bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch {
      setUnreadable(true); // the browser says no more than that
    }
  };
  return (
    <>
      <label
        for={id}
        class={isOver ? 'drop over' : 'drop'}
        onDragOver={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false);
          void take(event.dataTransfer?.files);
        }}
      >
        <strong>{label}</strong>
        <span aria-hidden="true" class="button">{say(syncTexts.choose)}</span>
        <input
          class="visually-hidden"
          id={id}
          type="file"
          accept={accept}
          onChange={(event) => {
            const input = event.currentTarget;
            // Emptied, so that the same file can be chosen again after it was mended.
            void take(input.files).then(() => { input.value = ''; });
          }}
        />
      </label>
      {isUnreadable && <Notice tone="bad" role="alert"><p>{say(syncTexts.unreadableFile)}</p></Notice>}
    </>
  );
};
