import { readFileSync } from 'node:fs';
import { hasClearText } from './config/directory.ts';
import { certificatesIn } from './keys/pem.ts';
import { isTestAuthority } from './siths/test-authority.ts';

/** What of the configuration says whom an installation trusts and serves. */
interface Claims {
  readonly bridge: { readonly hsaId: string };
  readonly trust: {
    readonly roots: string;
    readonly issuers: readonly { readonly file: string; readonly test: boolean }[];
  };
  readonly outgoing: { readonly ca: string };
  readonly access: {
    readonly services: readonly { readonly name: string; readonly url: string }[];
    readonly providers: readonly { readonly careProvider: string }[];
  };
  readonly routing: { readonly catalogue?: { readonly url: string } };
  readonly persons?: { readonly url: string; readonly logicalAddress: string };
  readonly sources: readonly {
    readonly hsaId: string;
    readonly careProvider: string;
    readonly defaultCareUnit?: string;
    readonly url: string;
  }[];
  readonly engagements: {
    readonly subscribers: readonly { readonly name: string; readonly url: string }[];
    readonly subscribersFrom?: { readonly url: string };
    readonly reconcile: readonly { readonly source: string; readonly list: string }[];
  };
  readonly followUp: { readonly sources: readonly { readonly careProvider: string; readonly url: string }[] };
  readonly referrals: { readonly systems: readonly { readonly hsaId: string; readonly url: string }[] };
  readonly callers: readonly {
    readonly hsaId: string;
    readonly careProvider: string;
    readonly careUnit?: string;
    readonly permissions: readonly { readonly address: string }[];
  }[];
  readonly routes: readonly { readonly address: string }[];
  readonly portal: { readonly accessibilityContact?: string };
  readonly signIn: { readonly portalUrl?: string; readonly serviceUrl?: string };
  readonly tokens: {
    readonly audience?: string;
    readonly clients: readonly unknown[];
    readonly issuers: readonly unknown[];
  };
  readonly successions: readonly {
    readonly kind: string;
    readonly from: string;
    readonly into: string;
    readonly units?: readonly string[];
    readonly intoIsNew?: boolean;
  }[];
  readonly notConnected: readonly { readonly hsaId: string }[];
}

/** Demo identities carry it in the suffix of the HSA-id. */
export function isDemoId(hsaId: string): boolean {
  return /-DEMO/i.test(hsaId);
}

/** What a production installation refuses: test CAs, demo identities and personas, simulated sources. */
export function productionFaults(config: Claims, directory: { url: string; startTls: boolean }): string[] {
  const { trust } = config;
  const authorities = [trust.roots, config.outgoing.ca, ...trust.issuers.map((issuer) => issuer.file)];
  const declared = trust.issuers.filter((issuer) => issuer.test).map((issuer) => issuer.file);
  const recognised = authorities.filter((file) => holdsTestAuthority(file));
  return [
    ...[...new Set([...declared, ...recognised])].map(
      (file) => `key trust: ${file} is a test CA, refused in production`,
    ),
    ...[...new Set(hsaIdsIn(config))].filter(isDemoId).map((id) => `${id} is a demo identity, refused in production`),
    ...(/\bdemo\b/i.test(directory.url)
      ? [`key directory.url (or HSA_URL): ${directory.url} holds demo personas, refused in production`]
      : []),
    // It says who may read: a password could be overheard on the way, and an assignment put in.
    ...(hasClearText(directory)
      ? ['key directory.url (or HSA_URL): LDAP without TLS (ldaps:// or directory.startTls), refused in production']
      : []),
    ...(config.routing.catalogue?.url.startsWith('http:')
      ? ['key routing.catalogue.url: without TLS, refused in production']
      : []),
    // The host of a request is its sender's own word: a token for another server would be taken by naming that server.
    ...(config.tokens.audience === undefined && config.tokens.clients.length + config.tokens.issuers.length > 0
      ? ['key tokens.audience: must say what tokens are for in production']
      : []),
    ...config.access.services
      .filter(({ url }) => url.startsWith('http:'))
      .map(({ name }) => `key access.services: ${name} is called without TLS, refused in production`),
    ...config.referrals.systems
      .filter(({ url }) => !url.startsWith('https:'))
      .map(({ hsaId }) => `key referrals.systems: ${hsaId} is simulated or without TLS, refused in production`),
    ...withoutTls(config.engagements),
    ...config.followUp.sources
      .filter(({ url }) => url.startsWith('file:'))
      .map(({ careProvider }) => `key followUp.sources: ${careProvider} has invented figures, refused in production`),
    ...(/\bdemo\b|^simulator:/i.test(config.persons?.url ?? '')
      ? [`key persons.url: ${config.persons?.url} holds invented persons, refused in production`]
      : []),
    ...(['portalUrl', 'serviceUrl'] as const)
      .filter((key) => config.signIn[key] === undefined)
      .map((key) => `key signIn.${key}: missing; people would be sent to localhost, refused in production`),
    ...(config.portal.accessibilityContact === undefined
      ? ['key portal.accessibilityContact: missing; the accessibility statement must say whom to tell in production']
      : []),
    ...config.successions
      .filter(({ kind, units }) => kind === 'care-provider' && units === undefined)
      .map(({ from }) => `key successions: ${from} lists no units; whose a record was must be known in production`),
    ...config.successions
      .filter(({ kind, intoIsNew }) => kind === 'care-provider' && intoIsNew === undefined)
      .map(
        ({ from, into }) =>
          `key successions: ${from} says not whether ${into} is new (intoIsNew); needed in production`,
      ),
    ...config.sources
      .filter((s) => s.url.startsWith('simulator:'))
      .map((s) => `key sources: ${s.hsaId} is simulated, refused in production`),
  ];
}

/** Who tells the engagement index, or is told by it, over plain HTTP. */
function withoutTls({ subscribers, subscribersFrom, reconcile }: Claims['engagements']): string[] {
  const plain = (url: string | undefined) => url?.startsWith('http:') === true;
  return [
    ...subscribers.filter(({ url }) => plain(url)).map(({ name }) => `key engagements.subscribers: ${name}`),
    ...(plain(subscribersFrom?.url) ? ['key engagements.subscribersFrom'] : []),
    ...reconcile.filter(({ list }) => plain(list)).map(({ source }) => `key engagements.reconcile: ${source}`),
  ].map((key) => `${key} is called without TLS, refused in production`);
}

function hsaIdsIn(config: Claims): string[] {
  const { bridge, persons, access, sources, referrals, followUp, callers, routes, notConnected } = config;
  return [
    bridge.hsaId,
    persons?.logicalAddress ?? '',
    ...access.providers.map((provider) => provider.careProvider),
    ...sources.flatMap((source) => [source.hsaId, source.careProvider, source.defaultCareUnit ?? '']),
    ...referrals.systems.map(({ hsaId }) => hsaId),
    ...followUp.sources.map(({ careProvider }) => careProvider),
    ...callers.flatMap((caller) => [caller.hsaId, caller.careProvider, caller.careUnit ?? '']),
    ...callers.flatMap((caller) => caller.permissions.map((permission) => permission.address)),
    ...routes.map((route) => route.address),
    ...notConnected.map((provider) => provider.hsaId),
  ];
}

/** Should `test` have been forgotten. A file that cannot be read is told of by whoever needs it. */
function holdsTestAuthority(file: string): boolean {
  try {
    return certificatesIn(readFileSync(file, 'utf8')).some(({ subject }) => isTestAuthority(subject));
  } catch {
    return false;
  }
}
