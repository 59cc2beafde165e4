/**
 * The bound script: what Google calls by name. The build makes a function of the same name of each one that is exported here, which is all that
 * the menu, the triggers and the sidebar can reach.
 */
import { markDirty } from './kept';
import { addMenu, showSidebar } from './menu';
import { openHost } from './script-host';
import { sidebarCalls } from './sidebar-calls';
import { runTimer } from './timer';
import type { SidebarCalls } from './view';

/** What a script in this context can do with its spreadsheet; no function of its own, so nobody can call it by name. */
export const host = { open: openHost };

export const onOpen = addMenu;
/** Only says that there is something to sync: a simple trigger may ask nobody anything. */
export const onEdit = markDirty;
export const onChange = markDirty;
export const onTimer = runTimer;

export const showSync = (): void => showSidebar('sync');
export const showPreview = (): void => showSidebar('preview');
export const showConflicts = (): void => showSidebar('conflicts');
export const showConnection = (): void => showSidebar('connection');
export const showAbout = (): void => showSidebar('about');

/** To the sidebar goes text: what else Google passes on, and how, is nobody's to find out. */
const asText = <K extends keyof SidebarCalls>(name: K) => (...given: Parameters<SidebarCalls[K]>): string =>
  JSON.stringify((sidebarCalls[name] as (...all: Parameters<SidebarCalls[K]>) => unknown)(...given));

export const sidebarStatus = asText('sidebarStatus');
export const sidebarLook = asText('sidebarLook');
export const sidebarSync = asText('sidebarSync');
export const sidebarShow = asText('sidebarShow');
export const sidebarConnect = asText('sidebarConnect');
export const sidebarTimer = asText('sidebarTimer');
export const sidebarStep = asText('sidebarStep');
