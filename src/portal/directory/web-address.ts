/** An address that may be followed; whoever wrote it in the directory, nothing but a web page is opened. */
export function webAddress(written: string | undefined): string | undefined {
  if (written === undefined || !URL.canParse(written)) return undefined;
  const { protocol, href } = new URL(written);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
