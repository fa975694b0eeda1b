import { randomUUID } from 'node:crypto';
import { BridgeError } from '../../errors.ts';
import { sameHsaId } from '../../identities/same-hsa-id.ts';
import type { Store } from '../../store/index.ts';
import type { AuditEntry } from '../entry.ts';
import { type Officer, officerAct, officerId } from '../officer.ts';
import { checkedReason } from '../review/verdict.ts';
import type { AuditFilter } from '../rows.ts';
import { type Refusals, refusalsIn } from './refusals.ts';
import { insertSignOff, type SignOff, signOffsOf } from './store.ts';

/** A refused certificate that somebody must look into. Like an emergency it exists because the log says so. */
export interface RefusedCertificate extends Refusals {
  /** Oldest first. */
  readonly signOffs: readonly SignOff[];
  /** Refused since it was last signed off, or never signed off. */
  readonly isOpen: boolean;
  /** The asking officer’s own card: somebody else signs it off. */
  readonly isOwn: boolean;
}

export interface SignOffOrder {
  /** Of the certificate. */
  readonly fingerprint: string;
  readonly code: string;
  /** ISO 8601: the latest refusal that was seen. What was refused since stays open. */
  readonly upTo: string;
  readonly note: string;
}

export interface RefusedParts {
  readonly store: Pick<Store, 'db'>;
  readonly append: (entry: AuditEntry) => Promise<void>;
  readonly installation: AuditEntry['installation'];
  readonly now: () => Date;
}

/** So far back the list reaches; what is older is found by search. */
const DAYS = 365;

/** `part`: what of the log the officer may see. */
export function createRefusedCertificates({ store, append, installation, now }: RefusedParts) {
  async function all(officer: Officer, part: AuditFilter): Promise<RefusedCertificate[]> {
    const from = new Date(now().getTime() - DAYS * 86_400_000).toISOString();
    const found = await refusalsIn(store.db, { ...part, from });
    const fingerprints = [...new Set(found.map(({ certificate }) => certificate.fingerprint))];
    const signOffs = await signOffsOf(store.db, officer.controller, fingerprints);
    const asker = officerId(officer);
    return found.map((refusals) => {
      const { certificate, code, last } = refusals;
      const own = signOffs.filter((one) => one.fingerprint === certificate.fingerprint && one.code === code);
      const isOpen = !own.some(({ upTo }) => Date.parse(upTo) >= Date.parse(last));
      return { ...refusals, signOffs: own, isOpen, isOwn: asker !== undefined && isOf(refusals, asker) };
    });
  }

  return {
    /** Open ones, and where `closed` is asked for the others too. */
    async list(officer: Officer, part: AuditFilter, { closed }: { closed: boolean }): Promise<RefusedCertificate[]> {
      return (await all(officer, part)).filter(({ isOpen }) => closed || isOpen);
    },

    /** On the log, then in the table. Throws NOT_FOUND, REVIEW_OWN_ACCESS, REVIEW_INVALID. */
    async signOff(officer: Officer, part: AuditFilter, { fingerprint, code, upTo, note }: SignOffOrder): Promise<void> {
      const refused = (await all(officer, { ...part, certificate: fingerprint })).find(
        (one) => one.certificate.fingerprint === fingerprint && one.code === code,
      );
      if (!refused || Date.parse(upTo) < Date.parse(refused.first))
        throw new BridgeError('NOT_FOUND', 'No such certificate was refused.');
      const madeBy = officerId(officer);
      if (madeBy === undefined) throw new BridgeError('REVIEW_INVALID', 'Nobody is named as the reviewer.');
      if (refused.isOwn) throw new BridgeError('REVIEW_OWN_ACCESS');
      const text = checkedReason(note);
      const covers = Date.parse(upTo) < Date.parse(refused.last) ? upTo : refused.last;
      const details = { fingerprint, code, upTo: covers, note: text };
      await append(officerAct(installation, officer, { action: 'refusal:sign-off', details }));
      const { controller } = officer;
      const at = now().toISOString();
      await insertSignOff(store.db, {
        id: randomUUID(),
        at,
        controller,
        fingerprint,
        code,
        upTo: covers,
        note: text,
        madeBy,
      });
    },
  };
}

/** The value whole; none that is an HSA-id has a character that would be escaped. */
const serialNumber = /(?:^|[,+] ?)serialNumber=([^,+]+)/gi;

/** Nobody signs off her own card. */
function isOf({ certificate }: Refusals, hsaId: string): boolean {
  return [...certificate.subject.matchAll(serialNumber)].some(([, value = '']) => sameHsaId(value, hsaId));
}
