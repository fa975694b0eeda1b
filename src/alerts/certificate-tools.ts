import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Figures } from '../figures/index.ts';
import type { Directory } from '../hsa/index.ts';
import type { TableKeeper } from '../routing/index.ts';
import type { RevocationSource } from '../siths/index.ts';
import { type NamedTools, toolHandlers } from '../store/index.ts';
import { createFlows, type Flows } from './certificates/flows.ts';
import { type Impact, impactOf } from './certificates/impact.ts';
import type { KnownCertificate } from './certificates/known.ts';
import { type Rung, rungOf } from './certificates/ladder.ts';
import { type Rotation, rotationsIn } from './certificates/rotation.ts';
import type { Alerts } from './start-alerts.ts';

export interface CertificateToolsParts {
  readonly config: Pick<Config, 'bridge' | 'callers' | 'sources'>;
  readonly alerts: Pick<Alerts, 'certificates' | 'everyCertificate'>;
  readonly figures: Pick<Figures, 'certificateCalls'>;
  readonly table: Pick<TableKeeper, 'current'>;
  readonly directory: Pick<Directory, 'nameOf'>;
}

/** With care units by the names that the care directory has for them now; undefined where it has none, or is away. */
export interface ToldImpact extends Omit<Impact, 'careUnits'> {
  readonly careUnits: readonly (Impact['careUnits'][number] & { readonly name: string | undefined })[];
}

/** A certificate with what rests on it. */
export interface TracedCertificate extends KnownCertificate {
  readonly rung: Rung;
  readonly stops: Flows;
}

export interface CertificateLadder {
  /** Soonest end first. */
  readonly certificates: readonly TracedCertificate[];
  /** How many persons' certificates have been seen lately, by rung. */
  readonly persons: readonly { readonly rung: Rung; readonly count: number }[];
  /** Where it is learnt what is revoked. */
  readonly revocation: readonly RevocationSource[];
}

/** What ends when, and what stops then. Throws what the database throws, and CATALOGUE_UNAVAILABLE. */
export function createLadder({
  config,
  alerts,
  table,
}: Omit<CertificateToolsParts, 'figures' | 'directory'>): () => Promise<CertificateLadder> {
  return async () => {
    const { known, seen, revocation } = await alerts.certificates();
    const now = new Date();
    const stops = createFlows({ config, table: table.current().table, seen });
    const persons = seen.filter(({ shownBy }) => shownBy === 'person');
    return {
      revocation,
      certificates: known.map((each) => ({ ...each, rung: rungOf(each.until, now), stops: stops(each) })),
      persons: [...Map.groupBy(persons, ({ until }) => rungOf(until, now))].map(([rung, group]) => ({
        rung,
        count: group.length,
      })),
    };
  };
}

/** What is asked about certificates before something is done to them. */
export type CertificateTools = {
  /** See {@link impactOf}. Throws NOT_FOUND where nothing is known by that, and what the ladder throws. */
  impact(question: { readonly of: string }): Promise<ToldImpact>;
  /** Systems that have shown more than one certificate in the last ninety days. */
  rotations(question: object): Promise<readonly Rotation[]>;
};

export function createCertificateTools(parts: CertificateToolsParts): CertificateTools {
  const { config, alerts, figures, table, directory } = parts;
  const nameOf = (hsaId: string) =>
    directory.nameOf(hsaId).then(
      ({ value }) => value,
      () => undefined,
    );
  return {
    async impact({ of }) {
      const [{ known, seen }, counted] = await Promise.all([alerts.everyCertificate(), figures.certificateCalls()]);
      const ground = { config, table: table.current().table, known, seen, counted, now: new Date() };
      const impact = impactOf(of.trim(), ground);
      if (!impact) throw new BridgeError('NOT_FOUND', 'No certificate or CA is known here by that.');
      const { careUnits } = impact;
      return {
        ...impact,
        careUnits: await Promise.all(careUnits.map(async (unit) => ({ ...unit, name: await nameOf(unit.hsaId) }))),
      };
    },
    async rotations() {
      const [{ seen }, counted] = await Promise.all([alerts.everyCertificate(), figures.certificateCalls()]);
      return rotationsIn(seen, counted);
    },
  };
}

export type CertificateHandlers = NamedTools<'certificates', CertificateTools>;

/** What the running process tells at the command line. */
export function certificateHandlers(parts: CertificateToolsParts): CertificateHandlers {
  return toolHandlers('certificates', createCertificateTools(parts));
}
