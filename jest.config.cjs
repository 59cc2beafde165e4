/** Tests run on SWC (types are checked by `npm run types`); the command line under test is built once first. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: { '^.+\\.[jt]sx?$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] },
  // jose is ES modules alone, which jest has to be given as CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  globalSetup: '<rootDir>/tests/support/build-once.cjs',
  globalTeardown: '<rootDir>/tests/support/remove-build.cjs',
  // A global is looked up by way of the suite's sandbox, slowly; these, which nobody replaces, are handed to every module instead. (Not Set:
  // a module under selfsigned has a class of that name, which may not stand beside one that is handed in.)
  sandboxInjectedGlobals: ['Array', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'RegExp', 'String', 'Symbol', 'Uint8Array', 'WeakMap'],
  testTimeout: 60000,
  // One for each core: many suites wait for processes of their own.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
};
