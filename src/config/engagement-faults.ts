import type { FileConfig } from './schema.ts';

/** What in the engagement index's part of the configuration refers to nothing, or contradicts itself. */
export function engagementFaults({ sources, engagements }: FileConfig): string[] {
  const { reconcile, subscribers } = engagements;
  const listed = reconcile.map(({ source }) => source);
  const names = subscribers.map(({ name }) => name);
  return [
    ...listed
      .filter((source) => !sources.some(({ hsaId }) => hsaId === source))
      .map((source) => `key engagements.reconcile: ${source} is not among sources`),
    ...twice(listed).map((source) => `key engagements.reconcile: ${source} stands twice`),
    ...twice(names).map((name) => `key engagements.subscribers: ${name} stands twice`),
    ...sources
      .filter(({ hsaId, index }) => index === 'optional' && !listed.includes(hsaId))
      .map(({ hsaId }) => `key sources: ${hsaId} has index: optional, which needs engagements.reconcile`),
  ];
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, at) => names.indexOf(name) !== at);
}
