import type { CarePlan } from '../../contracts/index.ts';
import type { Context } from './context.ts';
import { knownIn } from './known-in.ts';
import type { AnyResource, Attachment } from './resources.ts';

/** What an attachment holds, wherever it lies. */
export interface Content {
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly charset: string;
  /** Base64. */
  readonly data: string | undefined;
  /** Where it lies, if it could not be had from there. */
  readonly url: string | undefined;
}

/** `text/plain; charset=utf-8`, inline or at an address whose content has been fetched. Undefined when there is none. */
export function contentOf(
  attachment: Attachment | undefined,
  holder: AnyResource,
  { index, source }: Context,
): Content | undefined {
  const { url, data } = attachment ?? {};
  const fetched = url && !data ? index.find('Binary', { reference: url }, holder) : undefined;
  const [mediaType = '', ...parameters] = (attachment?.contentType ?? fetched?.contentType ?? '')
    .toLowerCase()
    .split(';');
  const charset = parameters.map((one) => /^\s*charset="?([\w-]+)"?\s*$/.exec(one)?.[1]).find(Boolean) ?? 'utf-8';
  const held = base64(data ?? fetched?.data);
  if (!held && !url) return undefined;
  return {
    mediaType: mediaType.trim() || 'application/octet-stream',
    charset,
    data: held,
    url: held ? undefined : absolute(url, source.url),
  };
}

function absolute(url: string | undefined, base: string): string | undefined {
  return url && (URL.parse(url, base.replace(/\/?$/, '/'))?.href ?? url);
}

/** FHIR lets lines be broken inside; the contracts do not. */
function base64(data: string | undefined): string | undefined {
  return data?.replace(/\s/g, '') || undefined;
}

/** The text of a plain text; undefined for anything else, and for bytes that are not of its character set. */
export function plainTextOf({ mediaType, charset, data }: Content): string | undefined {
  if (mediaType !== 'text/plain' || data === undefined) return undefined;
  try {
    return new TextDecoder(charset, { fatal: true }).decode(Buffer.from(data, 'base64'));
  } catch {
    // An unknown character set or broken bytes: the reader gets the attachment as it is.
    return undefined;
  }
}

type ListedMediaType = NonNullable<CarePlan['carePlanBody']['content']>[number]['mediaType'];

const otherNames: Readonly<Record<string, ListedMediaType>> = {
  'application/rtf': 'text/rtf',
  'application/xml': 'text/xml',
  'image/jpg': 'image/jpeg',
};

/** As the older contracts list it. One that is on no list stays what it is, and its record is found to break the contract. */
export function listedMediaType(mediaType: string): ListedMediaType {
  return knownIn(otherNames, mediaType) ?? (mediaType as ListedMediaType);
}
