import type { CodeableConcept } from 'fhir/r4';
import type { Clinical } from '../mapping/clinical.ts';
import { intervalOf } from '../search/dates.ts';
import type { GatheredRecord } from '../search/records.ts';
import type { Draw, Picked, Section } from './section.ts';

/** What of the records enters a section. `records` are newest first. */
export function pickedFor({ draws }: Section, records: readonly GatheredRecord[], now: Date): readonly Picked[] {
  return draws.flatMap((draw) => {
    const drawn = records.filter(({ contract }) => contract.startsWith(`${draw.contract}:`));
    const all = drawn.flatMap((record) => record.mapped().resources.map((resource): Picked => ({ resource, record })));
    return [...chosen(draw, all, now)];
  });
}

/** What of a draw enters the summary; nothing that was entered in error ever does. `picked` is newest first. */
function chosen(draw: Draw, picked: readonly Picked[], now: Date): readonly Picked[] {
  const earliest = draw.months === undefined ? Number.NEGATIVE_INFINITY : monthsBefore(now, draw.months);
  const admitted = picked.filter(
    ({ resource }) =>
      !isEnteredInError(resource) &&
      draw.admits(resource, now) &&
      (timeOf(resource) ?? Number.POSITIVE_INFINITY) >= earliest,
  );
  return draw.choose ? draw.choose(admitted) : admitted;
}

/** One problem of one care provider is shown once, as it was last written. */
export function newestPerProblem(picked: readonly Picked[]): readonly Picked[] {
  return firstPer(picked, ({ resource, record }) => `${codeOf(resource)} ${record.header.careProvider?.toUpperCase()}`);
}

/** Of every kind of observation the latest value. */
export function latestPerCode(picked: readonly Picked[]): readonly Picked[] {
  const latestFirst = [...picked].sort((a, b) => (timeOf(b.resource) ?? 0) - (timeOf(a.resource) ?? 0));
  return firstPer(latestFirst, ({ resource }) => codeOf(resource));
}

/** Without a key a resource is like no other. */
function firstPer(picked: readonly Picked[], keyOf: (one: Picked) => string): Picked[] {
  const seen = new Set<string>();
  return picked.filter((one) => {
    const key = keyOf(one);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function codeOf(resource: Clinical): string {
  const { code } = resource as { code?: CodeableConcept };
  const coding = code?.coding?.find((one) => one.code !== undefined);
  if (coding) return `${coding.system} ${coding.code}`;
  return code?.text?.toLowerCase() ?? `${resource.resourceType}/${resource.id}`;
}

/** When it was true of the patient. */
function timeOf(resource: Clinical): number | undefined {
  const { effectiveDateTime, effectivePeriod, issued } = resource as {
    effectiveDateTime?: string;
    effectivePeriod?: { start?: string; end?: string };
    issued?: string;
  };
  const time = effectiveDateTime ?? effectivePeriod?.end ?? effectivePeriod?.start ?? issued;
  return time === undefined ? undefined : intervalOf(time)?.from;
}

function isEnteredInError(resource: Clinical): boolean {
  const { status, verificationStatus } = resource as { status?: string; verificationStatus?: CodeableConcept };
  return [status, ...(verificationStatus?.coding ?? []).map(({ code }) => code)].includes('entered-in-error');
}

function monthsBefore(now: Date, months: number): number {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months);
  return then.getTime();
}
