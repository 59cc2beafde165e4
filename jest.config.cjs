/** Tests run on SWC (types are checked by `npm run types`); the command line under test is built once first. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: { '^.+\\.[jt]sx?$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] },
  // jose is ES modules alone, which jest has to be given as CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  globalSetup: '<rootDir>/tests/support/build-once.cjs',
  globalTeardown: '<rootDir>/tests/support/remove-build.cjs',
  testTimeout: 60000,
  // One for each core: many suites wait for processes of their own.
  maxWorkers: '100%',
};
