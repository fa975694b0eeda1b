/** What a certificate calls its holder; the whole subject where it has no common name. */
export function commonNameIn(subject: string): string {
  return /(?:^|, )CN=([^,]+)/.exec(subject)?.[1] ?? subject;
}
