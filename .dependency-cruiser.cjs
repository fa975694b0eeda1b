/** The rules of the house, kept by a machine. See docs/architecture.md. */
const room = (names) => `^src/(${names})/`;
/** Plain functions of the portal that a PDF is told by as well. */
const plainOfPortal = [
  '^src/portal/(records/|parts/mark-texts|overview/(items-by-type|part-sentences|reading-state|sentence-text|type-texts))',
  '^src/portal/operations/reports/(texts|words)',
  '^src/portal/texts/counted',
];

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'rooms-never-import-faces',
      comment: 'A room decides; a face translates. A room that knows a face cannot be used from another.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(faces/|portal/|bridge(\\.ts|/)|readiness\\.ts|main\\.ts|commands/)' },
      to: { path: '^src/faces/' },
    },
    {
      name: 'quiet-rooms-know-no-http-bus-or-sql',
      comment:
        'contracts, xml, siths, saml, hsa, access and sign-in know nothing of HTTP, BullMQ or SQL beyond their own store file and the types of its tables.',
      severity: 'error',
      from: { path: room('contracts|xml|siths|saml|hsa|access|sign-in'), pathNot: '/(store|tables)\\.ts$' },
      to: { path: 'node_modules/(fastify|@fastify|bullmq|ioredis|kysely|pg|@electric-sql|undici)/' },
    },
    {
      name: 'sources-know-no-bus',
      severity: 'error',
      from: { path: room('sources') },
      to: { path: '^src/(bus|overview|audit|store)/' },
    },
    {
      name: 'product-never-imports-simulators',
      comment: 'Only the demo command starts the simulated councils.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(simulators/|commands/)' },
      to: { path: '^src/simulators/' },
    },
    {
      name: 'portal-takes-types-of-the-server-alone',
      comment: 'What runs in the browser brings nothing of the server along.',
      severity: 'error',
      from: { path: '^src/portal/' },
      to: { path: '^src/', pathNot: '^src/portal/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-never-imports-portal',
      comment: 'But what the pages say in words, which paper says too: plain functions that know no browser.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/portal/' },
      to: {
        path: '^src/portal/',
        pathNot: plainOfPortal,
      },
    },
    {
      name: 'what-the-server-takes-of-the-portal-is-plain',
      comment: 'The production installation has no React.',
      severity: 'error',
      from: { path: plainOfPortal },
      to: { path: 'node_modules/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-config-reads-the-environment-file',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(config\\.ts|commands/|persons/file\\.ts)' },
      to: { path: 'node_modules/yaml/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
