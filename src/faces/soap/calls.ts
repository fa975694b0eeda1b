import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BridgeError } from '../../errors.ts';
import { notesOn } from '../../notes-on.ts';
import { copied } from '../../sources/capture.ts';
import { correlationIdOf } from '../correlation.ts';
import type { Authenticate } from '../door.ts';
import type { Call } from './call.ts';
import { bridgeErrorOf, checkHead } from './http.ts';

/** What a face that is called by SOAP does with its calls. */
interface SoapCalls {
  /** `/vp` or `/npo`: every path below it is called the same way. */
  readonly prefix: string;
  readonly face: 'soap' | 'npo';
  readonly authenticate: Authenticate;
  answer(request: FastifyRequest, reply: FastifyReply, call: Call): Promise<FastifyReply>;
  /** GET: the service's description. */
  describe(request: FastifyRequest, reply: FastifyReply): FastifyReply;
  refuse(error: BridgeError, request: FastifyRequest, reply: FastifyReply, call: Call): Promise<FastifyReply>;
}

/** Takes calls in: who calls is known before the body is received, and whatever is thrown is refused as the face does it. */
export function registerSoapCalls(app: FastifyInstance, calls: SoapCalls): void {
  app.register(
    async (face) => {
      face.removeAllContentTypeParsers();
      face.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      const underWay = notesOn<FastifyRequest, Call>();
      const callOf = (request: FastifyRequest): Call => {
        const call = underWay.get(request) ?? newCall(request);
        underWay.set(request, call);
        return call;
      };
      face.addHook('onRequest', async (request) => {
        const call = callOf(request);
        if (request.method === 'GET' || request.method === 'HEAD') return;
        // Before the body is read: nobody unknown makes the bridge hold fifteen megabytes.
        call.identified = await calls.authenticate(request, calls.face, call.correlationId);
        if (call.identified.refusal) throw call.identified.refusal;
        checkHead(request);
      });
      face.addHook('onSend', async (request, _reply, payload) => taped(payload, callOf(request)));
      for (const path of ['/', '/*']) {
        face.post(path, async (request, reply) => calls.answer(request, reply, callOf(request)));
        face.get(path, async (request, reply) => calls.describe(request, reply));
      }
      // Other methods: the hook above has refused them.
      face.setNotFoundHandler(async () => {
        throw new BridgeError('METHOD_NOT_ALLOWED');
      });
      face.setErrorHandler(async (thrown, request, reply) =>
        calls.refuse(bridgeErrorOf(thrown, request), request, reply, callOf(request)),
      );
    },
    { prefix: calls.prefix },
  );
}

function newCall(request: FastifyRequest): Call {
  return {
    startedAt: Date.now(),
    correlationId: correlationIdOf(request.headers),
    soFar: {},
    identified: undefined,
    charset: 'UTF-8',
    tape: undefined,
    answered: false,
  };
}

/** What is sent, of which a copy is taken where somebody captures. */
function taped(payload: unknown, { tape, soFar }: Call): unknown {
  const take = (copy: Buffer): void => tape?.take('door-answer', copy, soFar.patient);
  if (!tape) return payload;
  if (payload instanceof Readable) return Readable.from(copied(payload, take), { objectMode: false });
  if (typeof payload === 'string' || Buffer.isBuffer(payload)) take(Buffer.from(payload as string));
  return payload;
}
