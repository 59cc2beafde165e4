/** Removes what build-once.cjs built. */
const { rmSync } = require('node:fs');

module.exports = () => rmSync(process.env.PLANARK_DIST, { recursive: true, force: true });
