import { contractIdOf, servedContracts } from '../contracts/index.ts';
import { successionFaults } from '../hsa/succession/faults.ts';
import { sameHsaId } from '../identities/index.ts';
import { intervalOf } from '../routing/validity.ts';
import { parseScope, summaryScope } from '../tokens/scopes.ts';
import { engagementFaults } from './engagement-faults.ts';
import { masterFaults } from './master-names.ts';
import { contactParts } from './operations.ts';
import { proxyFaults } from './proxy.ts';
import { revocationFaults } from './revocation.ts';
import { catalogueUrl, type FileConfig } from './schema.ts';

/** Web services answer for one HSA-id at a time: they tell no tree, and cannot be copied whole. */
function directoryFaults({ directory, routing }: FileConfig): string[] {
  if (!directory.url.startsWith('https:')) return [];
  const copied = directory.copy && directory.copy.from.length === 0;
  return [
    ...(routing.hsaTree ? ['key routing.hsaTree: directory.url is of web services, which do not tell the tree'] : []),
    ...(copied ? ['key directory.copy.from: directory.url is of web services; say where the copy is read from'] : []),
  ];
}

type Client = FileConfig['tokens']['clients'][number];

/** What in the configuration refers to something that is not there, or contradicts itself. Each fault names its key. */
export function crossReferenceFaults(config: FileConfig): string[] {
  const sources = new Set(config.sources.map((source) => source.hsaId));
  const reached = new Set([...sources, ...config.referrals.systems.map(({ hsaId }) => hsaId)]);
  const faults = config.routes
    .filter((route) => !reached.has(route.source))
    .map((route) => `key routes: ${route.address} leads to ${route.source}, which is not among sources`);
  faults.push(
    ...config.sources
      .filter(({ aggregates, protocol }) => aggregates && protocol !== 'rivta21')
      .map(({ hsaId }) => `key sources: ${hsaId} aggregates, which needs rivta21`),
  );
  faults.push(...config.aliases.flatMap(aliasFaults));
  if (config.drain.finishMs <= config.overview.deadlineMs)
    faults.push('key drain.finishMs: answers may take as long as overview.deadlineMs, so it must be longer');
  const assigned = (config.routing.catalogue?.sources ?? []).map(({ source }) => source);
  faults.push(
    ...assigned
      .filter((source) => !sources.has(source))
      .map((source) => `key routing.catalogue.sources: ${source} is not among sources`),
    ...config.sources
      .filter(({ url, protocol }) => url === catalogueUrl && (protocol !== 'rivta21' || !config.routing.catalogue))
      .map(({ hsaId }) => `key sources: ${hsaId} has url catalogue:, which needs routing.catalogue and rivta21`),
  );
  faults.push(
    ...[...config.routes, ...config.callers.flatMap((caller) => caller.permissions)]
      .filter((entry) => !intervalOf(entry))
      .map(
        ({ address, from, to }) =>
          `key routes or permissions: ${address} holds from ${from} to ${to}, which is no time`,
      ),
  );
  faults.push(
    ...namesakes(config),
    ...masterFaults(config),
    ...successionFaults(config.successions),
    ...engagementFaults(config),
    ...portalFaults(config),
    ...operationsFaults(config),
    ...proxyFaults(config.proxies),
    ...directoryFaults(config),
    ...revocationFaults(config.trust),
    ...measureFaults(config),
    ...config.tokens.clients.flatMap((client) => clientFaults(client, config)),
  );
  faults.push(
    ...config.sources.flatMap(({ hsaId, protocol, contracts, passthrough }) =>
      passthrough
        .filter(
          (namespace) => protocol !== 'rivta21' || !contracts.some((c) => c === '*' || c === contractIdOf(namespace)),
        )
        .map(
          (namespace) =>
            `key sources: ${hsaId} passes on ${namespace}, which needs rivta21 and a place among contracts`,
        ),
    ),
  );
  for (const [key, ids] of [
    ['sources', config.sources.map((source) => source.hsaId)],
    ['sources or referrals.systems', [...sources, ...config.referrals.systems.map(({ hsaId }) => hsaId)]],
    ['callers', config.callers.map((caller) => caller.hsaId.toUpperCase())],
    ['portal.units', config.portal.units.map(({ careUnit }) => careUnit.toUpperCase())],
    ['tokens.clients', config.tokens.clients.map(({ clientId }) => clientId)],
    ['tokens.issuers', config.tokens.issuers.map(({ issuer }) => issuer)],
    ['followUp.measures', config.followUp.measures.map(({ id }) => id)],
    ['followUp.sources', config.followUp.sources.map(({ careProvider }) => careProvider.toUpperCase())],
    ['signIn.oidc', config.signIn.oidc.map(({ id }) => id)],
    ['signIn.oidc', config.signIn.oidc.map(({ issuer }) => issuer)],
  ] as const) {
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    faults.push(...twice.map((id) => `key ${key}: ${id} stands twice`));
  }
  return faults;
}

