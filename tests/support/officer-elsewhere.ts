import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The assignment under which the demo's officer also follows up the log of Region Västerbotten. */
export const logsElsewhere = 'SE2321000222-DEMOLOGG2';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const ldif = [
  '',
  `dn:: ${base64('cn=Logguppföljning,o=Region Västerbotten,l=Västerbottens län,c=SE')}`,
  'objectClass: top',
  'objectClass: hsaCommission',
  `cn:: ${base64('Logguppföljning')}`,
  `hsaIdentity: ${logsElsewhere}`,
  'hsaCommissionPurpose: Administration',
  `hsaCommissionRight:: ${base64('Läsa;alla;VG')}`,
  'hsaCommissionMember: SE2321000230-DEMOSAKERHET;;',
  '',
].join('\n');

/** Writes the demo's care directory with that assignment; whoever asks removes the file. */
export async function directoryWithOfficerElsewhere(name: string): Promise<string> {
  const file = join(tmpdir(), `norrbryggan-${name}-${process.pid}.ldif`);
  await writeFile(file, (await readFile('config/hsa/demo.ldif', 'utf8')) + ldif);
  return file;
}
