/** What a certificate calls its holder: a person, whose names are not kept, by her HSA-id. The whole subject at worst. */
export function commonNameIn(subject: string): string {
  return /(?:^|, )(?:CN|serialNumber)=([^,]+)/.exec(subject)?.[1] ?? subject;
}
