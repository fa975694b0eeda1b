import { type Unreadable, unreadable } from '../reply.ts';
import type { HttpReply } from '../system.ts';

/** What is in a message, if it is of one of these media types and in the character set that it states. */
export function textIn(
  { status, contentType, contentEncoding, body }: HttpReply,
  mediaTypes: readonly string[],
  decode: (body: Buffer, charset: string | undefined) => string | undefined,
): string | Unreadable {
  if (body.length === 0) return unreadable(status, { sv: 'svaret är tomt', en: 'the answer is empty' });
  if (contentEncoding !== '' && contentEncoding !== 'identity')
    return unreadable(status, {
      sv: 'svaret är komprimerat, vilket ingen bad om',
      en: 'the answer is compressed, which nobody asked for',
    });
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!mediaTypes.includes(mediaType))
    return unreadable(status, {
      sv: `svaret är inte ${mediaTypes[0]}`,
      en: `the answer is not ${mediaTypes[0]}`,
    });
  return (
    decode(body, /charset="?([^";]+)/i.exec(contentType)?.[1]) ??
    unreadable(
      status,
      {
        sv: 'byten i svaret är inte i den teckenkodning som det anger (utan angivelse: UTF-8)',
        en: 'the bytes of the answer are not in the character set that it states (without statement: UTF-8)',
      },
      true,
    )
  );
}
