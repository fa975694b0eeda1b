import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type BridgeError, errorCatalogue } from '../../errors.ts';
import { escapeText } from '../../xml/index.ts';
import { type Language, languageOf, sendProblem, statusOf } from './problem.ts';

const style = `:root{color-scheme:light dark}body{font:1.125rem/1.6 system-ui,sans-serif;max-width:38rem;margin:4rem auto;padding:0 1.25rem}h1{font-size:1.6rem;line-height:1.3}.facts{opacity:.75;font-size:.95rem}a{color:inherit}`;
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

interface Words {
  readonly heading: string;
  readonly back: string;
  readonly code: string;
  readonly id: string;
}

const words: Readonly<Record<Language, Words>> = {
  sv: {
    heading: 'Det gick inte att logga in',
    back: 'Till inloggningen',
    code: 'Felkod',
    id: 'Ärende-id, om du ber om hjälp',
  },
  en: {
    heading: 'You could not be signed in',
    back: 'To sign-in',
    code: 'Code',
    id: 'Id to give when you ask for help',
  },
};

/**
 * Answers a person on the way to the portal: a page that can be read where the browser asked for one, else problem+json.
 * Never what was sent, nor a cause.
 */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  { error, correlationId, portalUrl }: { error: BridgeError; correlationId: string; portalUrl: string },
): FastifyReply {
  const language = languageOf(request.headers['accept-language']);
  if (!/\btext\/html\b/.test(request.headers.accept ?? '')) return sendProblem(reply, error, correlationId, language);
  return reply
    .code(statusOf(error))
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
    })
    .send(page(language, error, correlationId, portalUrl));
}

function page(language: Language, { code }: BridgeError, correlationId: string, portalUrl: string): string {
  const text = words[language];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${text.heading}</title><style>${style}</style></head>
<body><main><h1>${text.heading}</h1><p>${escapeText(errorCatalogue[code][language])}</p>
<p><a href="${escapeText(portalUrl)}/">${text.back}</a></p>
<p class="facts">${text.code}: ${code}<br>${text.id}: ${escapeText(correlationId)}</p></main></body></html>`;
}
