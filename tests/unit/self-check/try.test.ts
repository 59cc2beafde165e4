import { probes } from '../../../addin/host/probes/probes';
import { replay } from '../../support/excel-host/self-check/replay';
test('x', async () => {
  const { records, host } = await replay(probes);
  console.log(records.map((r) => [`## ${r.id} ${r.outcome} ${r.error ?? ''} ${r.milliseconds}`, ...r.observations.map((o) => `${o.rule} | ${o.what} | ${JSON.stringify(o.saw)}`)].join('\n')).join('\n'));
  expect(host.book.sheets.map(({name})=>name)).toEqual(['Ark1']);
});
