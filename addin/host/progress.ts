/** How far a write has come, for whoever has to tell why it ended. */
export interface Progress {
  /** Something that a request wrote stands in the workbook. */
  hasWritten: boolean;
  /** A request that writes is under way. */
  isWriting: boolean;
  /** A tab that is protected: where that stands in the way, it is most likely this one. */
  guarded?: string;
}

/** Looks at the workbook before a request that writes is asked again: what was refused has written nothing. */
export const whileChecking = async (progress: Progress, check: () => Promise<void>): Promise<void> => {
  progress.isWriting = false;
  await check();
  progress.isWriting = true;
};

/** Tells that a request writes, and then that it has written. */
export const whileWriting = async <T>(progress: Progress, request: () => Promise<T>): Promise<T> => {
  progress.isWriting = true;
  const answer = await request();
  progress.isWriting = false;
  progress.hasWritten = true;
  return answer;
};
