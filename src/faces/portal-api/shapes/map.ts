/** Who talks to whom, as `GET /api/ops/map` tells it. Shared with the pages; types alone. */
export interface ShownMap {
  /** Since when calls are counted; ISO 8601. */
  readonly since: string;
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

export interface MapNode {
  /** HSA-id of a system, name of a destination or security service, or `portal`, `bridge`, `directory`, `persons`, `routing`. */
  readonly id: string;
  readonly kind: 'caller' | 'bridge' | 'source' | 'destination' | 'register';
  /** Undefined for the bridge’s own parts and registers, which the page names. */
  readonly name: string | undefined;
}

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  /** Calls since then; undefined where they are not counted. */
  readonly calls: number | undefined;
  readonly failed: number | undefined;
  /** Messages that wait, and that were set aside. */
  readonly waiting: number | undefined;
  readonly dead: number | undefined;
  /** By the worst open alert about it; `quiet`: nothing has gone there since. */
  readonly state: 'good' | 'quiet' | 'trouble' | 'bad';
}
