import type { BridgeRecord, Contract } from '../../contracts/index.ts';
import {
  allTargets,
  type Context,
  documentIdOf,
  type Extract,
  entriesOf,
  type Found,
  type InformationType,
  isAboutAnother,
  linksTo,
  meaningOf,
} from '../../riv13606/index.ts';
import { asked, finishRecord } from '../mapped.ts';
import type { SourceQuery } from '../query.ts';

/** Makes records of the compositions in an answer. */
export interface Assembly {
  /** The records that the extract tells by itself. */
  take(extract: Extract): Assembled[];
  /** Those that had to wait, since any part of the answer could hold what they are linked with. */
  end(): Assembled[];
}

/** A record and the composition that it was made of. */
export interface Assembled extends Pick<Found, 'composition'> {
  readonly record: BridgeRecord;
}

/** The contracts would show a relative's disease as the patient's own. */
const aboutAnother = 'the entry is about another person than the patient (subject_of_information)';

export function createAssembly(type: InformationType<object>, contract: Contract, query: SourceQuery): Assembly {
  const waiting: Found[] = [];
  const companions = createCompanions();

  function take(extract: Extract): Assembled[] {
    const found = extract.compositions.map((composition) => ({ composition, extract }));
    if (type.companions.length === 0) return found.flatMap(recordsIn);
    for (const one of found) {
      if (type.companions.includes(meaningOf(one.composition) ?? '')) companions.add(one);
      else waiting.push(one);
    }
    return [];
  }

  function recordsIn(found: Found): Assembled[] {
    const linked = (kind: string) => companions.of(found, kind);
    return recordEntries(found.composition, type).flatMap((entry) => {
      const context: Context = { ...found, entry, patient: query.patient, source: query.source, linked };
      const isOfAnother = isAboutAnother(entry, found.extract);
      return type.read(context).flatMap((read) => {
        const reading = isOfAnother ? { ...read, problems: [...(read.problems ?? []), aboutAnother] } : read;
        const record = finishRecord(contract, reading);
        return asked(contract, query, reading, record) ? [{ record, composition: found.composition }] : [];
      });
    });
  }

  return { take, end: () => waiting.splice(0).flatMap(recordsIn) };
}

function recordEntries(composition: Found['composition'], type: InformationType<object>) {
  const meaning = meaningOf(composition);
  if (meaning !== undefined && !type.isRecord(meaning)) return [];
  const entries = entriesOf(composition).filter((entry) => type.isEntry(meaningOf(entry) ?? ''));
  const bare = type.withoutEntry && meaning !== undefined && entries.length === 0;
  return bare ? [undefined] : entries;
}

/** Compositions beside the records, by their ids and by what they point at. */
function createCompanions() {
  const byId = new Map<string, Found[]>();
  const byTarget = new Map<string, Found[]>();

  function put(map: Map<string, Found[]>, key: string, found: Found): void {
    const known = map.get(key);
    if (known) known.push(found);
    else map.set(key, [found]);
  }

  return {
    add(found: Found): void {
      put(byId, documentIdOf(found) ?? '', found);
      for (const target of allTargets(found.composition)) put(byTarget, target, found);
    },
    of(record: Found, kind: string): Found[] {
      const targets = linksTo(kind, record.composition, ...entriesOf(record.composition)).flatMap(
        (link) => link.targets,
      );
      const pointedAt = targets.flatMap((target) => byId.get(target) ?? []);
      const pointing = byTarget.get(documentIdOf(record) ?? '') ?? [];
      const ofKind = [...pointedAt, ...pointing].filter(
        ({ composition, extract }) =>
          meaningOf(composition) === kind && extract.subject?.id === record.extract.subject?.id,
      );
      return [...new Set(ofKind)];
    },
  };
}
