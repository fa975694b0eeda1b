import { createXmlDecoder, createXmlReader, type XmlElement } from '../../../xml/index.ts';
import { createEntry } from '../../entry.ts';
import { mapEntry } from '../../mapping.ts';
import { batchSize, type Read, type Take } from '../reader.ts';

const namespace = 'urn:riv:hsa:HsaWsResponder:3';
const roots = ['FileGetHsaUnitsResponse', 'HsaUnitsResponse'];
/** A country has some hundred thousand units, each with a score of elements and up to some hundred members. */
const limits = { depth: 12, elements: 50_000_000, textLength: 65_536 };

/**
 * The national file of units (`FileGetHsaUnitsResponse`), as it comes. An entry without a name in the tree is skipped. One
 * without an HSA-id is no object, but what lies below it still lies there. Throws what the XML reader throws.
 */
export async function readDump(bytes: AsyncIterable<Uint8Array>, take: Take): Promise<void> {
  const read: Read[] = [];
  const decoder = createXmlDecoder();
  const reader = createXmlReader(unitHandler(read), limits);
  const drain = async (least: number): Promise<void> => {
    while (read.length > 0 && read.length >= least) await take(read.splice(0, batchSize));
  };
  for await (const chunk of bytes) {
    reader.write(decoder.write(chunk));
    await drain(batchSize);
  }
  reader.write(decoder.end());
  reader.end();
  await drain(0);
}

/** The elements of an entry, and their members, by name. */
type Fields = Map<string, string[]>;

function unitHandler(read: Read[]) {
  let fields: Fields | undefined;
  let text = '';
  const path: string[] = [];
  return {
    open({ namespace: of, local }: XmlElement) {
      if (path.length === 0 && (of !== namespace || !roots.includes(local)))
        throw new DumpFault(`It is no ${roots[0]} but ${local}.`);
      path.push(local);
      text = '';
      if (local === 'hsaUnit') fields = new Map();
    },
    text(piece: string) {
      text += piece;
    },
    close() {
      const local = path.pop() ?? '';
      if (local === 'hsaUnit' && fields) {
        read.push(...unitFrom(fields));
        fields = undefined;
      } else if (fields && text.trim() !== '') fields.set(local, [...(fields.get(local) ?? []), text.trim()]);
      text = '';
    },
  };
}

/** What makes the file none that can be read; `message` quotes nothing of its content but names of elements. */
export class DumpFault extends Error {}

/** By way of the attributes that a directory server would have given, so that both are understood alike. */
function unitFrom(fields: Fields): Read[] {
  const one = (name: string): string | undefined => fields.get(name)?.[0];
  const is = (name: string): boolean => one(name) === 'true' || one(name) === '1';
  const dn = one('DN');
  const hsaId = one('hsaIdentity');
  if (dn === undefined) return [{ omitted: { dn: '', hsaId, reason: 'DN is missing' } }];
  if (hsaId === undefined) return [];
  const isOrganization = /^\s*o\s*=/i.test(dn);
  const orgNo = one('orgNo');
  const isArchived = ['unitIsArchived', 'healthCareUnitIsArchived', 'healthCareProviderIsArchived'].some(is);
  const values: (readonly [string, string | undefined])[] = [
    // A directory's organization must have a number, which this file need not tell: it becomes one below.
    ['objectClass', 'organizationalUnit'],
    ['objectClass', is('isHsaHealthCareProvider') ? 'hsaHealthCareProvider' : undefined],
    ['objectClass', is('isHsaHealthCareUnit') ? 'hsaHealthCareUnit' : undefined],
    ['objectClass', isArchived ? 'hsaArchivedObject' : undefined],
    ['hsaIdentity', hsaId],
    ['ou', one('name') ?? one('publicName') ?? firstValue(dn)],
    ['ouShort', one('publicName') === one('name') ? undefined : one('publicName')],
    ['orgNo', orgNo],
    ['hsaResponsibleHealthCareProvider', one('hsaResponsibleHealthCareProvider')],
    ...(fields.get('hsaHealthCareUnitMember') ?? []).map((member) => ['hsaHealthCareUnitMember', member] as const),
    ['startDate', generalized(one('startDate'))],
    ['endDate', generalized(one('endDate'))],
  ];
  const known = values.filter((pair): pair is readonly [string, string] => pair[1] !== undefined);
  const mapped = mapEntry(createEntry(dn, known));
  if ('omitted' in mapped) return [{ omitted: { dn, ...mapped.omitted } }];
  if (!('object' in mapped)) return [];
  const { object } = mapped;
  return [{ object: isOrganization && object.kind === 'unit' ? { ...object, kind: 'organization' } : object }];
}

/** The name that an entry has in the tree. */
function firstValue(dn: string): string | undefined {
  return /^[^=]+=((?:[^\\,]|\\.)*)/.exec(dn)?.[1]?.replaceAll(/\\(.)/g, '$1');
}

/** An xs:dateTime as a directory would write it; without a time zone it is taken as UTC. */
function generalized(dateTime: string | undefined): string | undefined {
  if (dateTime === undefined) return undefined;
  const hasZone = /(?:Z|[+-]\d\d:\d\d)$/.test(dateTime);
  const instant = new Date(hasZone ? dateTime : `${dateTime}Z`);
  if (Number.isNaN(instant.getTime())) return dateTime;
  return `${instant.toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')}Z`;
}
