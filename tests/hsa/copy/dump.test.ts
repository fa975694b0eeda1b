import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { due } from '../../../src/hsa/copy/directory-copy.ts';
import type { Read } from '../../../src/hsa/copy/reader.ts';
import { dumpReader } from '../../../src/hsa/copy/readers/files.ts';

const unit = (fields: string) => `<hsaUnit>${fields}</hsaUnit>`;
const dump = (units: string, encoding = 'UTF-8') => `<?xml version="1.0" encoding="${encoding}"?>
<FileGetHsaUnitsResponse xmlns="urn:riv:hsa:HsaWsResponder:3"><startDate>2026-01-01T00:00:00</startDate>
<endDate>2026-01-02T00:00:00</endDate><hsaUnits>${units}</hsaUnits></FileGetHsaUnitsResponse>`;
const provider = unit(
  '<hsaIdentity>se2321000230-demovg</hsaIdentity><DN>o=Region Å,l=Län,c=SE</DN><orgNo>232100-0230</orgNo>' +
    '<name>Region Å</name><isHsaHealthCareProvider>true</isHsaHealthCareProvider>',
);
const careUnit = unit(
  '<hsaIdentity>SE2321000230-DEMOHC</hsaIdentity><DN>ou=Barn\\, unga &amp; äldre,ou=Utan id,o=Region Å,l=Län,c=SE</DN>' +
    '<name>Barn, unga &amp; äldre</name><isHsaHealthCareUnit>true</isHsaHealthCareUnit>' +
    '<hsaResponsibleHealthCareProvider>SE2321000230-DEMOVG</hsaResponsibleHealthCareProvider>' +
    '<unitIsArchived>true</unitIsArchived><hsaHealthCareUnitMembers>' +
    '<hsaHealthCareUnitMember>SE2321000230-DEMOA</hsaHealthCareUnitMember>' +
    '<hsaHealthCareUnitMember>SE2321000230-DEMOB</hsaHealthCareUnitMember></hsaHealthCareUnitMembers>' +
    '<endDate>2030-01-01T00:00:00+01:00</endDate>',
);
const nameless = unit('<hsaIdentity>SE2321000230-DEMOX</hsaIdentity><name>Ingenstans</name>');
const withoutId = unit('<DN>ou=Utan id,o=Region Å,l=Län,c=SE</DN>');

describe('the national file of units', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'norrbryggan-dump-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function readOf(name: string, content: Uint8Array | string): Promise<readonly Read[]> {
    const file = join(folder, name);
    await writeFile(file, content);
    const all: Read[] = [];
    await dumpReader(file).all(async (batch) => void all.push(...batch));
    return all;
  }

  it('is read as a directory would have told it, in either character set', async () => {
    const units = provider + careUnit + nameless + withoutId;
    const read = await readOf('units.xml', dump(units));
    expect(read).toMatchObject([
      { object: { kind: 'organization', hsaId: 'SE2321000230-DEMOVG', isCareProvider: true, orgNo: '232100-0230' } },
      {
        object: {
          kind: 'unit',
          name: 'Barn, unga & äldre',
          dn: 'ou=Barn\\, unga & äldre,ou=Utan id,o=Region Å,l=Län,c=SE',
          isCareUnit: true,
          archived: true,
          responsibleProvider: 'SE2321000230-DEMOVG',
          members: ['SE2321000230-DEMOA', 'SE2321000230-DEMOB'],
          period: { from: undefined, to: '2029-12-31T23:00:00.000Z' },
        },
      },
      { omitted: { hsaId: 'SE2321000230-DEMOX', reason: 'DN is missing' } },
    ]);
    const latin1 = Buffer.from(dump(units, 'ISO-8859-1'), 'latin1');
    expect(await readOf('latin1.xml', latin1)).toEqual(read);
    expect(await readOf('units.zip', zipOf({ 'units.xml': dump(units) }))).toEqual(read);
  });

  it.each([
    ['another document', () => '<a/>'],
    ['one that is cut off', () => dump(provider).slice(0, -20)],
    ['a document type', () => `<!DOCTYPE a [<!ENTITY b "c">]>${dump(provider).slice(38)}`],
    ['an archive of two files', () => zipOf({ a: dump(provider), b: dump(careUnit) })],
    ['an archive that lies about its size', () => zipOf({ a: dump(provider) }, 10)],
    ['an archive of more than a gigabyte by its own word', () => zipOf({ a: dump(provider) }, 2_000_000_000)],
  ])('is refused as %s', async (_name, content) => {
    await expect(readOf('bad.zip', content())).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
  });
});

describe('what is due', () => {
  const config = { fullHours: 24, changesMinutes: 10 };
  const at = (hours: number) => new Date(hours * 3_600_000).toISOString();
  const state = { active: 1, lookedAt: at(100), fullAt: at(90), held: undefined, rejectedAt: undefined, busy: false };
  it.each([
    ['nothing yet', { ...state, active: undefined, lookedAt: undefined, fullAt: undefined }, 'import'],
    ['all is fresh', state, undefined],
    ['changes may have come', { ...state, lookedAt: at(99) }, 'sync'],
    ['everything was read long ago', { ...state, fullAt: at(70) }, 'import'],
    ['another process works on it', { ...state, fullAt: at(70), busy: true }, undefined],
    ['somebody rejected the last', { ...state, lookedAt: at(95), rejectedAt: at(96) }, undefined],
    ['somebody rejected the last a day ago', { ...state, fullAt: at(70), rejectedAt: at(75) }, 'import'],
  ] as const)('%s', (_name, given, expected) => {
    expect(due(given, config, 100 * 3_600_000 + 1)).toBe(expected);
  });
});

/** A ZIP archive; `claimed` is the size that it tells of its first file. */
function zipOf(files: Readonly<Record<string, string>>, claimed?: number): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(Buffer.from(text));
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimed ?? Buffer.byteLength(text), 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    const trailer = Buffer.alloc(14);
    trailer.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, trailer, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, list, Buffer.from('PK\u0005\u0006'), end]);
}
