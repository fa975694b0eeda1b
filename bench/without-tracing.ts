import { registerHooks } from 'node:module';

/** Loaded before the bridge (`--import`): whoever asks src/tracing for it gets the one that follows nothing. */
registerHooks({
  resolve(specifier, context, next) {
    const isAsked = specifier === './tracing.ts' && context.parentURL?.endsWith('/src/tracing/index.ts');
    return isAsked
      ? { url: new URL('idle-tracing.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context);
  },
});
