import { columnOfLetters, type GridRange } from '../../core';

const address = /^\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?$/;

/** A range of the model, "C4:C6" or "C4"; it throws where it is none. */
export const parseRange = (text: string): GridRange => {
  const [, left, top, right = left, bottom = top] = address.exec(text) ?? [];
  if (left === undefined) throw new Error(`${text} is no range`);
  return { top: Number(top) - 1, left: columnOfLetters(left), bottom: Number(bottom) - 1, right: columnOfLetters(right!) };
};
