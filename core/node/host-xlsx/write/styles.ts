import type { Alignment, Border, Borders, Fill, Font, Style } from 'exceljs';
import { createLooks, fontName, tabColours as colours, toneLooks, type Colour, type LineLook, type Look, type ToneLook, barColour as bars } from '../../../sheet/looks';
import type { StyleName, Tone } from '../../../sheet/model';

const argb = (colour: Colour): { argb: string } => ({ argb: `FF${colour}` });

/** The entries that say something: exceljs writes what it is given. */
const said = <T extends object>(given: T): T => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

const toFont = ({ size, ink, isBold, isItalic, isUnderlined }: Look): Partial<Font> =>
  said({ name: fontName, size, color: argb(ink), bold: isBold, italic: isItalic, underline: isUnderlined });

const toAlignment = ({ vertical, horizontal, indent, wraps }: Look): Partial<Alignment> => said({ vertical, horizontal, indent, wrapText: wraps });

const toLine = (look: LineLook | undefined): Partial<Border> | undefined => look && { style: look.kind, color: argb(look.colour) };

const toBorders = ({ top, left, bottom }: Look): Partial<Borders> => said({ top: toLine(top), left: toLine(left), bottom: toLine(bottom) });

const toFill = (fill: Colour): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: argb(fill) });

const orNothing = <T extends object>(given: T): T | undefined => (Object.keys(given).length === 0 ? undefined : given);

const toStyle = (look: Look): Partial<Style> => said({
  font: toFont(look),
  fill: look.fill === undefined ? undefined : toFill(look.fill),
  alignment: orNothing(toAlignment(look)),
  border: orNothing(toBorders(look)),
  numFmt: look.format,
  protection: look.isUnlocked ? { locked: false } : undefined,
});

const mapValues = <K extends string, A, B>(from: Readonly<Record<K, A>>, map: (value: A) => B): Readonly<Record<K, B>> =>
  Object.fromEntries(Object.entries<A>(from).map(([key, value]) => [key, map(value)])) as Record<K, B>;

/** Every named look, as exceljs has it. Cells share these objects: exceljs knows a style it has seen by its identity. */
export const createStyles = (dateFormat: string): Readonly<Record<StyleName, Partial<Style>>> => mapValues(createLooks(dateFormat), toStyle);

const toToneStyle = ({ fill, ink, isBold }: ToneLook): Partial<Style> =>
  ({ fill: { type: 'pattern', pattern: 'solid', bgColor: argb(fill) } as Fill, font: said({ bold: isBold, color: argb(ink) }) });

export const toneStyles: Readonly<Record<Tone, Partial<Style>>> = mapValues(toneLooks, toToneStyle);
export const barColour = argb(bars).argb;
export const tabColours = mapValues(colours, (colour: Colour) => argb(colour).argb);
