import type { ErrorTable } from './catalogue-entry.ts';

/** Our own house: what whoever runs the bridge must see to. */
export const installationErrors = {
  AUDIT_UNAVAILABLE: {
    kind: 'overloaded',
    sv: 'Åtkomstloggen kan inte skrivas. Inga uppgifter lämnas ut.',
    en: 'The access log cannot be written. No data is released.',
    remedy: 'The operator must restore the store; see docs/operations.md.',
  },
  RETENTION_NOT_OVER: {
    kind: 'operator',
    sv: 'Bevarandetiden är inte slut.',
    en: 'It must be kept longer.',
    remedy: 'Choose an earlier day, or change audit.retention as far as the law allows.',
  },
  STORE_LOCKED: {
    kind: 'operator',
    sv: 'Datamappen används redan av en annan process.',
    en: 'The data folder is already in use by another process.',
    remedy: 'Stop the other process, or give this one another DATA_DIR.',
  },
  STORE_REENTERED: {
    kind: 'internal',
    sv: 'Internt fel: lagret anropades inifrån sin egen transaktion.',
    en: 'Internal error: the store was entered from inside its own transaction.',
    remedy: 'A programming error; await nothing on the bus or pool inside a transaction.',
  },
  STORE_UNAVAILABLE: {
    kind: 'overloaded',
    sv: 'Lagret kan inte nås.',
    en: 'The store cannot be reached.',
    remedy: 'Check DATABASE_URL and that PostgreSQL runs.',
  },
  BUS_UNAVAILABLE: {
    kind: 'overloaded',
    sv: 'Meddelandebussen kan inte nås.',
    en: 'The message bus cannot be reached.',
    remedy: 'Check BUS_URL and that Redis runs.',
  },
  DIRECTORY_COPY_BUSY: {
    kind: 'overloaded',
    sv: 'Kopian av vårdkatalogen uppdateras just nu.',
    en: 'The copy of the care directory is being updated just now.',
    remedy:
      'Wait until the update has ended: npm run hsa -- status. What a process that died has begun is free after a minute.',
  },
  DIRECTORY_UNAVAILABLE: {
    kind: 'overloaded',
    sv: 'Katalogen kan inte nås.',
    en: 'The care directory cannot be reached.',
    remedy: 'Check HSA_URL and that the server it names answers; the detail says what is wrong.',
  },
  CONFIG_INVALID: {
    kind: 'operator',
    sv: 'Konfigurationen är ogiltig.',
    en: 'The configuration is invalid.',
    remedy: 'Correct the named key; `npm run config -- check` explains the file.',
  },
  BRIDGE_NOT_RUNNING: {
    kind: 'operator',
    sv: 'Ingen brygga är igång med denna datamapp.',
    en: 'No bridge is running with this data folder.',
    remedy: 'Start it with `npm run demo` or `npm start`, or set DATA_DIR to its folder.',
  },
  PORT_IN_USE: {
    kind: 'operator',
    sv: 'Porten är upptagen.',
    en: 'The port is in use.',
    remedy: 'Stop what uses it, or set PORT, PORTAL_PORT or ADMIN_PORT.',
  },
  COMMAND_INVALID: {
    kind: 'operator',
    sv: 'Kommandot kan inte tolkas.',
    en: 'The command cannot be interpreted.',
    remedy: 'Run it with --help.',
  },
  INTERNAL: {
    kind: 'internal',
    sv: 'Internt fel i bryggan.',
    en: 'Internal error in the bridge.',
    remedy: 'Report the correlation id to the operator.',
  },
} as const satisfies ErrorTable;
