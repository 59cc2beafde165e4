import { execFileSync } from 'node:child_process';

/** Programs outside npm that some suites need: how to see that they are there, and how to install them on Debian. */
const programs = {
  libreoffice: { command: ['soffice', '--version'], install: 'apt-get install libreoffice-calc' },
  chromium: { command: ['/usr/bin/chromium', '--version'], install: 'apt-get install chromium' },
  openpyxl: { command: ['/usr/bin/python3', '-c', 'import openpyxl'], install: 'apt-get install python3-openpyxl' },
  xmllint: { command: ['xmllint', '--version'], install: 'apt-get install libxml2-utils' },
  ps: { command: ['sh', '-c', 'command -v ps'], install: 'apt-get install procps' },
  postgresql: { command: ['sh', '-c', 'ls /usr/lib/postgresql/*/bin/initdb || command -v initdb'], install: 'apt-get install postgresql' },
} as const;
export type Program = keyof typeof programs;

const isInstalled = (program: Program): boolean => {
  const [file, ...args] = programs[program].command;
  try {
    execFileSync(file, args, { stdio: 'ignore', timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
};

/**
 * A suite that needs a program. Where the program is missing, the suite is listed by name as not run, with how to install it; with
 * PLANARK_REQUIRE_ALL=1 that is a failure.
 */
export const describeWith = (program: Program, name: string, suite: () => void): void => {
  if (isInstalled(program)) {
    describe(name, suite);
    return;
  }
  const reason = `not run: ${name} needs ${program} (${programs[program].install})`;
  test(reason, () => {
    console.log(reason);
    expect(process.env['PLANARK_REQUIRE_ALL'] ?? '0').not.toBe('1');
  });
};
