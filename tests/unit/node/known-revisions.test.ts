import { createKnownRevisions, type KnownRevisions } from '../../../core/node/revision/known-revisions';
import { smallPlan } from '../../support/small-plan';

const MB = 1024 * 1024;
const plan = smallPlan();

const note = (known: KnownRevisions, planId: string, number: number, mark = 'mark') =>
  known.note({ planId, number, hash: `${planId} ${number}`, parentHash: null, token: '', author: 'kari', message: '', time: '2026-03-01T10:00:00.000Z', plan }, mark, MB);

const noteMany = (known: KnownRevisions, planId: string, count: number): void => {
  for (let number = 1; number <= count; number++) note(known, planId, number);
};

test('[F7] A plan’s newest revision stays known however many revisions of another plan are made', () => {
  const known = createKnownRevisions();
  noteMany(known, 'stille', 2);
  noteMany(known, 'travel', 100);
  expect(known.get('stille', 2)?.revision.hash).toBe('stille 2');
  expect(known.get('stille', 1)).toBeUndefined();
  expect([100, 99, 95, 1].map((number) => known.get('travel', number)?.revision.number)).toEqual([100, 99, 95, undefined]);
});

test('[F7] Of too many plans those that were longest unused are forgotten', () => {
  const known = createKnownRevisions();
  for (let at = 0; at < 12; at++) note(known, `plan-${at}`, 1);
  known.get('plan-0', 1);
  for (let at = 12; at < 24; at++) note(known, `plan-${at}`, 1);
  expect([0, 1, 11, 12, 23].filter((at) => known.get(`plan-${at}`, 1))).toEqual([0, 11, 12, 23]);
});

test('[F7] An older revision that is read afterwards is known beside the newest, and a new mark with the same object', () => {
  const known = createKnownRevisions();
  const newest = note(known, 'plan', 5);
  note(known, 'plan', 2);
  noteMany(known, 'annen', 20);
  expect(note(known, 'plan', 5, 'touched')).toBe(newest);
  expect(known.get('plan', 5)).toEqual({ revision: newest, mark: 'touched' });
  note(known, 'plan', 2, 'read again');
  expect([known.get('plan', 2)?.mark, known.get('plan', 5)?.mark]).toEqual(['read again', 'touched']);
});