/** Permissions go by a contract's name and major version: two domains' contracts of one name must not share them. */
function namesakes({ sources }: FileConfig): string[] {
  const passedOn = [...new Set(sources.flatMap(({ passthrough }) => passthrough))];
  return passedOn.flatMap((namespace) => {
    const id = contractIdOf(namespace);
    const known = servedContracts.find((contract) => contract.id === id)?.namespace;
    const other = known ?? passedOn.find((one) => one !== namespace && contractIdOf(one) === id);
    return other === undefined || other === namespace
      ? []
      : [`key sources: ${namespace} is passed on, but ${id} is the name of ${other} too`];
  });
}

function portalFaults({ portal }: FileConfig): string[] {
  return portal.units
    .filter(({ consentLength, consentLengths }) => consentLength && consentLengths?.includes(consentLength) === false)
    .map(({ careUnit }) => `key portal.units: consentLength of ${careUnit} is not among its consentLengths`);
}

/** An alert that never ends, or a telephone number under a name that no alert has, is found out at night. */
function operationsFaults({ operations, sources, referrals, access }: FileConfig): string[] {
  const { everyMs, goneMs } = operations.alerts;
  const systems = [...sources, ...referrals.systems].map(({ hsaId }) => hsaId);
  const known: readonly string[] = [...contactParts, ...systems, ...access.services.map(({ name }) => name)];
  const unknown = operations.contacts
    .flatMap(({ of }) => of)
    .filter((of) => !known.includes(of) && !/^(index\.|log-copies-)/.test(of));
  return [
    ...unknown.map((of) => `key operations.contacts: ${of} is no system, destination, service or part`),
    ...(goneMs > everyMs ? [] : ['key operations.alerts.goneMs: must be longer than operations.alerts.everyMs']),
  ];
}

function measureFaults({ followUp }: FileConfig): string[] {
  return followUp.measures
    .filter(({ versions }) => new Set(versions.map(({ version }) => version)).size < versions.length)
    .map(({ id }) => `key followUp.measures: ${id} has a version twice`);
}

function clientFaults({ clientId, caller, scopes }: Client, { callers }: FileConfig): string[] {
  const key = `key tokens.clients: ${clientId}`;
  const unknown = scopes.filter((one) => one !== summaryScope && parseScope(one)?.context !== 'system');
  return [
    ...(callers.some(({ hsaId }) => sameHsaId(hsaId, caller))
      ? []
      : [`${key} is ${caller}, which is not among callers`]),
    ...unknown.map((scope) => `${key} has scope ${scope}; it must be like system/Condition.rs`),
  ];
}

function aliasFaults(alias: FileConfig['aliases'][number]): string[] {
  if (!('rule' in alias)) return [];
  try {
    new RegExp(alias.rule.id);
    return [];
  } catch (thrown) {
    return [`key aliases: ${alias.rule.id} is no regular expression (${(thrown as Error).message})`];
  }
}
