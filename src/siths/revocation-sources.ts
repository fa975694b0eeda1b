import type { ReadCertificate } from './certificate.ts';
import type { RevocationList } from './revocation-list.ts';
import { nameDerOf, type RevocationAnswer, type TrustState } from './trust-store.ts';

/** Where it is learnt which certificates of an authority are revoked, and how that goes. */
export interface RevocationSource {
  readonly kind: 'file' | 'address' | 'responder';
  /** Path or URL. */
  readonly where: string;
  /** Common name of the authority; undefined = a file that holds no list of one that is trusted. */
  readonly authority: string | undefined;
  /** Of the latest list, or of the latest answer about any certificate; undefined = nothing has come. */
  readonly issuedAt: Date | undefined;
  readonly nextUpdate: Date | undefined;
  /** How old it may become, where the configuration says. */
  readonly maxAgeMs: number | undefined;
  /** Why the latest attempt failed; undefined = it did not, or there has been none. */
  readonly failure: string | undefined;
}

/** What came of asking an address. */
export interface Attempt {
  /** Of a responder: the times of its latest answer. */
  readonly answer: Pick<RevocationAnswer, 'thisUpdate' | 'nextUpdate'> | undefined;
  readonly failure: string | undefined;
}

interface Known {
  readonly state: TrustState;
  readonly files: ReadonlyMap<string, readonly RevocationList[]>;
  readonly fetched: ReadonlyMap<string, readonly RevocationList[]>;
  readonly attempts: ReadonlyMap<string, Attempt>;
}

type Policy = TrustState['issuers'][number]['policy'];

export function sourcesIn({ state, files, fetched, attempts }: Known): RevocationSource[] {
  const authorities = authoritiesIn(state);
  const ofFiles = [...files].flatMap(([where, lists]): readonly RevocationSource[] => {
    const found = authorities.flatMap(([authority, { maxAgeMs }]) => {
      const list = latestOf(authority, lists);
      return list ? [{ ...told('file', where, authority), ...timesOf(list), maxAgeMs, failure: undefined }] : [];
    });
    return found.length > 0 ? found : [{ ...nothingIn, where }];
  });
  const ofAddresses = authorities.flatMap(([authority, { lists, maxAgeMs }]) =>
    lists.map((where) => ({
      ...told('address', where, authority),
      ...timesOf(latestOf(authority, fetched.get(where) ?? [])),
      maxAgeMs,
      failure: attempts.get(where)?.failure,
    })),
  );
  const ofResponders = authorities.flatMap(([authority, { ocsp, maxAgeMs }]) => {
    if (!ocsp) return [];
    const attempt = attempts.get(ocsp.url);
    return [
      {
        ...told('responder', ocsp.url, authority),
        ...timesOf(attempt?.answer),
        maxAgeMs,
        failure: attempt?.failure,
      },
    ];
  });
  return [...ofFiles, ...ofAddresses, ...ofResponders];
}

const nothingIn = {
  kind: 'file',
  authority: undefined,
  issuedAt: undefined,
  nextUpdate: undefined,
  maxAgeMs: undefined,
  failure: 'It is missing, or holds no list of an authority that is trusted.',
} as const;

/** Issuing CAs and roots, each once, with the policy for what they list. */
function authoritiesIn({ issuers }: TrustState): readonly (readonly [ReadCertificate, Policy])[] {
  const all = issuers.flatMap(({ authority, policy, root, rootPolicy }) => [
    [authority, policy] as const,
    [root, rootPolicy] as const,
  ]);
  return [...new Map(all.map((each) => [each[0].facts.fingerprint, each])).values()];
}

function latestOf(authority: ReadCertificate, lists: readonly RevocationList[]): RevocationList | undefined {
  const name = nameDerOf(authority);
  return lists
    .filter((list) => list.issuerDer.equals(name) && list.isSignedBy(authority.publicKey))
    .toSorted((one, other) => other.thisUpdate.getTime() - one.thisUpdate.getTime())[0];
}

const told = <Kind extends RevocationSource['kind']>(kind: Kind, where: string, authority: ReadCertificate) => ({
  kind,
  where,
  authority: authority.commonName ?? authority.facts.subject,
});

const timesOf = (word: { readonly thisUpdate: Date; readonly nextUpdate: Date | undefined } | undefined) => ({
  issuedAt: word?.thisUpdate,
  nextUpdate: word?.nextUpdate,
});
