/**
 * Builds the command line once, so that tests which start it run what users run; into a folder of this run alone, so that two runs at a
 * time do not pull it away from under each other.
 */
const { execFileSync } = require('node:child_process');
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

module.exports = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'planark-dist-'));
  execFileSync(process.execPath, ['build.mjs', folder], { cwd: path.join(__dirname, '../..'), stdio: 'inherit' });
  process.env.PLANARK_DIST = folder;
};
