import { createWaitingLines } from '../../../core/node/cli/waiting-lines';

test('[U9] waiting for Google is told once for calls side by side, by its reason, the first time with how long it can last', () => {
  let now = 0;
  const lines: string[] = [];
  const tell = createWaitingLines((line) => lines.push(line), 'nb', () => now);
  tell({ reason: 'busy', seconds: 2 });
  tell({ reason: 'busy', seconds: 2 });
  now = 2000;
  tell({ reason: 'down', seconds: 3.2 });
  tell({ reason: 'busy', seconds: 4 });
  expect(lines).toEqual([
    'Det kan ta noen minutter å få svar fra Google. Ctrl+C stanser; da kan du synke igjen senere.',
    'Google ber oss vente i 2 s …', 'Får ikke svar fra Google, og prøver igjen om 4 s …', 'Google ber oss vente i 4 s …',
  ]);
});
