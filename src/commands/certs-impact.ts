import type { CertificateHandlers, ToldImpact } from '../alerts/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { connectAdmin } from '../store/index.ts';
import { table } from './audit-text.ts';

/**
 * `npm run certs -- impact …`: what would stop. Asks the bridge that runs with this data folder, which knows what has been
 * shown and what is agreed now. Throws BRIDGE_NOT_RUNNING; NOT_FOUND where nothing is known by that.
 */
export async function impact(
  of: string,
  { config, json, out }: { readonly config: Config; readonly json: boolean; readonly out: NodeJS.WritableStream },
): Promise<number> {
  const client = await connectAdmin<CertificateHandlers>(config.dataDir);
  if (!client) throw new BridgeError('BRIDGE_NOT_RUNNING', `${config.dataDir}.`);
  try {
    const told = await client.ask('certificates:impact', { of });
    out.write(json ? `${JSON.stringify(told, undefined, 2)}\n` : textOf(told));
    return 0;
  } finally {
    client.close();
  }
}

function textOf({
  certificates,
  callers,
  sources,
  contracts,
  persons,
  careUnits,
  dailyCalls,
  days,
}: ToldImpact): string {
  if (certificates.length === 0 && persons === 0) return 'Nothing ends by then.\n';
  const span = days > 0 ? `mean of the last ${days === 1 ? 'whole day' : `${days} whole days`}` : 'so far today';
  return [
    table([
      ['Would end', 'Name', 'Whose', 'Serial', 'Valid until'],
      ...certificates.map((each) => [each.use, each.name, each.party ?? '–', each.serial ?? '–', each.until]),
    ]),
    `Calls a day that would stop: ${dailyCalls} (${span})\n`,
    ...some(callers, ['Caller', 'Name', 'Calls a day', 'Has shown another that is good'], (each) => [
      each.hsaId,
      each.name,
      String(each.dailyCalls),
      each.hasAnother ? 'yes' : 'no',
    ]),
    ...some(sources, ['Source', 'Name'], ({ hsaId, name }) => [hsaId, name]),
    ...(contracts.length > 0 ? [`Contracts: ${contracts.join(', ')}\n`] : []),
    ...some(careUnits, ['Care unit', 'Name', 'Calls a day'], (each) => [
      each.hsaId,
      each.name ?? '–',
      String(each.dailyCalls),
    ]),
    ...(persons > 0 ? [`Cards of persons, seen in the last ninety days: ${persons}\n`] : []),
  ].join('\n');
}

function some<Row>(rows: readonly Row[], heading: readonly string[], cells: (row: Row) => readonly string[]): string[] {
  return rows.length > 0 ? [table([heading, ...rows.map(cells)])] : [];
}
