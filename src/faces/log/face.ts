import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asBridgeError, BridgeError } from '../../errors.ts';
import type { CosignedHeads, OwnLog, WitnessState } from '../../witness/index.ts';
import { correlationIdOf } from '../correlation.ts';
import { languageOf, sendProblem } from '../portal-api/problem.ts';

/** Of one address: many times what witnesses need, too few requests a minute to keep the store busy with proofs. */
const limited = { config: { rateLimit: { max: 600, timeWindow: 60_000 } } };

/**
 * What proves the access log, open to all: its signed head, and proofs made of hashes alone. Nothing here tells of an
 * entry more than its number and its salted hash. The door must have the rate limiter.
 */
export function registerLogFace(app: FastifyInstance, own: OwnLog, cosigned: CosignedHeads): void {
  app.register(
    async (face) => {
      answerProblems(face);
      face.get('/head', limited, async () => ({
        head: (await own.head()).note,
        cosigned: (await cosigned.list()).map(({ head }) => head.note),
      }));
      face.get('/consistency', limited, async (request) => ({
        proof: inBase64(await own.consistency(numberIn(request, 'from'), numberIn(request, 'to'))),
      }));
      face.get('/inclusion', limited, async (request) => {
        const index = numberIn(request, 'index');
        const proof = await own.inclusion(index, numberIn(request, 'size'));
        return { leaf: (await own.leaf(index)).toString('base64'), proof: inBase64(proof) };
      });
    },
    { prefix: '/log' },
  );
}

/**
 * What a witness has seen, open to all: the last head of every log it witnesses, with its cosignature, and what it did
 * not believe, with the notes that prove it. The door must have the rate limiter.
 */
export function registerWitnessFace(app: FastifyInstance, state: Pick<WitnessState, 'heads' | 'evidence'>): void {
  app.register(
    async (face) => {
      answerProblems(face);
      face.get('/heads', limited, async () => ({
        heads: (await state.heads()).map(({ note }) => note),
        evidence: await state.evidence(),
      }));
    },
    { prefix: '/witness' },
  );
}

function answerProblems(face: FastifyInstance): void {
  face.setErrorHandler(async (thrown, request, reply) => {
    const isTooMany = (thrown as { readonly statusCode?: unknown }).statusCode === 429;
    const error = isTooMany ? new BridgeError('TOO_MANY_REQUESTS') : asBridgeError(thrown);
    const { headers } = request;
    return sendProblem(reply, error, correlationIdOf(headers), languageOf(headers['accept-language']));
  });
}

/** Throws PARAMETER_INVALID. */
function numberIn(request: FastifyRequest, name: string): number {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  if (typeof value !== 'string' || !/^\d{1,15}$/.test(value))
    throw new BridgeError('PARAMETER_INVALID', `The parameter ${name} must be a number of entries.`);
  return Number(value);
}

function inBase64(hashes: readonly Buffer[]): string[] {
  return hashes.map((hash) => hash.toString('base64'));
}
