/** Builds the command line once, so that tests which start it run what users run. */
const { execFileSync } = require('node:child_process');
const path = require('node:path');

module.exports = () => {
  execFileSync(process.execPath, ['build.mjs'], { cwd: path.join(__dirname, '../..'), stdio: 'inherit' });
};
