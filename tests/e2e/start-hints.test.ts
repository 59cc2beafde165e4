import { emptyCliFolder } from '../support/cli';

test('[A2] what start tells to do next works: with the store it was given, and a plan that is there', async () => {
  const cli = emptyCliFolder();
  const elsewhere = `${cli.folder}/et annet lager`;
  const child = cli.start('start', '--port', '0', '--store', elsewhere, '--locale', 'en');
  let text = '';
  for await (const part of child.stdout!.setEncoding('utf8')) {
    text += part as string;
    if (text.includes('Ctrl+C')) child.kill('SIGTERM');
  }
  const [, plan, rest] = /npx planark render (\S+) -o plan\.xlsx(.*)$/m.exec(text)!;
  expect(rest).toBe(` --store '${elsewhere}'`);
  expect((await cli.runAsync('render', plan!, '-o', 'plan.xlsx', '--store', elsewhere)).exitCode).toBe(0);
});
