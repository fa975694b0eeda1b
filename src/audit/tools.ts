import type { Audience } from '../access/explain/explain.ts';
import type { Language } from '../access/explain/words.ts';
import type { Config } from '../config.ts';
import type { PatientId } from '../contracts/record.ts';
import { BridgeError } from '../errors.ts';
import type { Directory } from '../hsa/directory.ts';
import { successionsOf } from '../hsa/succession/successions.ts';
import { identityOfNumber } from '../identities/index.ts';
import type { PersonRegister } from '../persons/register.ts';
import type { Store } from '../store/index.ts';
import type { AccessLog } from './access-log.ts';
import { certificatesIn } from './certificates.ts';
import { entriesOf } from './entries.ts';
import type { AuditEntry } from './entry.ts';
import { makeExtract } from './extract/make-extract.ts';
import { namesFrom } from './extract/names.ts';
import { controlledBy, type Officer, officerAct, officerId, partOf, viewOf } from './officer.ts';
import { readerOf } from './reader.ts';
import { createRefusedCertificates, type SignOffOrder } from './refused/refused-certificates.ts';
import { type DisposalOrder, dispose } from './retention/dispose.ts';
import { createEmergencyReviews, type EmergencyOrder } from './review/emergencies.ts';
import { createReviews, periodFilter, type ReviewQuestion } from './review/reviews.ts';
import { emergencyStatistics } from './review/statistics.ts';
import { reviewSummary } from './review/summary.ts';
import type { VerdictKind } from './review/verdict.ts';
import type { AuditFilter, AuditPage } from './rows.ts';
import { type Why, whyOf } from './why.ts';

export interface LogToolsParts {
  readonly config: Pick<Config, 'bridge' | 'audit' | 'signIn' | 'successions'>;
  readonly store: Pick<Store, 'db' | 'pool'>;
  readonly log: AccessLog;
  readonly directory: Directory;
  readonly persons: Pick<PersonRegister, 'person'>;
  readonly now?: () => Date;
}

interface WhyQuestion {
  readonly officer: Officer;
  /** Id or number of the entry. */
  readonly key: string;
  readonly audience: Audience;
  readonly language: Language;
}

