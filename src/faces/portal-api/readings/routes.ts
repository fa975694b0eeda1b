import { Readable } from 'node:stream';
import type { ContractId } from '../../../contracts/index.ts';
import { BridgeError } from '../../../errors.ts';
import { type ApiRoute, bodyOf, route } from '../route.ts';
import type { Original, ReadingRequest } from '../shapes/reading.ts';
import { hidesPlaces } from '../without-places.ts';
import { OriginalBody, ReadingBody } from './choice.ts';
import { type Reader, type ReadingParts, requestFor, type UnderWay } from './reader.ts';

/** The open patient across all councils: what the reader has chosen, as each record system answers. */
export function readingRoutes(parts: ReadingParts, reader: Reader): readonly ApiRoute[] {
  return [
    route({
      method: 'POST',
      path: '/readings',
      access: ['clinician'],
      summary: 'What the reader chooses of the open patient, as each council answers: server-sent events',
      body: bodyOf(ReadingBody),
      streams: 'text/event-stream',
      async handle(call) {
        // As the schema has checked.
        const { events, end } = await reader.read(call, [call.body as ReadingRequest]);
        return Readable.from(texts(events), { objectMode: false }).once('close', end);
      },
    }),
    route({
      method: 'POST',
      path: '/readings/original',
      access: ['clinician'],
      summary: 'One record of the open patient as its source gave it: XML, or JSON of FHIR',
      body: bodyOf(OriginalBody),
      async handle(call): Promise<Original> {
        const { source, contract, documentId } = call.body;
        const opened = await call.opened();
        if (await hidesPlaces(parts.persons, opened, call.correlationId))
          throw new BridgeError('PATIENT_PROTECTED', 'What the source gave tells of places: ask for them first.');
        const { patient } = opened;
        const question = { contract: contract as ContractId, period: undefined, source };
        const request = requestFor(parts.config, question, call, { patient, gone: call.gone, reading: call });
        const { text, delivered } = await parts.overview.original({ ...request, original: documentId });
        call.whenSent({ delivered });
        return {
          mediaType: text.startsWith('{') ? 'application/json' : 'application/xml',
          text: text.slice(0, longestOriginal),
          cut: text.length > longestOriginal,
        };
      },
    }),
  ];
}

/** Characters. More is for whoever has the source's own system before her. */
const longestOriginal = 1_000_000;

async function* texts(events: UnderWay['events']): AsyncGenerator<string> {
  for await (const event of events)
    yield event ? `event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n` : ': waiting\n\n';
}
