import Type from 'typebox';
import { type LogTools, noteIn, toldIn, verdictKinds } from '../../audit/index.ts';
import { Instant, strict } from './register-parts.ts';
import { officerOf } from './registering.ts';
import { type Access, type ApiCall, type ApiRoute, bodyOf, noBody, route } from './route.ts';
import type { Reproduction, ReviewSummary, ShownReview, ShownReviews } from './shapes/reviews.ts';

interface ReviewRouteParts {
  readonly bridgeHsaId: string;
  readonly tools: LogTools;
}

const officers: Access = ['security-officer'];

const Period = { from: Type.Optional(Instant), to: Type.Optional(Instant) };
const verdict = { verdict: Type.Enum([...verdictKinds]), reason: Type.String({ minLength: 1, maxLength: 1_024 }) };
const Verdict = Type.Object(verdict, strict);
/** `upTo`: `last` of the emergency as it was judged. */
export const EmergencyVerdict = Type.Object({ ...verdict, upTo: Type.Optional(Instant) }, strict);

/** Systematic reviews of the log: samples of the care provider’s own part, and what was found of each access. */
export function reviewRoutes({ bridgeHsaId, tools }: ReviewRouteParts): readonly ApiRoute[] {
  const by = (call: ApiCall<unknown>) => officerOf(call, bridgeHsaId);
  const reviewIn = ({ params }: ApiCall<unknown>): string => params.id ?? '';

  return [
    route({
      method: 'GET',
      path: '/access-log/reviews',
      access: officers,
      summary: 'Samples of the log that were drawn, latest first',
      body: noBody,
      handle: async (call): Promise<ShownReviews> => ({ reviews: await tools.listReviews({ officer: by(call) }) }),
    }),
    route({
      method: 'POST',
      path: '/access-log/reviews',
      access: officers,
      summary: 'Draw a sample; `seed` draws an earlier one again',
      body: bodyOf(
        Type.Object(
          {
            ...Period,
            size: Type.Integer({ minimum: 1, maximum: 1_000 }),
            seed: Type.Optional(Type.String({ pattern: '^[0-9a-f]{32}$' })),
          },
          strict,
        ),
      ),
      handle: (call) => tools.drawReview({ from: undefined, to: undefined, ...call.body, officer: by(call) }),
    }),
    route({
      method: 'GET',
      path: '/access-log/reviews/:id',
      access: officers,
      summary: 'A sample whole: what each criterion was told from, every access, and what was found of it',
      body: noBody,
      async handle(call): Promise<ShownReview> {
        const shown = await tools.showReview({ officer: by(call), review: reviewIn(call) });
        return {
          ...shown,
          criteria: shown.criteria.map((report) => toldIn(call.language, report)),
          items: shown.items.map((item) => ({ ...item, note: noteIn(call.language, item.note) })),
        };
      },
    }),
    route({
      method: 'POST',
      path: '/access-log/reviews/:id/verdicts/:entry',
      access: officers,
      summary: 'What was found of one access; nobody judges her own',
      body: bodyOf(Verdict),
      handle: (call) => {
        const { entry = '' } = call.params;
        return tools.judge({ officer: by(call), review: reviewIn(call), entry, ...call.body });
      },
    }),
    route({
      method: 'POST',
      path: '/access-log/reviews/:id/reproduction',
      access: officers,
      summary: 'Draw the sample once more by its seed: whether the same accesses come, and if not, which differ',
      body: noBody,
      handle: (call): Promise<Reproduction> => tools.reproduceReview({ officer: by(call), review: reviewIn(call) }),
    }),
    route({
      method: 'POST',
      path: '/access-log/reviews/:id/summary',
      access: officers,
      summary: 'What came of a review, to keep or print, without patients: `pdf` as base64, and `csv`',
      body: noBody,
      handle: (call): Promise<ReviewSummary> =>
        tools.reviewSummary({ officer: by(call), review: reviewIn(call), language: call.language }),
    }),
  ];
}
