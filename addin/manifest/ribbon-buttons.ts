import type { Localized } from '../../core';
import { commandNames, type CommandName } from '../commands/command-names';
import { manifestTexts } from './manifest-texts';

/** A button on the tab Planark. */
export interface RibbonButton {
  /** Names it within the manifest, and its drawing in addin/icons. */
  readonly key: string;
  readonly label: Localized;
  readonly help: Localized;
  /** It opens the pane at this address, or calls a function of the page of functions. */
  readonly action: { readonly pane: string } | { readonly call: CommandName };
}

export const ribbonButtons: readonly RibbonButton[] = [
  { key: 'open', label: manifestTexts.open, help: manifestTexts.openHelp, action: { pane: '/addin/' } },
  { key: 'sync', label: manifestTexts.sync, help: manifestTexts.syncHelp, action: { call: commandNames.sync } },
  { key: 'preview', label: manifestTexts.preview, help: manifestTexts.previewHelp, action: { pane: '/addin/?do=preview' } },
  { key: 'next', label: manifestTexts.nextProblem, help: manifestTexts.nextProblemHelp, action: { call: commandNames.nextProblem } },
];

/** Sides of the icons in pixels. The ribbon wants 16, 32 and 80; lists of add-ins show 32, and 64 on dense screens. */
export const iconSizes = [16, 32, 64, 80] as const;
export type IconSize = (typeof iconSizes)[number];

export const iconPath = (key: string, size: IconSize): string => `/addin/icons/${key}-${size}.png`;
