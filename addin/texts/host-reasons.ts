import type { Localized } from '../../core';
import type { HostFailure } from '../host/open-workbook';
import type { Trouble } from '../state/pane-state';
import { linkTexts } from './link-texts';
import { paneTexts } from './pane-texts';

/** Why the open workbook could not be read or written, and what to do; some of them name the `{tab}`. `of` is what was being done. */
export const reasonOf = ({ kind, tab }: HostFailure, of: Extract<Trouble, { from: 'workbook' }>['kind']): Localized => {
  switch (kind) {
    case 'editing': return paneTexts.finishCell;
    case 'busy': return paneTexts.busy;
    case 'too-large': return paneTexts.tooLarge;
    case 'protected': return tab === undefined ? paneTexts.protectedWorkbook : paneTexts.protectedTab;
    case 'read-only': return paneTexts.readOnlyWorkbook;
    case 'lost': return paneTexts.lost;
    case 'blocked': return paneTexts.blocked;
    case 'refused': return paneTexts.refused;
    case 'changed':
      if (of === 'link') return tab === undefined ? linkTexts.movedUnseen : linkTexts.moved;
      if (of !== 'insert') return paneTexts.stillChanging;
      return tab === undefined ? paneTexts.nameTakenUnseen : paneTexts.nameTaken;
  }
};
