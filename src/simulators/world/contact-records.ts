import type { Diagnosis } from '../../contracts/index.ts';
import { norrbotten, type RecordSystem } from '../sources.ts';
import { type Day, timeText } from './calendar.ts';
import { summaryHeader } from './header.ts';
import { icd10 } from './icd10.ts';
import { type Encounter, outcome } from './life.ts';
import type { Patient } from './patient.ts';
import { type Random, stableId } from './random.ts';
import type { StoryDiagnosis } from './story.ts';

export const icd10Se = '1.2.752.116.1.1.1.1.3';

/** Whose records are written, where, and from when they are seen. */
export interface Chart {
  readonly patient: Patient;
  readonly source: RecordSystem;
  readonly today: Day;
  readonly random: Random;
  /** Some of the records lack unit and provider. */
  readonly someOwnerless: boolean;
}

/**
 * An id that stays the same from start to start. Norrbotten's carry the personal number, as those of its real system
 * did: whoever writes them to a log leaks it.
 */
export function documentId({ source, patient }: Chart, kind: string, serial: number): string {
  const number = patient.identity.id;
  return source === norrbotten
    ? `${source}-${number}-${kind}${String(serial).padStart(4, '0')}`
    : `${kind}-${stableId(20, source, number, kind, String(serial))}`;
}

/** A care contact as it is kept: in which words it is told is each contract's business. */
export interface Contact {
  readonly id: string;
  readonly encounter: Encounter;
  /** When it was registered, `YYYYMMDDhhmmss`. */
  readonly registered: string;
}

export function contactOf(chart: Chart, encounter: Encounter, id: string): Contact {
  const { day, minute, lastDay } = encounter;
  // What is not over yet was booked, or written when it began.
  const registeredOn =
    encounter.outcome === outcome.planned ? Math.min(day, chart.today) - chart.random.between(1, 40) : (lastDay ?? day);
  return { id, encounter, registered: timeText(registeredOn, Math.max(minute, 11 * 60)) };
}

/** What was diagnosed at a contact that took place; the first is the main diagnosis, the others belong to it. */
export function diagnosesOf(chart: Chart, { encounter, id: careContactId }: Contact, firstSerial: number): Diagnosis[] {
  if (encounter.outcome === outcome.planned || encounter.outcome === outcome.cancelled) return [];
  const mainId = documentId(chart, 'D', firstSerial);
  return encounter.scene.diagnoses.map((diagnosis, index) => {
    const id = documentId(chart, 'D', firstSerial + index);
    return {
      diagnosisHeader: diagnosisHeader(chart, encounter, id, careContactId),
      diagnosisBody: diagnosisBody(chart, encounter, diagnosis, index === 0 ? undefined : mainId),
    };
  });
}

function diagnosisHeader(
  chart: Chart,
  encounter: Encounter,
  id: string,
  careContactId: string,
): Diagnosis['diagnosisHeader'] {
  const { random, today } = chart;
  const { unit, author, minute } = encounter;
  const day = encounter.lastDay ?? encounter.day;
  const time = Math.max(minute, 11 * 60) + random.between(5, 90);
  const signedOn = day + (random.chance(0.7) ? 0 : random.between(1, 14));
  const signer = random.chance(0.9) ? author : random.pick(unit.professionals);
  return summaryHeader({
    documentId: id,
    source: chart.source,
    patient: chart.patient,
    authorship: { unit, author, time: timeText(day, time), ownerless: chart.someOwnerless && random.chance(0.02) },
    signature: signedOn < today && random.chance(0.95) ? { time: timeText(signedOn, time + 20), signer } : undefined,
    approved: random.chance(0.92),
    careContactId,
  });
}

function diagnosisBody(
  { random }: Chart,
  encounter: Encounter,
  { code, chronic }: StoryDiagnosis,
  mainId: string | undefined,
): Diagnosis['diagnosisBody'] {
  const displayName = icd10[code];
  // Some are written in words only.
  const inWords = mainId !== undefined && random.chance(0.04);
  return {
    typeOfDiagnosis: mainId === undefined ? 'Huvuddiagnos' : 'Bidiagnos',
    ...(chronic ? { chronicDiagnosis: true } : random.chance(0.2) && { chronicDiagnosis: false }),
    diagnosisTime: timeText(encounter.day, encounter.minute),
    diagnosisCode: inWords ? { originalText: displayName } : { code, codeSystem: icd10Se, displayName },
    ...(mainId !== undefined && { relatedDiagnosis: [{ documentId: mainId }] }),
  };
}