interface Period {
  /** ISO 8601. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * What officers do with the log: the patient's extract, samples and verdicts, emergencies to judge, certificates. Each
 * sees what {@link viewOf} gives her. One argument and one answer of plain data each, so that the command line may ask
 * over the admin socket what the portal asks in the same process.
 */
export function createLogTools({ config, store, log, directory, persons, now = () => new Date() }: LogToolsParts) {
  const installation: AuditEntry['installation'] = { name: config.bridge.name, kind: config.bridge.kind };
  const append = (entry: AuditEntry) => log.append(entry);
  const reviewDays = config.audit.emergencyReviewDays;
  const parts = { store, append, directory, persons, installation, system: config.signIn.system, reviewDays, now };
  const reviews = createReviews(parts);
  const emergencies = createEmergencyReviews(parts);
  const refused = createRefusedCertificates(parts);
  const part = (officer: Officer): AuditFilter => {
    const controllers = controlledBy(officer);
    return controllers === undefined ? {} : partOf(controllers, config.audit.strangersTo).filter;
  };
  const view = (officer: Officer) => viewOf(log, controlledBy(officer), config.audit.strangersTo);

  /** Whoever looks at the log sees who has been in care: her looking is on it too, before she sees. */
  const look = (officer: Officer, action: string, told: Pick<AuditEntry, 'details'> & Partial<AuditEntry>) =>
    append(officerAct(installation, officer, { action, ...told }));

  return {
    async search({ officer, filter, page }: { officer: Officer; filter: AuditFilter; page: AuditPage }) {
      const { patient, ...details } = filter;
      const about = patient === undefined ? undefined : identityOfNumber(patient);
      await look(officer, 'log:search', { patient: about, details });
      return view(officer).list(filter, page);
    },
    /** By id or number. Throws NOT_FOUND. */
    async entry({ officer, key }: { officer: Officer; key: string }) {
      const entry = await view(officer).find(key);
      if (!entry) throw new BridgeError('NOT_FOUND', 'There is no such entry.');
      const { id, patient, linked } = entry;
      await look(officer, 'log:show', { patient, linked, details: { entry: id } });
      return entry;
    },
    /**
     * Why an entry came out as it did, for one who may ask: a clinician about her own readings, others about what their
     * care provider is controller of. Throws NOT_FOUND.
     */
    async why({ officer, key, audience, language }: WhyQuestion): Promise<Why> {
      const entry = await view(officer).find(key);
      const asker = officerId(officer);
      const isOwn = entry && asker !== undefined && readerOf(entry) === asker;
      const onlyOwn = audience === 'clinician' && officer.controller !== undefined;
      if (!entry || (onlyOwn && !isOwn)) throw new BridgeError('NOT_FOUND', 'There is no such entry.');
      const { id, patient, linked } = entry;
      await look(officer, 'log:why', { patient, linked, details: { entry: id } });
      return whyOf(entry, audience, language);
    },
    /** The PDF as base64. */
    async extract({ officer, patient, from, to }: { officer: Officer; patient: PatientId } & Period) {
      const heirOf = (hsaId: string) => successionsOf(config).heirOf(hsaId, now());
      const extractParts = { ...parts, heirOf, verdicts: emergencies.verdicts };
      const { pdf, csv } = await makeExtract(extractParts, officer, view(officer), { patient, from, to });
      return { pdf: pdf.toString('base64'), csv };
    },
    async certificates({ officer, from, to }: { officer: Officer } & Period) {
      await look(officer, 'log:certificates', { details: { from, to } });
      return certificatesIn(entriesOf(view(officer), periodFilter(from, to)), now());
    },
    drawReview: ({ officer, ...question }: { officer: Officer } & ReviewQuestion) =>
      reviews.draw(officer, view(officer), question),
    async listReviews({ officer }: { officer: Officer }) {
      await look(officer, 'review:list', { details: undefined });
      return reviews.list(officer);
    },
    async showReview({ officer, review }: { officer: Officer; review: string }) {
      const shown = await reviews.show(officer, view(officer), review);
      await look(officer, 'review:show', { details: { review } });
      return shown;
    },
    /** Draws an earlier sample once more, and tells whether the same accesses come. Throws NOT_FOUND. */
    async reproduceReview({ officer, review }: { officer: Officer; review: string }) {
      await look(officer, 'review:reproduce', { details: { review } });
      return reviews.reproduce(officer, view(officer), review);
    },
    /** What came of a review, without patients. The PDF as base64. Throws NOT_FOUND. */
    async reviewSummary({ officer, review, language }: { officer: Officer; review: string; language: Language }) {
      const shown = await reviews.show(officer, view(officer), review);
      await look(officer, 'review:summary', { details: { review } });
      const { pdf, csv } = await reviewSummary(shown, language, namesFrom(directory));
      return { pdf: pdf.toString('base64'), csv };
    },
    async judge({
      officer,
      ...given
    }: {
      officer: Officer;
      review: string;
      entry: string;
      verdict: VerdictKind;
      reason: string;
    }): Promise<void> {
      await reviews.judge(officer, view(officer), given);
    },
    async emergencies({ officer, closed }: { officer: Officer; closed: boolean }) {
      await look(officer, 'emergency:list', { details: { closed } });
      return emergencies.list(officer, view(officer), { closed });
    },
    async judgeEmergency({ officer, ...given }: { officer: Officer } & EmergencyOrder): Promise<void> {
      await emergencies.judge(officer, view(officer), given);
    },
    async refused({ officer, closed }: { officer: Officer; closed: boolean }) {
      await look(officer, 'refusal:list', { details: { closed } });
      return refused.list(officer, part(officer), { closed });
    },
    async signOffRefused({ officer, ...order }: { officer: Officer } & SignOffOrder): Promise<void> {
      await refused.signOff(officer, part(officer), order);
    },
    /** How much waits for the officer. Told of nobody, so it is no looking at the log. */
    async waiting({ officer }: { officer: Officer }) {
      const open = await refused.list(officer, part(officer), { closed: false });
      return { emergencies: await emergencies.waiting(officer, view(officer)), refused: open.length };
    },
    /** Only on the server: the log is one, and disposing of it is not one care provider's. */
    dispose: ({ officer, ...order }: { officer: Officer } & DisposalOrder) =>
      dispose({ config, store, log, now }, officer, order),
    statistics: async ({ officer, from, to }: { officer: Officer; from: string; to: string }) => ({
      units: await emergencyStatistics(store, controlledBy(officer), { from, to }),
    }),
    /** Of what is done with entries that do not pass here, before they are shown. */
    async note({
      officer,
      action,
      details,
    }: {
      officer: Officer;
      action: string;
      details: Readonly<Record<string, unknown>>;
    }): Promise<void> {
      await append(officerAct(installation, officer, { action, details }));
    },
  };
}

export type LogTools = ReturnType<typeof createLogTools>;
