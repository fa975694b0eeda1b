import packageFile from '../package.json' with { type: 'json' };

/** The product's version, as it tells it to callers and record systems. */
export const productVersion: string = packageFile.version;
