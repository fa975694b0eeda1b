import { Agent, request } from 'undici';
import type { Config } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import { livePair } from '../../keys/index.ts';
import { createSoapReader, createXmlDecoder, soapNamespaces, type XmlLimits } from '../../xml/index.ts';
import { type CatalogueEntries, catalogueNamespace, entriesHandler } from './entries.ts';

export type CatalogueConfig = NonNullable<Config['routing']['catalogue']>;

/** A national catalogue has some hundred thousand entries of eight elements. Bytes are limited before. */
export const catalogueXmlLimits: XmlLimits = { depth: 32, elements: 20_000_000, textLength: 65_536 };

const operations = ['hamtaAllaVirtualiseringar', 'hamtaAllaAnropsBehorigheter'] as const;

/**
 * Asks the catalogue for all routes and all permissions, over TLS with the bridge's own certificate. The contract has no
 * logical address. Throws CATALOGUE_UNAVAILABLE when there is no answer, CATALOGUE_INVALID when it is not as agreed.
 */
export async function askCatalogue(
  config: CatalogueConfig,
  outgoing: Config['outgoing'],
  closing: AbortSignal,
): Promise<CatalogueEntries> {
  const agent = new Agent({ connect: { ...tlsOptions(config, outgoing), timeout: 5_000 } });
  const entries: CatalogueEntries = { routes: [], permissions: [] };
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(config.timeoutMs), closing]);
    for (const operation of operations) await ask(operation, config, entries, agent, signal);
    return entries;
  } catch (thrown) {
    throw thrown instanceof BridgeError ? asInvalid(thrown) : unavailable((thrown as Error).message, thrown);
  } finally {
    await agent.destroy();
  }
}

function tlsOptions({ url }: CatalogueConfig, outgoing: Config['outgoing']) {
  if (!url.startsWith('https:')) return {};
  const { shown, ca } = livePair(outgoing).current;
  return { ...shown, ca, minVersion: 'TLSv1.2' as const };
}

async function ask(
  operation: string,
  config: CatalogueConfig,
  entries: CatalogueEntries,
  dispatcher: Agent,
  signal: AbortSignal,
): Promise<void> {
  const { statusCode, headers, body } = await request(config.url, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' },
    body: envelopeOf(operation),
    dispatcher,
    signal,
  });
  if (statusCode !== 200) {
    body.on('error', () => undefined).destroy();
    throw unavailable(`The catalogue answered with HTTP status ${statusCode}.`);
  }
  let bytesLeft = config.maxAnswerBytes;
  const decoder = createXmlDecoder(/charset="?([^";\s]+)/i.exec(String(headers['content-type'] ?? ''))?.[1]);
  const reader = createSoapReader(
    {
      body: ({ namespace, local }) => {
        if (namespace !== catalogueNamespace || local !== `${operation}Response`)
          throw new BridgeError('CATALOGUE_INVALID', `The answer to ${operation} holds something else.`);
        return entriesHandler(entries);
      },
      fault: ({ text }) => {
        throw unavailable(`The catalogue answered with a fault: ${text}`);
      },
    },
    catalogueXmlLimits,
  );
  for await (const bytes of body as AsyncIterable<Uint8Array>) {
    bytesLeft -= bytes.byteLength;
    if (bytesLeft < 0) throw new BridgeError('CATALOGUE_INVALID', `More than ${config.maxAnswerBytes} bytes.`);
    reader.write(decoder.write(bytes));
  }
  reader.write(decoder.end());
  reader.end();
}

function envelopeOf(operation: string): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${soapNamespaces.envelope}"><soapenv:Body>` +
    `<v:${operation} xmlns:v="${catalogueNamespace}"/></soapenv:Body></soapenv:Envelope>`
  );
}

function unavailable(detail: string, cause?: unknown): BridgeError {
  return new BridgeError('CATALOGUE_UNAVAILABLE', detail, { cause });
}

/** The XML reader's errors speak of messages; here it is the catalogue's. */
export function asInvalid(error: BridgeError): BridgeError {
  return error.code.startsWith('CATALOGUE_')
    ? error
    : new BridgeError('CATALOGUE_INVALID', error.message, { cause: error });
}
