import tseslint from 'typescript-eslint';

/** No clock and no randomness in pure core: they are inputs. */
const pure = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'core has no clock: take the time as an input' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'core has no clock: take the time as an input' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'core has no randomness: take fresh ids as an input' },
];

export default tseslint.config(
  { ignores: ['dist/', 'gsheets/dist/', 'out/', '.tsbuild/', 'node_modules/', 'planark-store/', 'coverage/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['core/**/*.ts', 'gsheets/rest/**/*.ts'], ignores: ['core/node/**'], rules: { 'no-restricted-syntax': ['error', ...pure], 'no-restricted-globals': ['error', 'process', 'Buffer', 'window', 'document', 'fetch', 'setTimeout'] } },
  // Excel's words stay in one place: whoever else wants something of the workbook asks the port.
  { files: ['addin/**/*.ts', 'addin/**/*.tsx'], ignores: ['addin/host/**', 'addin/commands/**'], rules: { 'no-restricted-globals': ['error', 'Excel', 'Office', 'OfficeExtension'], 'no-restricted-syntax': ['error', { selector: 'TSQualifiedName[left.name=/^(Excel|Office|OfficeExtension)$/]', message: 'Excel is spoken to in addin/host' }] } },
  // A suite is one function, and says on the console why it did not run.
  { files: ['tests/**/*.ts'], rules: { 'max-lines-per-function': 'off', 'no-console': 'off' } },
  { files: ['**/*.cjs', '**/*.mjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
