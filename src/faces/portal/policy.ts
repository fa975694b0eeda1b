/**
 * Content-Security-Policy of the pages: files of our own alone, no inline script, no inline style but the blocks with
 * these hashes (`sha256-…`), nobody may frame them or send forms from them.
 */
export function policyOf(styleHashes: readonly string[]) {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", ...styleHashes.map((hash) => `'${hash}'`)],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  };
}
