import { registerHooks } from 'node:module';

/** Loaded before the bridge (`--import`): whoever asks src/audit for the log gets the one that writes nothing. */
registerHooks({
  resolve(specifier, context, next) {
    const isAsked = specifier === './access-log.ts' && context.parentURL?.endsWith('/src/audit/index.ts');
    return isAsked
      ? { url: new URL('idle-access-log.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context);
  },
});
