import { createEvents } from '../src/events.ts';
import { createDirectory } from '../src/hsa/index.ts';
import { loadLdifDirectory } from '../src/hsa/ldif-source.ts';
import { startSlapd } from '../tests/support/slapd.ts';
import { cachedBoundMs, quantile, quantiles, say, timed } from './directory-copy.ts';

const file = 'config/hsa/demo.ldif';
const rounds = 50;

/**
 * People's assignments and everything else's place in the demo directory, over a real LDAP server and from the cache.
 * Gives 1 beyond the bound.
 */
export async function benchDirectory(): Promise<number> {
  const server = await startSlapd(file);
  try {
    const { objects } = await loadLdifDirectory(file);
    const directory = await createDirectory({ url: server.url, baseDn: 'c=SE', timeoutMs: 10_000 }, createEvents());
    const ask = async (nr: number): Promise<unknown> => {
      const object = objects[nr % objects.length];
      return object?.kind === 'person' ? directory.commissionsOf(object.hsaId) : directory.unit(object?.hsaId ?? '');
    };
    say(`of the server:  ${quantiles(await timed([...objects.keys()], ask))}`);
    const cached = await timed([...Array(rounds * objects.length).keys()], ask);
    say(`from the cache: ${quantiles(cached)}`);
    await directory.close();
    return quantile(cached, 0.99) <= cachedBoundMs ? 0 : 1;
  } finally {
    await server.remove();
  }
}
