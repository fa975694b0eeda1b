import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type BridgeError, errorCatalogue } from '../../errors.ts';
import { escapeText } from '../../xml/index.ts';
import { correlationIdOf } from '../correlation.ts';
import { createHasteLog } from '../haste-log.ts';
import type { LogRefusal, RefusedCall } from '../refusal-log.ts';
import { type Language, languageOf, sendProblem, statusOf } from './problem.ts';

/** What is known of somebody who is refused on the way in. */
export interface RefusedEntrance extends Pick<RefusedCall, 'error'> {
  readonly action: 'sign-in' | 'launch';
  readonly identified?: RefusedCall['identified'];
  readonly actor?: RefusedCall['actor'];
  readonly patient?: RefusedCall['patient'];
  readonly details?: RefusedCall['details'];
  /** Of `performance`. */
  readonly startedAt: number;
}

export type RefuseEntrance = (
  request: FastifyRequest,
  reply: FastifyReply,
  refused: RefusedEntrance,
) => Promise<FastifyReply>;

/** Of one address, about whom nobody vouches, with a line of the log each: as many as may try with cards. */
const strangersPerMinute = 60;

/**
 * Refuses people on their way to the portal, who come by links and forms: on the access log, where haste, and more than a
 * few strangers, are counted by address and minute; and on a page that can be read, where the browser asks for one, else
 * as problem+json.
 */
export function createRefuseEntrance(
  door: FastifyInstance,
  { logRefusal, home }: { readonly logRefusal: LogRefusal; readonly home: () => string },
): RefuseEntrance {
  const haste = createHasteLog<RefusedCall>(({ who: address, attempts, first }) =>
    logRefusal({ ...first, details: { ...first.details, address, attempts } }),
  );
  door.addHook('onClose', haste.flush);
  const strangers = door.createRateLimit({ max: strangersPerMinute, timeWindow: 60_000 });

  async function isCounted(request: FastifyRequest, { error, identified }: RefusedCall): Promise<boolean> {
    if (error.kind === 'throttled') return true;
    if (identified) return false;
    const state = await strangers(request);
    return !state.isAllowed && state.isExceeded;
  }

  return async (request, reply, { startedAt, ...refused }) => {
    const correlationId = correlationIdOf(request.headers);
    const milliseconds = Math.round(performance.now() - startedAt);
    const call: RefusedCall = { identified: undefined, ...refused, correlationId, face: 'portal', milliseconds };
    if (await isCounted(request, call)) haste.count(request.ip, call);
    else await logRefusal(call);
    const language = languageOf(request.headers['accept-language']);
    return /\btext\/html\b/.test(request.headers.accept ?? '')
      ? sendPage(reply, refused.error, { action: refused.action, language, correlationId, home: home() })
      : sendProblem(reply, refused.error, correlationId, language);
  };
}

const style = `:root{color-scheme:light dark}body{font:1.125rem/1.6 system-ui,sans-serif;max-width:38rem;margin:4rem auto;padding:0 1.25rem}h1{font-size:1.6rem;line-height:1.3}.facts{opacity:.75;font-size:.95rem}a{color:inherit}`;
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const words = {
  sv: {
    'sign-in': 'Det gick inte att logga in',
    launch: 'Portalen kunde inte öppnas från journalsystemet',
    back: 'Till inloggningen',
    code: 'Felkod',
    id: 'Ärende-id, om du ber om hjälp',
  },
  en: {
    'sign-in': 'You could not be signed in',
    launch: 'The portal could not be opened from the record system',
    back: 'To sign-in',
    code: 'Code',
    id: 'Id to give when you ask for help',
  },
} as const;

interface PageFacts {
  readonly action: RefusedEntrance['action'];
  readonly language: Language;
  readonly correlationId: string;
  readonly home: string;
}

/** Never what was sent, nor a cause. */
function sendPage(reply: FastifyReply, error: BridgeError, facts: PageFacts): FastifyReply {
  return reply
    .code(statusOf(error))
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-language': facts.language,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
    })
    .send(page(error, facts));
}

function page({ code }: BridgeError, { action, language, correlationId, home }: PageFacts): string {
  const text = words[language];
  const heading = text[action];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${heading}</title><style>${style}</style></head>
<body><main><h1>${heading}</h1><p>${escapeText(errorCatalogue[code][language])}</p>
<p><a href="${escapeText(home)}/">${text.back}</a></p>
<p class="facts">${text.code}: ${code}<br>${text.id}: ${escapeText(correlationId)}</p></main></body></html>`;
}
