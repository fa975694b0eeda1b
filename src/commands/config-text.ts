import type { Config } from '../config.ts';
import { BridgeError, errorCatalogue } from '../errors.ts';
import { platformFaultOf } from '../faces/soap/faults.ts';
import { type CallExplanation, permissionText, routeText } from '../overview/index.ts';
import type { TableIndex, TableState } from '../routing/index.ts';
import { keyLines } from './keys-text.ts';

/** What the configuration and its table mean, in words. */

/** Of a long list. */
const mostLines = 30;

export function configLines(config: Config, index: TableIndex, state: TableState, at: number): string[] {
  const { bridge, sources, callers } = config;
  return [
    `${bridge.name} (${bridge.kind}), HSA-id ${bridge.hsaId}`,
    `Store: ${config.databaseUrl ? 'PostgreSQL (DATABASE_URL)' : `embedded in ${config.dataDir}`}. Bus: ${config.busUrl ? 'Redis (BUS_URL)' : 'embedded'}. Directory: ${config.directory.url}. Person register: ${config.persons?.url ?? 'none'}.`,
    ...catalogueLines(config, state),
    '',
    'Record systems, and the addresses that lead to them',
    `  ${bridge.hsaId}  the bridge itself: every record system below that delivers the contract`,
    ...sources.flatMap(({ hsaId, name, protocol, url, contracts, aggregates }) => [
      `  ${hsaId}  ${name}: ${protocol} at ${url}, ${contracts.join(', ')}${aggregates ? '; answers for many systems' : ''}`,
      ...shortened(index.routesTo(hsaId).map(({ entry }) => `    ${routeText(entry, at)}`)),
      ...(index.routesTo(hsaId).some(({ entry }) => entry.address !== '*')
        ? []
        : ['    NO ROUTE leads to it: it is never asked']),
    ]),
    `  Units above an address in the care directory ${config.routing.hsaTree ? 'count for it' : 'do not count for it (routing.hsaTree)'}.`,
    '',
    'Callers, and what they may call',
    ...callers.flatMap(({ hsaId, name, gate, careProvider }) => {
      const permissions = index.permissionsOf(hsaId).map(({ entry }) => `    ${permissionText(entry, at)}`);
      return [
        `  ${hsaId}  ${name}: gate ${gate}, on behalf of ${careProvider}`,
        ...(permissions.length > 0 ? shortened(permissions) : ['    nothing']),
      ];
    }),
    '',
    ...keyLines(config),
    '',
    ...mergerLines(config),
    'Why a given call would be answered or refused: add --caller, --contract and --address.',
  ];
}

function mergerLines({ successions }: Pick<Config, 'successions'>): string[] {
  if (successions.length === 0) return [];
  return [
    'Mergers: who goes into whom from a day on',
    ...successions.flatMap(({ kind, from, into, at, units, intoIsNew }) => [
      `  ${at}  ${kind} ${from} into ${into}`,
      ...(kind === 'care-provider' ? [`    ${unitsText(units, into, intoIsNew)}`] : []),
    ]),
    '',
  ];
}

function unitsText(units: readonly string[] | undefined, into: string, intoIsNew: boolean | undefined): string {
  if (units === undefined) return 'units not listed: a block hits where it cannot be known whose a unit was';
  const others = intoIsNew
    ? `${into} begins that day: what a unit in no list had before is hit by blocks of any that go into it`
    : `a unit in no list is taken to have been ${into}'s own`;
  return `${units.length} care units are listed; ${others}`;
}

function catalogueLines({ routing }: Config, state: TableState): string[] {
  if (!routing.catalogue) return [];
  if (state.from === 'nowhere')
    return [
      `Address catalogue: ${routing.catalogue.url}; there is no local copy yet, so what it says is left out here.`,
    ];
  return [`Address catalogue: ${routing.catalogue.url}; the local copy is read here.`, ...stateLines(state)];
}

function shortened(lines: readonly string[]): string[] {
  if (lines.length <= mostLines) return [...lines];
  return [...lines.slice(0, mostLines), `    … and ${lines.length - mostLines} more`];
}

export function stateLines({ from, asOf, routes, permissions, leftOut }: TableState): string[] {
  if (from === 'config') return ['There is no address catalogue in the configuration; nothing to reload.'];
  const { routesElsewhere = 0, callersElsewhere = 0, contractsUnreadable = 0 } = leftOut ?? {};
  return [
    `In force from ${from} as of ${asOf}: ${routes} routes, ${permissions} permissions.`,
    `Left out: ${routesElsewhere} routes to systems that are not among sources, ${callersElsewhere} permissions of callers that are not among callers, ${contractsUnreadable} entries of contracts that cannot be read.`,
  ];
}

interface Question {
  readonly caller: string;
  readonly contract: string;
  readonly address: string;
  readonly at: number;
}

export function callLines({ caller, contract, address, at }: Question, explanation: CallExplanation): string[] {
  const { code, steps, changes } = explanation;
  return [
    `${caller} calls ${contract} at ${JSON.stringify(address)}, ${new Date(at).toISOString()}`,
    '',
    ...steps.flatMap(({ ok, text, details }) => [
      `${ok ? '  yes ' : '  NO  '} ${text}`,
      ...details.map((line) => `         ${line}`),
    ]),
    '',
    ...(code === undefined ? ['The call would be answered.'] : refusalLines(code)),
    ...(code !== undefined && changes.length > 0
      ? ['', 'What would turn it into a yes:', ...changes.map((line) => `  - ${line}`)]
      : []),
  ];
}

function refusalLines(code: NonNullable<CallExplanation['code']>): string[] {
  const { code: platformCode } = platformFaultOf(new BridgeError(code));
  return [`The call would be refused with ${platformCode} (${code}): ${errorCatalogue[code].en}`];
}
