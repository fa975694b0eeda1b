import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BridgeError } from '../../errors.ts';
import { createXmlDecoder, createXmlReader, escapeText, type XmlHandler } from '../../xml/index.ts';
import { asInvalid, catalogueXmlLimits } from './client.ts';
import {
  type CatalogueEntries,
  type CataloguePermission,
  type CatalogueRoute,
  catalogueNamespace,
  entriesHandler,
} from './entries.ts';

/** What the catalogue said last, in the form of the national platform's own fallback file (`persistentCache`). */
export interface LocalCopy {
  /** Undefined when there is none. Throws CATALOGUE_INVALID. */
  read(): Promise<{ readonly entries: CatalogueEntries; readonly asOf: Date } | undefined>;
  /** Whole or not at all: a crash leaves the old one. */
  write(entries: CatalogueEntries): Promise<void>;
}

export function localCopyIn(dataDir: string): LocalCopy {
  const file = join(dataDir, 'address-catalogue.xml');
  return {
    async read() {
      const known = await stat(file).catch(() => undefined);
      if (!known) return undefined;
      try {
        return { entries: await readCopy(file), asOf: known.mtime };
      } catch (thrown) {
        throw thrown instanceof BridgeError ? asInvalid(thrown) : thrown;
      }
    },
    async write(entries) {
      const fresh = `${file}.${randomUUID()}`;
      try {
        const handle = await open(fresh, 'wx', 0o600);
        try {
          for (const part of partsOf(entries)) await handle.write(part);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(fresh, file);
      } catch (thrown) {
        await rm(fresh, { force: true });
        throw thrown;
      }
    },
  };
}

async function readCopy(file: string): Promise<CatalogueEntries> {
  const entries: CatalogueEntries = { routes: [], permissions: [] };
  const content = entriesHandler(entries);
  let root = false;
  const handler: XmlHandler = {
    open(element) {
      if (root) content.open(element);
      else if (element.local === 'persistentCache' && element.namespace === '') root = true;
      else throw new BridgeError('CATALOGUE_INVALID', 'The local copy is no persistentCache.');
    },
    text: (text) => content.text(text),
    close: (place) => content.close(place),
  };
  const reader = createXmlReader(handler, catalogueXmlLimits);
  const decoder = createXmlDecoder();
  for await (const bytes of createReadStream(file)) reader.write(decoder.write(bytes as Uint8Array));
  reader.write(decoder.end());
  reader.end();
  return entries;
}

/** In pieces of a few hundred kilobytes. */
function* partsOf({ routes, permissions }: CatalogueEntries): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<persistentCache xmlns:v="${catalogueNamespace}">\n`;
  for (let at = 0; at < permissions.length; at += 500)
    yield permissions
      .slice(at, at + 500)
      .map(permissionXml)
      .join('');
  for (let at = 0; at < routes.length; at += 500)
    yield routes
      .slice(at, at + 500)
      .map(routeXml)
      .join('');
  yield '</persistentCache>\n';
}

function routeXml({ id, receiver, profile, contract, from, to, url }: CatalogueRoute): string {
  const fields = [
    ['virtualiseringsInfoId', id],
    ['receiverId', receiver],
    ['rivProfil', profile],
    ['tjansteKontrakt', contract],
    ['fromTidpunkt', from],
    ['tomTidpunkt', to],
    ['adress', url],
  ] as const;
  return `<virtualiseringsInfo>${fields.map(fieldXml).join('')}</virtualiseringsInfo>\n`;
}

function permissionXml({ id, receiver, sender, contract, from, to, filters }: CataloguePermission): string {
  const fields = [
    ['anropsBehorighetsInfoId', id],
    ['receiverId', receiver],
    ['senderId', sender],
    ['tjansteKontrakt', contract],
    ['fromTidpunkt', from],
    ['tomTidpunkt', to],
  ] as const;
  const filterInfo = filters.map(({ serviceDomain, categorizations }) => {
    const categories = categorizations.map((category) => fieldXml(['categorization', category]));
    return `<v:filterInfo>${fieldXml(['serviceDomain', serviceDomain])}${categories.join('')}</v:filterInfo>`;
  });
  return `<anropsBehorighetsInfo>${fields.map(fieldXml).join('')}${filterInfo.join('')}</anropsBehorighetsInfo>\n`;
}

function fieldXml([name, value]: readonly [string, string]): string {
  return `<v:${name}>${escapeText(value)}</v:${name}>`;
}
