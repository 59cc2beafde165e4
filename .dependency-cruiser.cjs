/** The order inside core, and the doors between the parts: formula <- plan <- merge, sheet <- sync <- core/node, addin, gsheets. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid('no-cycle', 'Modules do not import each other in a ring.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbid('formula-is-lowest', 'formula imports nothing of core.', { path: '^core/formula/' }, { path: '^core/(?!formula/)' }),
    forbid('plan-on-formula', 'plan imports formula alone.', { path: '^core/plan/' }, { path: '^core/(?!formula/|plan/)' }),
    forbid('merge-on-plan', 'merge knows nothing of sheets.', { path: '^core/merge/' }, { path: '^core/(?!formula/|plan/|merge/)' }),
    forbid('sheet-below-sync', 'sheet knows nothing of sync.', { path: '^core/sheet/' }, { path: '^core/(?!formula/|plan/|merge/decision|sheet/)' }),
    forbid('sync-is-pure', 'sync knows nothing of a host.', { path: '^core/sync/' }, { path: '^core/(?!formula/|plan/|merge/|sheet/|sync/)' }),
    forbid('pure-packages', 'zod and date-fns are the only packages of pure core.', { path: '^core/', pathNot: '^core/node/' }, { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/(zod|date-fns)/' }),
    forbid('pure-core-has-no-node', 'Pure core imports nothing impure.', { path: '^core/', pathNot: '^core/node/' }, { path: '^core/node/' }),
    forbid('store-stands-alone', 'A store knows no host and no command.', { path: '^core/node/store-' }, { path: '^core/node/(host-|cli|journey|server)' }),
    forbid('stores-apart', 'What stores share is in revision, which knows no store.', { path: '^core/node/(store-[a-z]+|revision)/' }, { path: '^core/node/store-', pathNot: '^core/node/$1/' }),
    forbid('revision-is-lowest', 'revision prints and hashes, and knows none of its users.', { path: '^core/node/revision/' }, { path: '^core/node/(?!revision/)' }),
    forbid('audit-stands-alone', 'The log knows the ports it is given, and nothing that uses it.', { path: '^core/node/audit/' }, { path: '^core/node/(?!audit/|revision/)' }),
    forbid('stores-keep-the-log', 'A store keeps segments, whatever is in them.', { path: '^core/node/store-' }, { path: '^core/node/audit/(?!segments\\.ts)' }),
    forbid('pg-in-its-store', 'pg is used by the PostgreSQL store and nothing else.', { path: '^core/', pathNot: '^core/node/store-postgres/' }, { path: 'node_modules/(@types/)?pg/' }),
    forbid('host-stands-alone', 'A host knows no store and no command.', { path: '^core/node/host-' }, { path: '^core/node/(store-|cli|journey|server)' }),
    forbid('journey-below-cli', 'Journeys serve the command line and the server, not the other way round.', { path: '^core/node/journey/' }, { path: '^core/node/(cli|server)/' }),
    forbid('people-below-server', 'Who may what is known to the command line and the server alike, whatever the store.', { path: '^core/node/people/' }, { path: '^core/node/(cli/|server/|store-|host-|texts/)' }),
    forbid('texts-below-cli', 'Sentences serve the command line and the server.', { path: '^core/node/texts/' }, { path: '^core/node/(cli|server|store-)' }),
    forbid('server-beside-cli', 'The server knows no command and no store.', { path: '^core/node/server/' }, { path: '^core/node/(cli/|store-(?!files/json-guard))' }),
    forbid('fastify-serves-only', 'The web framework is the server’s alone.', { path: '^core/', pathNot: '^core/node/server/' }, { path: 'node_modules/@?fastify/' }),
    forbid('jose-in-its-corner', 'What an issuer signed is checked in one place.', { path: '^core/', pathNot: '^core/node/server/oidc/' }, { path: 'node_modules/jose/' }),
    forbid('exceljs-renders-only', 'exceljs writes new workbooks and nothing else.', { path: '^core/', pathNot: '^core/node/host-xlsx/write/' }, { path: 'node_modules/exceljs/' }),
    forbid('one-door', 'Hosts come in through core/index.ts.', { path: '^(addin|gsheets)/' }, { path: '^core/(?!index\\.ts)' }),
    forbid('page-order', 'What asks the server, and what is to be shown, know nothing of how it is shown.', { path: '^addin/(client|state)/' }, { path: '^addin/(components|pages|taskpane)/' }),
    forbid('page-packages', 'A browser gets preact and nothing else; scripts (.mjs) run at a desk.', { path: '^addin/', pathNot: '\\.mjs$' }, { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/preact/' }),
    forbid('no-tests-in-code', 'Code does not import tests.', { path: '^(core|addin|gsheets)/' }, { path: '^tests/' }),
  ],
  options: { tsConfig: { fileName: 'tsconfig.base.json' }, tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};
