import { smallPlan } from './small-plan';

/** Four activities under one goal, and two costs: small enough to be shown whole. */
export const oddPlan = smallPlan({
  goals: [{ id: 'maal-1', code: 'M1', title: 'Flere med' }],
  activities: [
    { id: 'tilt-1', code: 'T1', title: 'Møte', goal: 'maal-1', responsible: 'Kari', due: '2026-03-01', times: 4, held: 1, status: 'under-way', note: 'åpent' },
    { id: 'tilt-2', code: 'T2', title: 'Kurs', goal: 'maal-1', responsible: 'Ola', due: '2026-06-01', times: 2, status: 'not-started' },
    { id: 'tilt-3', code: 'T3', title: 'Besøk', goal: 'maal-1', responsible: 'Nina', due: '2026-09-01', times: 1, status: 'not-started' },
    { id: 'tilt-4', code: 'T4', title: 'Avis', goal: 'maal-1', responsible: 'Per', due: '2026-10-01', times: 3, held: 3, status: 'completed' },
  ],
  costs: [
    { id: 'kost-1', activity: 'tilt-1', text: 'Lokale', account: '6300', year: 2026, amount: 9_000_00 },
    { id: 'kost-2', activity: 'tilt-2', text: 'Bøker', account: '6840', year: 2026, amount: 1_250_50 },
  ],
});
