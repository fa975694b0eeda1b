import { sameHsaId } from '../identities/same-hsa-id.ts';
import type { FileConfig } from './schema.ts';

/** What a master is master of: blocks by whose information it is, consents and relations by who reads. */
export const masteries = ['blocks', 'consents', 'relations'] as const;
export type Mastery = (typeof masteries)[number];

interface Masters {
  readonly bridge: Pick<FileConfig['bridge'], 'kind'>;
  readonly access: {
    readonly master?: string | undefined;
    readonly providers: readonly ({ readonly careProvider: string } & {
      readonly [What in Mastery]?: string | undefined;
    })[];
  };
}

/** `bridge`, or the name of a security service; undefined: nobody is, so that nothing of it can be checked. */
export function masterName({ bridge, access }: Masters, what: Mastery, careProvider: string): string | undefined {
  const entry = access.providers.find((provider) => sameHsaId(provider.careProvider, careProvider));
  return entry?.[what] ?? access.master ?? (bridge.kind === 'demo' ? 'bridge' : undefined);
}

/** Names of services that are not configured, and care providers for whom nobody is named (outside a demo). */
export function masterFaults(config: FileConfig): string[] {
  const { access, sources, callers } = config;
  const names = access.services.map(({ name }) => name);
  const known = new Set([...names, 'bridge']);
  const named = [
    ...(access.master === undefined ? [] : [['access.master', access.master] as const]),
    ...access.providers.flatMap((provider) =>
      [...masteries, 'log' as const].flatMap((what) => {
        const name = provider[what];
        return name === undefined ? [] : [[`access.providers: ${what} of ${provider.careProvider}`, name] as const];
      }),
    ),
  ];
  const heirs = config.successions.filter(({ kind }) => kind === 'care-provider').map(({ into }) => into);
  const need: Readonly<Record<Mastery, readonly string[]>> = {
    blocks: [...sources.map(({ careProvider }) => careProvider), ...heirs],
    consents: [...callers.map(({ careProvider }) => careProvider), ...heirs],
    relations: [...callers.map(({ careProvider }) => careProvider), ...heirs],
  };
  const missing = masteries.flatMap((what) =>
    [...new Set(need[what].map((id) => id.toUpperCase()))]
      .filter((careProvider) => masterName(config, what, careProvider) === undefined)
      .map((careProvider) => `key access.master: nobody is named as master of ${what} of ${careProvider}`),
  );
  return [
    ...named
      .filter(([, name]) => !known.has(name))
      .map(([key, name]) => `key ${key} is ${name}, which is not among access.services`),
    ...names
      .filter((name, index) => name === 'bridge' || names.indexOf(name) !== index)
      .map((name) => `key access.services: ${name} ${name === 'bridge' ? 'means this bridge' : 'stands twice'}`),
    ...access.providers
      .map(({ careProvider }) => careProvider.toUpperCase())
      .filter((id, index, ids) => ids.indexOf(id) !== index)
      .map((id) => `key access.providers: ${id} stands twice`),
    ...missing,
  ];
}
