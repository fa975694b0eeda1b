import { uriOf } from '../../codes/index.ts';
import type { PatientId } from '../../contracts/index.ts';
import { badData, refused, unexplained } from '../failures.ts';
import type { Conversation, HttpAnswer, HttpRequest } from '../http.ts';
import { parseJson } from './json.ts';
import { type Bundle, bundleOf, errorsIn, type ResourceType, resourceOf, type Unchecked } from './resources.ts';

export type Page = readonly NonNullable<Bundle['entry']>[number][];

/** More than any patient's records need, and few enough that a server that leads in circles is found out. */
const mostPages = 500;

/**
 * All pages of one search about the patient. The identity travels in a form body, also towards later pages: never in
 * an address. Throws SourceFailure.
 */
export async function* searchPages(
  conversation: Conversation,
  base: URL,
  type: ResourceType,
  patient: PatientId,
  include: readonly string[] = [],
): AsyncGenerator<Page> {
  const form = new URLSearchParams({
    'patient.identifier': `${uriOf(patient.type)}|${patient.id}`,
    _revinclude: 'Provenance:target',
  });
  for (const one of include) form.append('_include', one);
  let request = post(searchPath(base, type), form);
  const seen = new Set<string>();
  for (;;) {
    const page = await ask(conversation, request);
    const entries = page.entry ?? [];
    yield entries.filter(({ resource }) => resource?.resourceType !== 'OperationOutcome');
    for (const { resource } of entries) {
      const errors = errorsIn(resource);
      if (errors !== undefined) throw refused(200, errors);
    }
    const next = page.link?.find(({ relation }) => relation === 'next')?.url;
    if (next === undefined) return;
    if (seen.has(next)) throw badData('The pages of the search lead in a circle.');
    if (seen.size >= mostPages) throw badData(`The search has more than ${mostPages} pages.`);
    seen.add(next);
    request = follow(next, base, type, patient);
  }
}

/** A link may lead only to the server that was asked. One that repeats the identity is sent as a form instead. */
function follow(link: string, base: URL, type: ResourceType, patient: PatientId): HttpRequest {
  const url = URL.parse(link, withSlash(base).href) ?? undefined;
  if (url?.origin !== base.origin) throw badData('The next page is said to be on another server.');
  if (decodedQuery(url).includes(patient.id)) return post(searchPath(base, type), url.searchParams);
  return { method: 'GET', path: url.pathname + url.search, headers: accept };
}

function decodedQuery(url: URL): string {
  return [...url.searchParams].flat().join(' ');
}

const accept = { accept: 'application/fhir+json' };

function post(path: string, form: URLSearchParams): HttpRequest {
  return {
    method: 'POST',
    path,
    headers: { ...accept, 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  };
}

function searchPath(base: URL, type: ResourceType): string {
  return `${withSlash(base).pathname}${type}/_search`;
}

/** Without it the last part of the base would be replaced when a link is resolved against it. */
export function withSlash(base: URL): URL {
  return base.pathname.endsWith('/') ? base : new URL(`${base.pathname}/`, base);
}

async function ask(conversation: Conversation, request: HttpRequest): Promise<Bundle> {
  const answer = await conversation.send(request);
  if (answer.status >= 300) throw await refusal(answer);
  if (!isJson(answer)) {
    answer.discard();
    throw badData(`The answer is ${answer.mediaType || 'of no stated type'}, not application/fhir+json.`);
  }
  const value = await json(answer);
  const errors = errorsIn(value);
  if (errors !== undefined) throw refused(answer.status, errors);
  const bundle = bundleOf(value);
  if (!bundle) throw badData('The answer is not a Bundle.');
  return bundle;
}

async function refusal(answer: HttpAnswer): Promise<unknown> {
  const plain = unexplained(answer.status);
  if (!isJson(answer)) {
    answer.discard();
    return plain;
  }
  try {
    const errors = errorsIn(await json(answer));
    return errors === undefined ? plain : refused(answer.status, errors);
  } catch (thrown) {
    // An unreadable error page says no more than its status does.
    return (thrown as { reason?: string }).reason === 'bad-data' ? plain : thrown;
  }
}

/**
 * One resource by its path below the base; a Binary also in its own media type. Undefined when the server does not give it
 * or it is larger than the limit (bytes).
 */
export async function readResource(
  conversation: Conversation,
  base: URL,
  path: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<Unchecked | undefined> {
  const request = { method: 'GET', path: withSlash(base).pathname + path, headers: accept } as const;
  const answer = await conversation.send(request);
  if (answer.status >= 300) {
    answer.discard();
    return undefined;
  }
  // A Binary in JSON is a third larger than what it holds, and a little.
  const content = await bytes(answer, isJson(answer) ? limit * 1.4 : limit);
  if (!content) return undefined;
  if (isJson(answer)) return resourceOf(parsed(content));
  return path.startsWith('Binary/')
    ? ({ resourceType: 'Binary', contentType: answer.mediaType, data: content.toString('base64') } as Unchecked)
    : undefined;
}

async function bytes(answer: HttpAnswer, limit: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body) {
    size += part.byteLength;
    if (size > limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function isJson({ mediaType }: HttpAnswer): boolean {
  return mediaType === 'application/fhir+json' || mediaType === 'application/json';
}

/** The whole page; its size is limited by the conversation. */
async function json(answer: HttpAnswer): Promise<unknown> {
  const value = parsed((await bytes(answer, Number.POSITIVE_INFINITY)) ?? Buffer.of());
  if (value === undefined) throw badData('The answer is not JSON.');
  return value;
}

/** Undefined when it is no JSON: the parser's own message quotes what it read, which is patient data. */
function parsed(content: Buffer): unknown {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return undefined;
  }
}
