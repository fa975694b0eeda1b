import { Readable } from 'node:stream';
import Type from 'typebox';
import type { MakeSummary } from '../../fhir/index.ts';
import { Chosen } from '../readings/choice.ts';
import type { Reader } from '../readings/reader.ts';
import { HsaId, strict } from '../register-parts.ts';
import { actorOf } from '../registering.ts';
import { type ApiRoute, bodyOf, noBody, route } from '../route.ts';
import type { Printed, PrintMark } from '../shapes/output.ts';
import type { Choice } from '../shapes/reading.ts';
import { overviewPdf } from './overview-pdf.ts';
import { demandPermit, logOutput, type PermitParts } from './permit.ts';
import { readAll } from './read-all.ts';

const ToPrint = Type.Object(
  {
    /** What the page shows, of each contract and record system. */
    what: Type.Array(
      Type.Object(
        {
          contract: Type.String({ pattern: '^[A-Za-z0-9]{1,64}:[0-9]{1,2}$' }),
          source: HsaId,
          records: Type.Integer({ minimum: 0, maximum: 100_000 }),
        },
        strict,
      ),
      { maxItems: 400 },
    ),
  },
  strict,
);

const ToPdf = Type.Object({ choices: Type.Array(Chosen, { minItems: 1, maxItems: 40 }) }, strict);

export interface OutputParts extends PermitParts {
  readonly reader: Reader;
  readonly makeSummary: MakeSummary;
}

function countedBySource(records: readonly Pick<Printed, 'contract' | 'source'>[]): readonly Printed[] {
  return [...Map.groupBy(records, ({ contract, source }) => `${contract} ${source}`).values()].flatMap((own) =>
    own[0] ? [{ ...own[0], records: own.length }] : [],
  );
}

/** Information about the open patient on paper or as a file: off unless the unit has it, and on the log before it is given. */
export function outputRoutes(parts: OutputParts): readonly ApiRoute[] {
  return [
    route({
      method: 'POST',
      path: '/output/print',
      access: ['clinician'],
      summary: 'Asks to print what the page shows; answers what shall stand on every sheet',
      body: bodyOf(ToPrint),
      async handle(call): Promise<PrintMark> {
        const permit = await demandPermit(parts, call, 'print');
        await logOutput(parts, call, permit, call.body.what as readonly Printed[]);
        return permit.mark;
      },
    }),
    route({
      method: 'POST',
      path: '/output/pdf',
      access: ['clinician'],
      summary: 'What is chosen of the open patient, read anew, as a PDF that begins with what is missing',
      body: bodyOf(ToPdf),
      streams: 'application/pdf',
      async handle(call): Promise<Readable> {
        const permit = await demandPermit(parts, call, 'pdf');
        const { state, records } = await readAll(parts.reader, call, call.body.choices as readonly Choice[]);
        const pdf = await overviewPdf({ patient: permit.shown, mark: permit.mark, language: call.language, state });
        await logOutput(parts, call, permit, countedBySource(records));
        return Readable.from([pdf]);
      },
    }),
    route({
      method: 'POST',
      path: '/output/ips',
      access: ['clinician'],
      summary: 'The open patient’s summary (IPS) as a FHIR document, made anew',
      body: noBody,
      streams: 'application/fhir+json',
      async handle(call): Promise<Readable> {
        const permit = await demandPermit(parts, call, 'ips');
        const { correlationId, gone, whenSent, session } = call;
        const { text, of } = await parts.makeSummary(permit.patient, {
          caller: session.caller,
          actor: actorOf(call, parts.config.bridge.hsaId),
          mark: permit.mark,
          correlationId,
          gone,
          whenSent,
        });
        await logOutput(parts, call, permit, countedBySource(of));
        return Readable.from([text], { objectMode: false });
      },
    }),
  ];
}
