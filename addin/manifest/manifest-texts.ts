import { inLocales as t } from '../../core';

/** What Excel shows of the add-in before any of its pages is open. A short text has at most 125 characters, the others at most 250. */
export const manifestTexts = {
  name: t('Planark', 'Planark', 'Planark', 'Planark'),
  description: t(
    'Handlingsplanen som faner i arbeidsboken. Det du endrer her, tas inn i planen, og det andre har endret, kommer hit.',
    'Handlingsplanen som faner i arbeidsboka. Det du endrar her, blir teke inn i planen, og det andre har endra, kjem hit.',
    'Handlingsplanen som flikar i arbetsboken. Det du ändrar här tas in i planen, och det andra har ändrat kommer hit.',
    'The action plan as tabs in the workbook. What you change here is taken into the plan, and what others changed comes here.',
  ),
  started: t('Planark er klart', 'Planark er klart', 'Planark är redo', 'Planark is ready'),
  startedHelp: t(
    'Velg Åpne panelet på fanen Planark. Der legger du inn en plan, eller fortsetter med den som er i arbeidsboken.',
    'Vel Opne panelet på fana Planark. Der legg du inn ein plan, eller held fram med den som er i arbeidsboka.',
    'Välj Öppna panelen på fliken Planark. Där lägger du in en plan, eller fortsätter med den som finns i arbetsboken.',
    'Choose Open the pane on the tab Planark. There you put a plan in, or go on with the one that is in the workbook.',
  ),
  tab: t('Planark', 'Planark', 'Planark', 'Planark'),
  group: t('Handlingsplan', 'Handlingsplan', 'Handlingsplan', 'Action plan'),
  open: t('Åpne panelet', 'Opne panelet', 'Öppna panelen', 'Open the pane'),
  openHelp: t(
    'Viser planen ved siden av arket: legg inn, synkroniser, løs konflikter, se historikken.',
    'Viser planen ved sida av arket: legg inn, synkroniser, løys konfliktar, sjå historikken.',
    'Visar planen bredvid arket: lägg in, synkronisera, lös konflikter, se historiken.',
    'Shows the plan beside the sheet: put it in, sync, settle conflicts, see the history.',
  ),
  sync: t('Synkroniser', 'Synkroniser', 'Synkronisera', 'Sync'),
  syncHelp: t(
    'Tar det du har endret her, inn i planen, og henter det andre har endret. Ingenting går tapt.',
    'Tek det du har endra her, inn i planen, og hentar det andre har endra. Ingenting går tapt.',
    'Tar in det du har ändrat här i planen, och hämtar det andra har ändrat. Inget går förlorat.',
    'Takes what you changed here into the plan, and fetches what others changed. Nothing is lost.',
  ),
  preview: t('Forhåndsvis', 'Førehandsvis', 'Förhandsgranska', 'Preview'),
  previewHelp: t(
    'Viser med vanlige ord hva en synkronisering ville gjøre. Ingenting blir skrevet.',
    'Viser med vanlege ord kva ei synkronisering ville gjere. Ingenting blir skrive.',
    'Visar med vanliga ord vad en synkronisering skulle göra. Inget skrivs.',
    'Shows in plain words what a sync would do. Nothing is written.',
  ),
  nextProblem: t('Neste problem', 'Neste problem', 'Nästa problem', 'Next problem'),
  nextProblemHelp: t(
    'Går til neste celle som ikke kan tas inn, og sier hva du kan skrive der i stedet.',
    'Går til neste celle som ikkje kan takast inn, og seier kva du kan skrive der i staden.',
    'Går till nästa cell som inte kan tas in, och säger vad du kan skriva där i stället.',
    'Goes to the next cell that cannot be taken in, and says what to write there instead.',
  ),
} as const;
