import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { focusArea, note, title } from './shared-fields';

/** Projects of others that the plan touches. */
export const projects = {
  tab: t('Prosjekter', 'Prosjekt', 'Projekt', 'Projects'),
  noun: t('prosjekt', 'prosjekt', 'projekt', 'project'),
  title: 'title',
  fields: {
    title: title(t('Prosjekt', 'Prosjekt', 'Projekt', 'Project')),
    owner: { type: { kind: 'text' }, header: t('Eier', 'Eigar', 'Ägare', 'Owner'), width: 24 },
    funder: { type: { kind: 'text' }, header: t('Finansiør', 'Finansiør', 'Finansiär', 'Funder'), width: 24 },
    status: { type: { kind: 'choice', set: 'projectStatus' }, header: t('Status', 'Status', 'Status', 'Status'), width: 13 },
    focusArea,
    linkedWith: {
      type: { kind: 'text' }, header: t('Kobles til', 'Blir kopla til', 'Kopplas till', 'Linked with'), width: 28,
      help: t('Hvem prosjektet bør kobles sammen med.', 'Kven prosjektet bør koplast saman med.', 'Vilka projektet bör kopplas ihop med.', 'Whom the project should be linked with.'),
    },
    contact: { type: { kind: 'text' }, header: t('Kontakt', 'Kontakt', 'Kontakt', 'Contact'), width: 24 },
    link: { type: { kind: 'text' }, header: t('Lenke', 'Lenkje', 'Länk', 'Link'), width: 34 },
    note,
  },
} as const satisfies TableDeclaration;
