import Type from 'typebox';
import { HsaId, strict } from '../register-parts.ts';
import { type ApiRoute, bodyOf, route } from '../route.ts';
import type { Printed, PrintMark } from '../shapes/output.ts';
import { demandPermit, logOutput, type PermitParts } from './permit.ts';

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

/** Information about the open patient on paper or as a file: off unless the unit has it, and on the log before it is given. */
export function outputRoutes(parts: PermitParts): readonly ApiRoute[] {
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
  ];
}
