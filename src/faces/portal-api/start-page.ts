import { readFileSync } from 'node:fs';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';
import { escapeText } from '../../xml/index.ts';
import { answerStrays, type Strays } from '../strays.ts';

/** Portal port: the same pages as the service port, but never asking for a certificate (browsers would prompt). */
export function createPortalDoor(config: Config, strays: Strays): FastifyInstance {
  const app = Fastify({
    https: { cert: readFileSync(config.tls.certificate), key: readFileSync(config.tls.key), minVersion: 'TLSv1.2' },
    logger: false,
    bodyLimit: 100_000,
    requestTimeout: 30_000,
    connectionTimeout: 120_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: strays.outside,
    clientErrorHandler: strays.unreadable,
  }) as unknown as FastifyInstance;
  answerStrays(app, strays);
  registerStartPage(app, config);
  return app;
}

/** `/` and `/api/installation`: which installation this is, and where a system connects. */
export function registerStartPage(app: FastifyInstance, config: Config): void {
  app.register(async (pages) => {
    await pages.register(helmet, {
      contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"] } },
    });
    const { name, kind, hsaId } = config.bridge;
    pages.get('/', async (request, reply) => {
      const english = (request.query as { lang?: string }).lang === 'en';
      return reply
        .type('text/html; charset=utf-8')
        .send(english ? page(config, englishText) : page(config, swedishText));
    });
    pages.get('/api/installation', async () => ({
      name,
      kind,
      hsaId,
      sources: config.sources.map((source) => ({ hsaId: source.hsaId, name: source.name })),
    }));
  });
}

interface Texts {
  readonly lang: 'sv' | 'en';
  readonly intro: string;
  readonly sources: string;
  readonly connect: string;
  readonly other: string;
  readonly kinds: Readonly<Record<Config['bridge']['kind'], string>>;
}

const swedishText: Texts = {
  lang: 'sv',
  intro: 'E-hälsobryggan mellan journalsystemen i Region Norrbotten, Region Västerbotten och Region Västernorrland.',
  sources: 'Anslutna journalsystem',
  connect: 'System ansluter med SITHS funktionscertifikat: SOAP (RIV-TA) under /vp och FHIR R4 under /fhir.',
  other: '<a href="/?lang=en" lang="en">In English</a>',
  kinds: { demo: 'Demo: alla personer och uppgifter är påhittade.', test: 'Testmiljö.', production: 'Produktion.' },
};

const englishText: Texts = {
  lang: 'en',
  intro:
    'The e-health bridge between the record systems of Region Norrbotten, Region Västerbotten and Region Västernorrland.',
  sources: 'Connected record systems',
  connect: 'Systems connect with a SITHS function certificate: SOAP (RIV-TA) under /vp and FHIR R4 under /fhir.',
  other: '<a href="/" lang="sv">På svenska</a>',
  kinds: { demo: 'Demo: every person and record is invented.', test: 'Test environment.', production: 'Production.' },
};

function page(config: Config, text: Texts): string {
  const { name, kind } = config.bridge;
  const sources = config.sources
    .map((source) => `<li>${escapeText(source.name)} <code>${escapeText(source.hsaId)}</code></li>`)
    .join('');
  return `<!doctype html><html lang="${text.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeText(name)} (${kind})</title><style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}</style></head>
<body><main><h1>${escapeText(name)}</h1><p><strong>${text.kinds[kind]}</strong></p><p>${text.intro}</p>
<h2>${text.sources}</h2><ul>${sources}</ul><p>${text.connect} <a href="/fhir/metadata">/fhir/metadata</a></p><p>${text.other}</p></main></body></html>`;
}
